import {type Day, day, didYouMean, quoteList, UsageError} from "../base/index.ts";
import {type CalendarDate, lastDay, orNull} from "./dates.ts";
import {lazy, oneOf, readTable} from "./table.ts";

/** One version of a list of goods, without its lines. */
export interface GoodsListHead {
  readonly id: string;
  /** The day or month the list is of. */
  readonly version: string;
  readonly title: string;
  readonly publisher: string;
  readonly hsEdition: string;
  readonly licence: string;
  readonly source: string;
  readonly caveat: string;
}

/** A code on a list. It stands for every line it is a prefix of. */
export interface GoodsLine {
  readonly code: string;
  readonly digits: number;
  readonly hsEdition: string;
  /** CHPL tier 1, 2, 3.A, 3.B, 4.A, 4.B; null on other lists. */
  readonly tier: string | null;
  /** `part`: an "ex" code, a value threshold or an exclusion; only some goods of the code are meant. */
  readonly scope: "full" | "part";
  /** Day the line was listed; null when not dated. */
  readonly firstListed: Day | null;
  readonly annex: string | null;
  readonly act: string | null;
  readonly package: string | null;
  readonly confidence: string;
  readonly source: string;
  readonly note: string | null;
}

export interface GoodsList extends GoodsListHead {
  readonly lines: readonly GoodsLine[];
}

/** What an HS6 code of a list was called in an older edition, chosen by hand where the UN table misleads. */
export interface Antecedent {
  readonly fromEdition: string;
  readonly toEdition: string;
  readonly from: string;
  readonly to: string;
  /** `broken`: the older code holds more or other goods, so a series across the editions breaks. */
  readonly relation: "same" | "renumbered" | "broken";
  readonly source: string;
  readonly confidence: string;
  readonly note: string | null;
}

const LISTS = "goods/lists.csv";
const LINES = "goods/lines.csv";
const ANTECEDENTS = "goods/antecedents.csv";

/** Every version of every list, by id and version. */
export const goodsLists: () => readonly GoodsListHead[] = lazy(() =>
  readTable(LISTS, [
    "list",
    "version",
    "title",
    "publisher",
    "hs_edition",
    "licence",
    "source",
    "caveat",
  ]).map((row) => ({
    id: row.list,
    version: row.version,
    title: row.title,
    publisher: row.publisher,
    hsEdition: row.hs_edition,
    licence: row.licence,
    source: row.source,
    caveat: row.caveat,
  })),
);

/** Lines of each list and version, read when first asked for. */
const linesByVersion: () => ReadonlyMap<string, () => readonly GoodsLine[]> = lazy(() => {
  const columns = [
    "list",
    "version",
    "code",
    "digits",
    "hs_edition",
    "tier",
    "scope",
    "first_listed",
    "annex",
    "act",
    "package",
    "confidence",
    "source",
    "note",
  ] as const;
  return new Map(
    goodsLists().map(({id, version}) => [
      `${id} ${version}`,
      lazy(() => readTable(LINES, columns, [id, version]).map(toLine)),
    ]),
  );
});

function toLine(row: Readonly<Record<LineColumn, string>>): GoodsLine {
  return {
    code: row.code,
    digits: Number(row.digits),
    hsEdition: row.hs_edition,
    tier: orNull(row.tier),
    scope: oneOf(row.scope, {allowed: ["full", "part"], file: LINES, column: "scope"}),
    firstListed: row.first_listed === "" ? null : day(row.first_listed),
    annex: orNull(row.annex),
    act: orNull(row.act),
    package: orNull(row.package),
    confidence: row.confidence,
    source: row.source,
    note: orNull(row.note),
  };
}

type LineColumn =
  | "code"
  | "digits"
  | "hs_edition"
  | "tier"
  | "scope"
  | "first_listed"
  | "annex"
  | "act"
  | "package"
  | "confidence"
  | "source"
  | "note";

/** Curated antecedents of the Common High Priority List, HS2022 to HS2017. */
export const antecedents: () => readonly Antecedent[] = lazy(() =>
  readTable(ANTECEDENTS, [
    "from_edition",
    "to_edition",
    "from",
    "to",
    "relation",
    "source",
    "confidence",
    "note",
  ]).map((row) => ({
    fromEdition: row.from_edition,
    toEdition: row.to_edition,
    from: row.from,
    to: row.to,
    relation: oneOf(row.relation, {
      allowed: ["same", "renumbered", "broken"],
      file: ANTECEDENTS,
      column: "relation",
    }),
    source: row.source,
    confidence: row.confidence,
    note: orNull(row.note),
  })),
);

/**
 * A list of goods: the named version, else the last one published by `asOf`, else the last of all.
 *
 * With `asOf`, lines dated after it are left out; a list of one version is taken at any date if its lines are dated, and
 * undated lines then count from the version on.
 *
 * `chpl:1` is one tier of a list, `chpl:1+2` two, `chpl:3` all of 3.A and 3.B; such a list keeps that text as its id.
 *
 * @throws UsageError "unknown-list", "unknown-tier", "unknown-version" (also when no version was published by `asOf`)
 */
export function goodsList(
  id: string,
  {version, asOf}: {readonly version?: string; readonly asOf?: CalendarDate} = {},
): GoodsList {
  const {list, tiers} = tiersIn(id);
  const head = chooseVersion(list, {version, asOf});
  const all = linesByVersion().get(`${list} ${head.version}`)?.() ?? [];
  const lines = tiers === null ? all : linesOfTiers(id, tiers, all);
  if (asOf === undefined) return {...head, id, lines};
  const until = lastDay(asOf);
  return {...head, id, lines: lines.filter((line) => (line.firstListed ?? head.version) <= until)};
}

/** True for the id of a list of goods, alone or with tiers of it: `chpl`, `chpl:1`, `chpl:1+2`. */
export function isGoodsList(text: string): boolean {
  const {list} = tiersIn(text);
  return goodsLists().some(({id}) => id === list);
}

/** The list that tiers are of: `chpl:1` is of `chpl`; a list without tiers is its own. */
export function wholeList(id: string): string {
  return tiersIn(id).list;
}

/** The tiers of a list's lines, in their order; empty where it has none. */
export function tiersOf({lines}: Pick<GoodsList, "lines">): readonly string[] {
  return [...new Set(lines.flatMap(({tier}) => tier ?? []))].sort();
}

function tiersIn(text: string): {readonly list: string; readonly tiers: readonly string[] | null} {
  const [list = "", tiers] = text.split(":");
  return {list, tiers: tiers === undefined ? null : tiers.split("+")};
}

function linesOfTiers(
  id: string,
  tiers: readonly string[],
  lines: readonly GoodsLine[],
): readonly GoodsLine[] {
  const isOf = ({tier: own}: GoodsLine, tier: string) =>
    own !== null && (own === tier || own.startsWith(`${tier}.`));
  const unknown = tiers.find((tier) => !lines.some((line) => isOf(line, tier)));
  if (unknown === undefined) return lines.filter((line) => tiers.some((tier) => isOf(line, tier)));
  const known = tiersOf({lines});
  throw new UsageError("unknown-tier", {
    message: `goods list ${JSON.stringify(wholeList(id))} has no tier ${JSON.stringify(unknown)}`,
    hint: known.length === 0 ? "ask for the list without tiers: it has none" : `one of ${quoteList(known)}`,
  });
}

function chooseVersion(
  id: string,
  {version, asOf}: {readonly version: string | undefined; readonly asOf: CalendarDate | undefined},
): GoodsListHead {
  const versions = goodsLists().filter((list) => list.id === id);
  if (versions.length === 0) {
    const ids = new Set(goodsLists().map((list) => list.id));
    throw new UsageError("unknown-list", {
      message: `unknown goods list ${JSON.stringify(id)}`,
      hint: didYouMean(id, ids),
    });
  }
  const published =
    asOf === undefined || versions.length === 1
      ? versions
      : versions.filter((list) => list.version <= lastDay(asOf));
  const found = version === undefined ? published.at(-1) : versions.find((list) => list.version === version);
  if (found !== undefined) return found;
  throw new UsageError("unknown-version", {
    message: `goods list ${JSON.stringify(id)} has no version ${version ?? `by ${asOf}`}`,
    hint: `one of ${quoteList(versions.map((list) => list.version))}`,
  });
}

const banStarts: () => ReadonlyMap<string, Day> = lazy(() => {
  const starts = new Map<string, Day>();
  for (const {code, scope, firstListed} of goodsList("eu-bans").lines) {
    if (scope !== "full" || firstListed === null) continue;
    const before = starts.get(code);
    if (before === undefined || firstListed < before) starts.set(code, firstListed);
  }
  return starts;
});

/**
 * Day from which the EU forbids the export of a whole code to Russia: the earliest full row that is a prefix of it. Later
 * rows widen a line to its heading and never postpone it. Null when no full row covers the code.
 *
 * @param code Combined Nomenclature or HS code of 2 to 8 digits
 */
export function banStart(code: string): Day | null {
  const starts = banStarts();
  const days = Array.from({length: code.length - 1}, (_, at) => starts.get(code.slice(0, at + 2)));
  return days.reduce<Day | null>(
    (first, next) => (next !== undefined && (first === null || next < first) ? next : first),
    null,
  );
}
