import {type Flow, type Period, type PeriodRange, period} from "../../base/index.ts";
import {
  type Goods,
  holdingSources,
  reportedPeriods,
  reporters,
  type TradeSlice,
  unitMembers,
} from "../../layers/trade/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {shownPeriod} from "../common/lineage.ts";
import {dollarCells} from "../common/total-cells.ts";
import type {Measured} from "./model.ts";
import type {Timing} from "./time.ts";

/** Which flows are wanted. */
export interface FlowQuery {
  readonly reporters: readonly string[];
  /** Null for every partner apart; `world` for all together, as published or as the sum of a full set. */
  readonly partners: readonly string[] | "world" | null;
  /** Where partners are null: the only ones that are read. */
  readonly among?: readonly string[];
  readonly flow: Flow;
  readonly goods: Goods;
  readonly splitGoods: boolean;
  /** What the answer is keyed by; `pair` is `REPORTER PARTNER`. */
  readonly key: "reporter" | "partner" | "pair";
  /** States and periods left out throughout, so that a reporter need not cover them; see `comparablePairs`. */
  readonly without?: TradeSlice["without"];
  /** Whether the weights of the window are read too. */
  readonly weighed?: boolean;
  /** Which codes of a list that is told apart enter; where nothing is compared over time, all of them may. */
  readonly codes?: TradeSlice["codes"];
}

/** What the window's lines of a product are worth, and of those that were weighed, value and weight. US dollars, kilograms. */
export interface Weighed {
  readonly usd: number;
  readonly weighedUsd: number;
  readonly kg: number;
}

/** Flows of one state, measured by product. */
export interface MeasuredFlows {
  readonly timing: Timing;
  /** By label; a label without any record in window and baseline is absent. */
  readonly products: ReadonlyMap<string, Measured>;
  /** By label and period, US dollars, for series; only periods with a record. */
  readonly series: ReadonlyMap<string, ReadonlyMap<Period, number>>;
  /** By label, the window; empty where weights were not asked for. */
  readonly weights: ReadonlyMap<string, Weighed>;
  /** `all`: a product without a record was not traded. `selected`: nothing is known of it. */
  readonly goodsSet: "all" | "selected";
  readonly sources: readonly string[];
  readonly records: number;
}

/**
 * Reads flows at the first timing whose window and baseline their reporters cover; other timings fill in the rest.
 *
 * A pair without a single record in the span is left out: that is unknown, not zero; so is, in a source of selected
 * partners, one without a record in the window or in a baseline year. Within a pair on record, a period that its reporter
 * covers and that shows no record adds nothing.
 */
export async function measureFlows(
  store: Reader,
  query: FlowQuery,
  timings: readonly Timing[],
): Promise<Map<string, MeasuredFlows>> {
  const found = new Map<string, MeasuredFlows>();
  const [first] = timings;
  if (first === undefined || query.reporters.length === 0) return found;
  const [reported, told] = await Promise.all([
    reportedOf(store, sliceOf(query, first.span)),
    store.rows(reporters()),
  ]);
  const unmixed = reported.every(({twice}) => twice === false);
  for (const timing of timings) {
    const covering = coverage(reported, timing, query.without);
    if (covering.size === 0) continue;
    const within = [...new Set([...covering.values()].flatMap((sources) => [...sources]))];
    const slice = sliceOf(query, timing.span);
    const everyReporter = isEveryReporter(told, {...slice, within});
    const cells = await dollarCells(store, {...slice, within, unmixed, everyReporter});
    const usable = cells.filter(
      (cell) =>
        covering.get(String(cell.reporter))?.has(String(cell.source)) === true && isWhole(cell, timing),
    );
    for (const [key, rows] of Map.groupBy(usable, (cell) => keyOf(cell, query))) {
      if (!found.has(key) && isOnRecord(rows, timing)) found.set(key, measured(rows, timing));
    }
  }
  return found;
}

/** True where nobody else reports in the sources of the slice. */
function isEveryReporter(
  told: readonly StoreRow[],
  {reporters: asked, within}: Pick<TradeSlice, "reporters" | "within">,
): boolean {
  const members = new Set(asked?.map(({member}) => member));
  const own = new Set(within);
  return told.every(({source, reporter}) => !own.has(String(source)) || members.has(String(reporter)));
}

function keyOf({reporter, partner}: StoreRow, {key}: FlowQuery): string {
  return key === "pair"
    ? pairKey(String(reporter), String(partner))
    : String(key === "reporter" ? reporter : partner);
}

/** The key of a pair in flows that are keyed by `pair`. */
export function pairKey(reporter: string, partner: string): string {
  return `${reporter} ${partner}`;
}

/** Who reported when among the sources that hold the slice's goods: rows of `reportedPeriods`. */
export async function reportedOf(store: Reader, slice: TradeSlice): Promise<StoreRow[]> {
  const within = (await store.rows(holdingSources(slice))).map(({source}) => String(source));
  return store.rows(reportedPeriods({...slice, within}));
}

/** The slice of the trade layer that a query reads. */
export function sliceOf(
  {reporters, partners, among, flow, goods, splitGoods, without, weighed, codes}: FlowQuery,
  range: PeriodRange,
): TradeSlice {
  return {
    ...(among === undefined ? {} : {among}),
    ...(without === undefined ? {} : {without}),
    ...(weighed === undefined ? {} : {weighed}),
    reporters: unitMembers(reporters),
    partners: partners === null || partners === "world" ? null : unitMembers(partners),
    flows: [flow],
    goods,
    range,
    source: null,
    basis: "origin",
    sides: "any",
    // Lists are compared like for like: codes that a new edition made or ended are in neither sum. See docs/methods/channels.md.
    codes: codes ?? (goods.kind === "list" && splitGoods ? "continuing" : "all"),
    codesYear: lastYear(range),
    splitPartners: partners === null,
    usdOnly: true,
    splitGoods,
  };
}

function lastYear({to}: PeriodRange): number {
  return Number(to.slice(0, 4));
}

/**
 * For each reporter, the sources in which it covers every period of the window and of each baseline year that is not left
 * out: one source must do so by itself, because two with other goods or partners cover nothing together.
 */
function coverage(
  reported: readonly StoreRow[],
  {window, baseline, frequency}: Timing,
  without: TradeSlice["without"] = [],
): Map<string, Set<string>> {
  const all = new Set([...window, ...baseline.flat()]);
  const covering = new Map<string, Set<string>>();
  const groups = Map.groupBy(atFrequency(reported, frequency), (row) => `${row.source} ${row.reporter}`);
  for (const [first, ...more] of groups.values()) {
    if (first === undefined) continue;
    const reporter = String(first.reporter);
    const left = without.filter(({member}) => member === reporter);
    const wanted = all.difference(new Set(left.map((pair) => period(shownPeriod(pair.period)))));
    if (wanted.size === 0 || !wanted.isSubsetOf(periodsOf([first, ...more]))) continue;
    covering.set(reporter, new Set([...(covering.get(reporter) ?? []), String(first.source)]));
  }
  return covering;
}

/** Reporters and periods to leave out, given each reporter's gaps: a gap takes the same place of the window and of every baseline year with it. */
export function comparablePairs(
  gaps: ReadonlyMap<string, readonly Period[]>,
  {window, baseline}: Timing,
): NonNullable<TradeSlice["without"]> {
  const places = [window, ...baseline];
  return [...gaps].flatMap(([member, missing]) => {
    const lost = window.flatMap((_, at) => {
      const same = places.flatMap((periods) => periods[at] ?? []);
      return same.some((period) => missing.includes(period)) ? same : [];
    });
    return [...new Set(lost)].map((at) => ({member, period: Number(at.replace("-", ""))}));
  });
}

/**
 * Periods of the window and the baseline that reporters publish nothing for, though they publish at other times. Reporters
 * without a gap are absent.
 */
export async function reportingGaps(
  store: Reader,
  query: FlowQuery,
  {window, baseline, span, frequency}: Timing,
): Promise<Map<string, readonly Period[]>> {
  const rows = atFrequency(await reportedOf(store, sliceOf(query, span)), frequency);
  const wanted = [...new Set([...baseline.flat(), ...window])].sort();
  const gaps = [...Map.groupBy(rows, (row) => String(row.reporter))].map(([reporter, own]) => {
    const present = periodsOf(own);
    return [reporter, wanted.filter((at) => !present.has(at))] as const;
  });
  return new Map(gaps.filter(([, missing]) => missing.length > 0));
}

function atFrequency(reported: readonly StoreRow[], frequency: Timing["frequency"]): readonly StoreRow[] {
  const monthly = reported.filter((row) => Number(row.period) > 9_999);
  const annual = reported.filter((row) => Number(row.period) <= 9_999);
  return frequency === "M" ? monthly : [...annual, ...yearsOfMonths(monthly)];
}

function periodsOf(rows: readonly StoreRow[]): Set<Period> {
  return new Set(rows.map((row) => period(shownPeriod(Number(row.period)))));
}

/** Years of which all twelve months are reported. */
function yearsOfMonths(rows: readonly StoreRow[]): StoreRow[] {
  const years = Map.groupBy(
    rows,
    (row) => `${row.source} ${row.reporter} ${Math.floor(Number(row.period) / 100)}`,
  );
  return [...years.values()].flatMap(([first, ...rest]) =>
    first !== undefined && rest.length === 11
      ? [{...first, period: Math.floor(Number(first.period) / 100)}]
      : [],
  );
}

/**
 * A source of selected partners may drop a pair from one year to the next without a word, so a pair must have a record in
 * the window and in every baseline year. A source of all partners would show the trade if there were any.
 */
function isOnRecord(rows: readonly StoreRow[], {window, baseline}: Timing): boolean {
  if (rows.every((row) => row.partner_set === "all")) return true;
  const present = new Set(rows.map((row) => shownPeriod(Number(row.period))));
  return [window, ...baseline].every((periods) => periods.some((at) => present.has(at)));
}

function isWhole(cell: StoreRow, {frequency}: Timing): boolean {
  return frequency === "M" || cell.months === 12;
}

function measured(rows: readonly StoreRow[], timing: Timing): MeasuredFlows {
  const series = new Map(
    [...Map.groupBy(rows, (row) => String(row.label))].map(([label, cells]) => [label, byPeriod(cells)]),
  );
  return {
    timing,
    series,
    products: new Map([...series].map(([label, values]) => [label, measureSeries(values, timing)])),
    weights: weightsOf(rows, timing),
    goodsSet: rows.every((row) => row.goods_set === "all") ? "all" : "selected",
    sources: [...new Set(rows.map((row) => String(row.source)))].sort(),
    records: rows.reduce((total, row) => total + Number(row.records), 0),
  };
}

function weightsOf(rows: readonly StoreRow[], {window}: Timing): Map<string, Weighed> {
  if (rows[0]?.weighed_kg === undefined) return new Map();
  const inWindow = new Set<string>(window);
  const weighed = rows.filter(
    (row) => typeof row.weighed_kg === "number" && inWindow.has(shownPeriod(Number(row.period))),
  );
  const total = (cells: readonly StoreRow[], column: "value_usd" | "weighed_usd" | "weighed_kg"): number =>
    cells.reduce((sum, cell) => sum + Number(cell[column]), 0);
  return new Map(
    [...Map.groupBy(weighed, (row) => String(row.label))].map(([label, cells]) => [
      label,
      {
        usd: total(cells, "value_usd"),
        weighedUsd: total(cells, "weighed_usd"),
        kg: total(cells, "weighed_kg"),
      },
    ]),
  );
}

function byPeriod(cells: readonly StoreRow[]): Map<Period, number> {
  const values = new Map<Period, number>();
  for (const cell of cells) {
    const at = period(shownPeriod(Number(cell.period)));
    const before = values.get(at);
    values.set(at, Number(cell.value_usd) + (before === undefined ? 0 : before));
  }
  return values;
}

/** True when a series has a record in the window and in every baseline year. */
export function isAlive(values: ReadonlyMap<Period, number>, {window, baseline}: Timing): boolean {
  return [window, ...baseline].every((periods) => periods.some((at) => values.has(at)));
}

/** Sums of a series over the window and each baseline year. Periods without a record add nothing. */
export function measureSeries(values: ReadonlyMap<Period, number>, {window, baseline}: Timing): Measured {
  const total = (periods: readonly Period[]): number =>
    periods.reduce((sum, at) => sum + recorded(values, at), 0);
  return {actual: total(window), baseline: baseline.map(total)};
}

// Only called for reporters that cover the period: no record is then no trade on record, which adds nothing to a sum.
function recorded(values: ReadonlyMap<Period, number>, at: Period): number {
  const value = values.get(at);
  return value === undefined ? 0 : value;
}

/** Product flows added up. */
export function addMeasured(parts: Iterable<Measured>): Measured {
  const all = [...parts];
  const years = Math.max(0, ...all.map(({baseline}) => baseline.length));
  return {
    actual: all.reduce((sum, part) => sum + part.actual, 0),
    baseline: Array.from({length: years}, (_, year) =>
      all.reduce((sum, part) => sum + (part.baseline[year] ?? Number.NaN), 0),
    ),
  };
}
