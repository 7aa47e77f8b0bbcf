import {type Iso3, isIso3, quoteList, SourceError, UsageError} from "../base/index.ts";
import {type CalendarDate, orNull, overlaps, type Validity} from "./dates.ts";
import {jaroWinkler, nameKey} from "./names.ts";
import {lazy, oneOf, readTable} from "./table.ts";

export const STATE_KINDS = ["state", "territory", "historical", "group"] as const;
export type StateKind = (typeof STATE_KINDS)[number];

/** Publishers' ways of coding a state; `name` is not among them, see `byName`. */
export const CODE_SCHEMES = [
  "baci",
  "comtrade",
  "comtrade_iso",
  "cow",
  "eurostat",
  "geonom",
  "imf",
  "iso2",
  "iso3",
  "m49",
  "world_bank",
] as const;
export type CodeScheme = (typeof CODE_SCHEMES)[number];

/** Why a code that is no state can be dropped: a sum of others, a place not told, or goods without a place. */
export const NON_STATE_MEANINGS = ["aggregate", "unspecified", "special"] as const;
export type NonStateMeaning = (typeof NON_STATE_MEANINGS)[number];

/** A row of reference/states/states.csv. */
export interface State extends Validity {
  readonly iso3: Iso3;
  readonly iso2: string | null;
  readonly m49: string | null;
  readonly nameEn: string;
  readonly nameRu: string;
  readonly nameFr: string;
  readonly kind: StateKind;
  readonly unMember: boolean;
  readonly successors: readonly Iso3[];
  readonly source: string;
  readonly confidence: string;
}

/** What a code or a name means. `unknown` must stop a build; `non-state` is dropped with its label as the reason. */
export type Resolution =
  | {readonly kind: "state"; readonly iso3: Iso3}
  | {readonly kind: "non-state"; readonly meaning: NonStateMeaning; readonly label: string}
  | {readonly kind: "unknown"};

interface Meaning extends Validity {
  readonly resolution: Resolution;
}

const UNKNOWN: Resolution = {kind: "unknown"};

/** States and territories with their codes and names; load it with `states()`. */
export class States {
  readonly all: readonly State[];
  readonly #byIso3: ReadonlyMap<string, State>;
  readonly #byCode: () => ReadonlyMap<string, readonly Meaning[]>;
  readonly #byName: () => ReadonlyMap<string, Resolution>;

  constructor({all, codes, names}: StateTables) {
    this.all = all;
    this.#byIso3 = new Map(all.map((state) => [state.iso3, state]));
    this.#byCode = codes;
    this.#byName = names;
  }

  /** @throws UsageError "unknown-state" when no such ISO3 is listed */
  get(iso3: string): State {
    const state = this.#byIso3.get(iso3);
    if (state !== undefined) return state;
    throw new UsageError("unknown-state", {
      message: `unknown state ${JSON.stringify(iso3)}`,
      hint: this.#hint(iso3),
    });
  }

  has(iso3: string): boolean {
    return this.#byIso3.has(iso3);
  }

  /**
   * Meaning of a publisher's code. Leading zeros of a numeric code and spaces around it do not count.
   *
   * A code with one meaning keeps it at every date, because tables go on naming dissolved states; a code with several
   * (CS, YU, BE, 365) takes the one valid at `onDate`, the later if both are, and the latest of all without a date.
   */
  byCode(scheme: CodeScheme, code: string | number, onDate?: CalendarDate): Resolution {
    const meanings = this.#byCode().get(codeKey(scheme, String(code))) ?? [];
    const fitting =
      meanings.length > 1 && onDate !== undefined ? meanings.filter((m) => overlaps(m, onDate)) : meanings;
    return fitting.at(-1)?.resolution ?? UNKNOWN;
  }

  /** Meaning of a name in English, Russian or French, after `nameKey`. */
  byName(name: string): Resolution {
    return this.#byName().get(nameKey(name)) ?? UNKNOWN;
  }

  /** States with the names nearest to `name` by Jaro–Winkler, best first, one entry a state. */
  nearest(name: string, most = 3): State[] {
    const wanted = nameKey(name);
    const best = new Map<Iso3, number>();
    for (const [key, resolution] of this.#byName()) {
      if (resolution.kind !== "state") continue;
      const score = jaroWinkler(wanted, key);
      if (score > (best.get(resolution.iso3) ?? 0.8)) best.set(resolution.iso3, score);
    }
    return [...best]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([iso3]) => this.get(iso3));
  }

  /**
   * ISO3 of a code or a name a person typed: `KGZ`, `kg`, `Kyrgyz Republic`, `Киргизия`.
   *
   * @throws UsageError "unknown-state", with the nearest names
   */
  toIso3(text: string): Iso3 {
    const upper = text.trim().toUpperCase();
    const own = this.#byIso3.get(upper);
    if (own !== undefined) return own.iso3;
    const found = [this.byCode("iso3", upper), this.byName(text), this.byCode("iso2", upper)].find(
      (resolution) => resolution.kind === "state",
    );
    if (found?.kind === "state") return found.iso3;
    throw new UsageError("unknown-state", {
      message: `unknown state ${JSON.stringify(text)}`,
      hint: this.#hint(text),
    });
  }

  #hint(text: string): string {
    const near = this.nearest(text).map((state) => `${state.nameEn} (${state.iso3})`);
    return near.length > 0 ? `did you mean ${quoteList(near)}?` : "give a name or an ISO3 code, such as KGZ";
  }
}

interface StateTables {
  readonly all: readonly State[];
  /** Read when first asked for: most questions name states by ISO3 only. */
  readonly codes: () => ReadonlyMap<string, readonly Meaning[]>;
  readonly names: () => ReadonlyMap<string, Resolution>;
}

/** The states of reference/states, read at the first call. */
export const states: () => States = lazy(() => {
  const all = readStates();
  const known = new Set<string>(all.map((state) => state.iso3));
  return new States({all, codes: lazy(() => readCodes(known)), names: lazy(() => readNames(known))});
});

/** ISO3 of a code or a name a person typed. @throws UsageError "unknown-state", with the nearest names */
export function toIso3(text: string): Iso3 {
  return states().toIso3(text);
}

const STATES_FILE = "states/states.csv";
const CODES_FILE = "states/codes.csv";
const NON_STATES_FILE = "states/non-states.csv";
const ALIASES_FILE = "states/aliases.csv";

function readStates(): State[] {
  const columns = [
    "iso3",
    "iso2",
    "m49",
    "name_en",
    "name_ru",
    "name_fr",
    "kind",
    "un_member",
    "start",
    "end",
    "successors",
    "source",
    "confidence",
  ] as const;
  return readTable(STATES_FILE, columns).map((row) => ({
    iso3: checkedIso3(row.iso3, STATES_FILE),
    iso2: orNull(row.iso2),
    m49: orNull(row.m49),
    nameEn: row.name_en,
    nameRu: row.name_ru,
    nameFr: row.name_fr,
    kind: oneOf(row.kind, {allowed: STATE_KINDS, file: STATES_FILE, column: "kind"}),
    unMember: oneOf(row.un_member, {allowed: ["0", "1"], file: STATES_FILE, column: "un_member"}) === "1",
    start: orNull(row.start),
    end: orNull(row.end),
    successors:
      row.successors === "" ? [] : row.successors.split(";").map((iso3) => checkedIso3(iso3, STATES_FILE)),
    source: row.source,
    confidence: row.confidence,
  }));
}

function readCodes(known: ReadonlySet<string>): Map<string, Meaning[]> {
  const codes = new Map<string, Meaning[]>();
  const columns = ["scheme", "code", "iso3", "start", "end", "source", "confidence", "note"] as const;
  const rows = readTable(CODES_FILE, columns).toSorted((a, b) =>
    a.start < b.start ? -1 : a.start > b.start ? 1 : 0,
  );
  for (const row of rows) {
    const scheme = oneOf(row.scheme, {allowed: CODE_SCHEMES, file: CODES_FILE, column: "scheme"});
    const resolution = {kind: "state", iso3: listedIso3(row.iso3, known, CODES_FILE)} as const;
    const meaning = {resolution, start: orNull(row.start), end: orNull(row.end)};
    const key = codeKey(scheme, row.code);
    codes.set(key, [...(codes.get(key) ?? []), meaning]);
  }
  for (const row of readNonStates().filter(({scheme}) => scheme !== "name")) {
    const scheme = oneOf(row.scheme, {allowed: CODE_SCHEMES, file: NON_STATES_FILE, column: "scheme"});
    const key = codeKey(scheme, row.code);
    if (codes.has(key)) throw twoMeanings(`${scheme} ${row.code}`, NON_STATES_FILE);
    codes.set(key, [{resolution: row.resolution, start: null, end: null}]);
  }
  return codes;
}

function readNames(known: ReadonlySet<string>): Map<string, Resolution> {
  const names = new Map<string, Resolution>();
  const add = (name: string, resolution: Resolution, file: string) => {
    const key = nameKey(name);
    const before = names.get(key);
    const differs =
      before?.kind !== resolution.kind ||
      (before.kind === "state" && resolution.kind === "state" && before.iso3 !== resolution.iso3);
    if (before !== undefined && differs) throw twoMeanings(name, file);
    if (before === undefined) names.set(key, resolution);
  };
  for (const row of readTable(ALIASES_FILE, ["alias", "language", "iso3", "source", "confidence"])) {
    add(row.alias, {kind: "state", iso3: listedIso3(row.iso3, known, ALIASES_FILE)}, ALIASES_FILE);
  }
  for (const row of readNonStates().filter(({scheme}) => scheme === "name"))
    add(row.code, row.resolution, NON_STATES_FILE);
  return names;
}

function readNonStates(): {scheme: string; code: string; resolution: Resolution}[] {
  return readTable(NON_STATES_FILE, ["scheme", "code", "meaning", "label", "source"]).map((row) => {
    const meaning = oneOf(row.meaning, {
      allowed: NON_STATE_MEANINGS,
      file: NON_STATES_FILE,
      column: "meaning",
    });
    return {scheme: row.scheme, code: row.code, resolution: {kind: "non-state", meaning, label: row.label}};
  });
}

function codeKey(scheme: CodeScheme, code: string): string {
  return `${scheme} ${code.trim().replace(/^0+(?=\d+$)/, "")}`;
}

function checkedIso3(text: string, file: string): Iso3 {
  if (isIso3(text)) return text;
  throw new SourceError("bad-iso3", {
    where: `reference/${file}`,
    message: `${JSON.stringify(text)} is not three capital letters`,
    hint: "see reference/states/README.md",
  });
}

function listedIso3(text: string, known: ReadonlySet<string>, file: string): Iso3 {
  if (known.has(text)) return checkedIso3(text, file);
  throw new SourceError("unknown-iso3", {
    where: `reference/${file}`,
    message: `${JSON.stringify(text)} is not listed in states.csv`,
    hint: "add the state there first",
  });
}

function twoMeanings(name: string, file: string): SourceError {
  return new SourceError("two-meanings", {
    where: `reference/${file}`,
    message: `${JSON.stringify(name)} has two meanings`,
    hint: "keep one, or make the name longer",
  });
}
