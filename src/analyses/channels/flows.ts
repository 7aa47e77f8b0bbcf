import {type Flow, type Period, type PeriodRange, period} from "../../base/index.ts";
import {
  type Goods,
  reportedPeriods,
  type TradeSlice,
  tradeCells,
  unitMembers,
} from "../../layers/trade/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {shownPeriod} from "../common/lineage.ts";
import type {Measured} from "./model.ts";
import type {Timing} from "./time.ts";

/** Which flows are wanted; the answer is keyed by reporter or by partner. */
export interface FlowQuery {
  readonly reporters: readonly string[];
  /** Null for every partner apart; `world` for all together, as published or as the sum of a full set. */
  readonly partners: readonly string[] | "world" | null;
  readonly flow: Flow;
  readonly goods: Goods;
  readonly splitGoods: boolean;
  readonly key: "reporter" | "partner";
}

/** Flows of one state, measured by product. */
export interface MeasuredFlows {
  readonly timing: Timing;
  /** By label; a label without any record in window and baseline is absent. */
  readonly products: ReadonlyMap<string, Measured>;
  /** By label and period, US dollars, for series; only periods with a record. */
  readonly series: ReadonlyMap<string, ReadonlyMap<Period, number>>;
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
  const reported = await store.rows(reportedPeriods(sliceOf(query, first.span)));
  for (const timing of timings) {
    const {covered, sources} = coverage(reported, timing);
    if (covered.size === 0) continue;
    const cells = await store.rows(tradeCells({...sliceOf(query, timing.span), within: sources}));
    const usable = cells.filter((cell) => covered.has(String(cell.reporter)) && isWhole(cell, timing));
    for (const [key, rows] of Map.groupBy(usable, (cell) => String(cell[query.key]))) {
      if (!found.has(key) && isOnRecord(rows, timing)) found.set(key, measured(rows, timing));
    }
  }
  return found;
}

function sliceOf({reporters, partners, flow, goods, splitGoods}: FlowQuery, range: PeriodRange): TradeSlice {
  return {
    reporters: unitMembers(reporters),
    partners: partners === null || partners === "world" ? null : unitMembers(partners),
    flows: [flow],
    goods,
    range,
    source: null,
    basis: "origin",
    sides: "any",
    codes: "all",
    codesYear: null,
    splitPartners: partners === null,
    splitGoods,
  };
}

/** Reporters that cover every period of the window and of each baseline year, and the sources that they report in. */
function coverage(
  reported: readonly StoreRow[],
  {window, baseline, frequency}: Timing,
): {covered: Set<string>; sources: string[]} {
  const rows = atFrequency(reported, frequency);
  const wanted = new Set([...window, ...baseline.flat()]);
  const groups = Map.groupBy(rows, (row) => String(row.reporter));
  const covers = ([, own]: [string, StoreRow[]]): boolean => wanted.isSubsetOf(periodsOf(own));
  const covered = new Set([...groups].filter(covers).map(([reporter]) => reporter));
  const used = rows.filter((row) => covered.has(String(row.reporter)));
  return {covered, sources: [...new Set(used.map(({source}) => String(source)))]};
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
  const rows = atFrequency(await store.rows(reportedPeriods(sliceOf(query, span))), frequency);
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
    sources: [...new Set(rows.map((row) => String(row.source)))].sort(),
    records: rows.reduce((total, row) => total + Number(row.records), 0),
  };
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
