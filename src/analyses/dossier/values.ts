import type {Finding, FindingRow} from "../../base/index.ts";
import {blocMembers, tieKinds} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {EVERY_TIE, tiesFinding} from "../ties/index.ts";
import {otherPoles, type PoleUnit} from "./asked.ts";
import type {Section} from "./columns.ts";
import type {Entry, Gap, Part} from "./entry.ts";
import type {DossierParams} from "./params.ts";

/** Layers whose values are told by pole, and the section they stand in. */
const LAYERS = ["people", "money", "institutions", "security", "opinion", "influence"] as const;

/** Kinds that `ties` lists and a page cannot: news by the month, part of years, moves by six methods, flows into stocks that are told. */
const LEFT_OUT = ["news_events", "news_score", "trips_part_year", "migration_flow", "displaced_flow"];

/** Years that a figure before the shock may be older than the last one asked for. */
const OLDEST = 6;

/** Units that may be added up over the members of a bloc, and over the months of a year. */
const ADDITIVE = ["persons", "usd", "trips", "applications", "personnel", "m TIV"];

/** Values of ties with each pole, the last before the shock and the last after it, and indices of the state alone. */
export async function valuesPart(store: Reader, params: DossierParams): Promise<Part> {
  const poles = otherPoles(params.state);
  const kinds = valueKinds();
  const finding = await tiesFinding(store, {
    ...EVERY_TIE,
    states: [params.state],
    partners: poles.map(({unit}) => unit),
    layers: LAYERS,
    kinds,
  });
  const series = seriesOf(finding, poles, params);
  const entries = series.flatMap((one) => entryOf(one, finding, params));
  return {entries, gaps: [...stale(series, params), ...unseen(finding)], findings: [finding]};
}

function valueKinds(): string[] {
  const wanted: readonly string[] = LAYERS;
  return tieKinds()
    .filter(({layer, kind, form}) => form === "value" && wanted.includes(layer) && !LEFT_OUT.includes(kind))
    .map(({kind}) => kind);
}

/** Figures of one kind, item, source and direction with one pole, by year and member of the pole. */
interface Series {
  readonly pole: PoleUnit;
  readonly layer: string;
  readonly kind: string;
  readonly item: string | null;
  readonly isOutward: boolean;
  readonly unit: string | null;
  readonly source: string;
  readonly cells: readonly Cell[];
}

interface Cell {
  readonly year: number;
  readonly member: string;
  readonly value: number;
  /** Rows of the finding: one, or twelve months. */
  readonly rows: readonly number[];
}

function seriesOf(finding: Finding, poles: readonly PoleUnit[], {state}: DossierParams): Series[] {
  const members = new Map(poles.flatMap((pole) => membersOf(pole).map((iso3) => [iso3, pole] as const)));
  const placed = finding.rows.flatMap((row, at) => {
    const isOutward = row.a === state;
    const member = String(isOutward ? row.b : row.a);
    const pole = members.get(member);
    return pole === undefined ? [] : [{row, at, isOutward, member, pole}];
  });
  const keyOf = ({row, isOutward, pole}: (typeof placed)[number]) =>
    [pole.id, row.layer, row.kind, row.item, isOutward, row.source].join("\u0000");
  return [...Map.groupBy(placed, keyOf).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const {row, pole, isOutward} = first;
    return [
      {
        pole,
        isOutward,
        layer: String(row.layer),
        kind: String(row.kind),
        item: textOf(row.item),
        unit: textOf(row.unit),
        source: String(row.source),
        cells: [...Map.groupBy(group, ({member}) => member)].flatMap(([member, own]) =>
          yearsOf(member, own, isAdditive(row)),
        ),
      },
    ];
  });
}

function membersOf({unit, isBloc}: PoleUnit): string[] {
  if (!isBloc) return [unit];
  return [unit, ...blocMembers().flatMap(({bloc, iso3}) => (bloc === unit ? [String(iso3)] : []))];
}

function isAdditive({unit}: FindingRow): boolean {
  return typeof unit === "string" && ADDITIVE.includes(unit);
}

function textOf(value: FindingRow[string] | undefined): string | null {
  return typeof value === "string" ? value : null;
}

type Placed = readonly {readonly row: FindingRow; readonly at: number}[];

// A year is a row of its own, or twelve months of what can be added up; a part of a year is not the year.
function yearsOf(member: string, own: Placed, additive: boolean): Cell[] {
  const valued = own.filter(({row}) => typeof row.value === "number" && typeof row.start === "string");
  const byYear = Map.groupBy(valued, ({row}) => String(row.start).slice(0, 4));
  return [...byYear].flatMap(([year, rows]) => {
    const whole = rows.filter(({row}) => String(row.start).length === 4);
    const months = rows.filter(({row}) => String(row.start).length === 7);
    const used = whole.length === 1 ? whole : additive && months.length === 12 ? months : [];
    if (used.length === 0) return [];
    const value = used.reduce((sum, {row}) => sum + Number(row.value), 0);
    return [{year: Number(year), member, value, rows: used.map(({at}) => at)}];
  });
}

/** A figure of one time: of the pole, or of those of its members that have it at both times. */
interface Point {
  readonly year: number;
  readonly value: number;
  readonly rows: readonly number[];
}

interface Points {
  readonly before: Point | null;
  readonly after: Point | null;
  /** Members added up; 1 where the pole speaks for itself. */
  readonly members: number;
}

function pointsOf({cells, pole, unit}: Series, {from, to}: DossierParams): Points {
  const inTime = cells.filter(({year}) => year >= from - OLDEST && year <= to);
  const own = inTime.filter(({member}) => member === pole.unit);
  if (!pole.isBloc || own.length > 0) return {...lastOf(own, from), members: 1};
  if (unit === null || !ADDITIVE.includes(unit)) return {before: null, after: null, members: 0};
  const [early, late] = [lastYear(inTime, (year) => year <= from), lastYear(inTime, (year) => year > from)];
  const of = (year: number | null) => inTime.filter((cell) => cell.year === year);
  const [befores, afters] = [of(early), of(late)];
  const both = afters.filter(({member}) => befores.some((cell) => cell.member === member));
  const kept = afters.length === 0 || befores.length === 0 ? null : new Set(both.map(({member}) => member));
  return {
    before: sumOf(befores, kept),
    after: sumOf(afters, kept),
    members: kept?.size ?? Math.max(befores.length, afters.length),
  };
}

function lastYear(cells: readonly Cell[], holds: (year: number) => boolean): number | null {
  const years = cells.map(({year}) => year).filter(holds);
  return years.length === 0 ? null : Math.max(...years);
}

function lastOf(cells: readonly Cell[], from: number): Pick<Points, "before" | "after"> {
  const at = (year: number | null) => cells.find((cell) => cell.year === year) ?? null;
  return {
    before: at(lastYear(cells, (year) => year <= from)),
    after: at(lastYear(cells, (year) => year > from)),
  };
}

function sumOf(cells: readonly Cell[], kept: ReadonlySet<string> | null): Point | null {
  const own = cells.filter(({member}) => kept?.has(member) ?? true);
  const [first] = own;
  if (first === undefined) return null;
  return {
    year: first.year,
    value: own.reduce((sum, {value}) => sum + value, 0),
    rows: own.flatMap(({rows}) => rows),
  };
}

function entryOf(series: Series, finding: Finding, params: DossierParams): Entry[] {
  const {before, after, members} = pointsOf(series, params);
  const last = after ?? before;
  if (last === null) return [];
  const summed =
    members > 1
      ? `sum of the ${members} members with a value${after !== null && before !== null ? " at both times" : ""}`
      : null;
  return [
    {
      section: sectionOf(series.layer),
      item: wordsOf(series, params.state),
      partner: series.pole.id,
      period: String(last.year),
      value: last.value,
      before: after === null ? null : (before?.value ?? null),
      beforePeriod: after === null || before === null ? null : String(before.year),
      unit: series.unit,
      said: summed,
      unknown: after === null ? `nothing after ${params.from} in ${series.source}` : null,
      source: series.source,
      origins: [{finding, rows: [...last.rows, ...(after === null ? [] : (before?.rows ?? []))]}],
    },
  ];
}

function sectionOf(layer: string): Section {
  return LAYERS.find((known) => known === layer) ?? "influence";
}

function wordsOf({kind, item, isOutward, pole}: Series, state: string): string {
  const [one, other] = isOutward ? [state, pole.id] : [pole.id, state];
  return `${kind.replaceAll("_", " ")}${item === null ? "" : ` (${item})`}: ${one} → ${other}`;
}

/** Kinds of which the last figure is older than the shock: one gap a kind and source. */
function stale(series: readonly Series[], params: DossierParams): Gap[] {
  const ended = series.filter((one) => pointsOf(one, params).after === null);
  const bySource = Map.groupBy(
    ended,
    ({kind, source}) => `${kind.replaceAll("_", " ")} after ${params.from}\u0000${source}`,
  );
  const alive = new Set(series.filter((one) => pointsOf(one, params).after !== null).map(({kind}) => kind));
  return [...bySource].flatMap(([key, own]) => {
    const [item = "", source] = key.split("\u0000");
    const years = own.flatMap(({cells}) => cells.map(({year}) => year));
    if (own[0] === undefined || alive.has(own[0].kind)) return [];
    return [{item, reason: `${source} has nothing after ${Math.max(...years)}`}];
  });
}

/** Kinds of value ties of which no row with any pole is loaded: one gap a layer. */
function unseen({rows}: Finding): Gap[] {
  const wanted: readonly string[] = LAYERS;
  const kinds = tieKinds().filter(
    ({layer, form, kind, partner}) =>
      form === "value" && partner !== "none" && wanted.includes(layer) && !LEFT_OUT.includes(kind),
  );
  const silent = kinds.filter(
    ({layer, kind}) => !rows.some((row) => row.layer === layer && row.kind === kind && row.value !== null),
  );
  return [...Map.groupBy(silent, ({layer}) => layer)].map(([layer, own]) => ({
    item: `${layer} with any pole: ${own.map(({kind}) => kind.replaceAll("_", " ")).join(", ")}`,
    reason: "no loaded source has it",
  }));
}
