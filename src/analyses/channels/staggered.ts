import type {Day, Period} from "../../base/index.ts";
import {type CohortPeriod, coefficientTable, type Regressor, sunAbraham} from "../../methods/index.ts";
import {
  fitPanel,
  goodsUsed,
  type HubEffect,
  LEAST_GOODS,
  type NoEffect,
  numbersOf,
  periodRegressors,
  referencePeriod,
  seriesOf,
  withReason,
} from "./effect-fit.ts";
import {
  type EffectGood,
  type EffectPanel,
  type EffectRows,
  inBlocks,
  indicator,
  rowsWhere,
  withPairs,
} from "./effect-panel.ts";
import {listingSide, sideOf} from "./effect-time.ts";

/** When a design counts goods as treated. */
export interface Staggering {
  readonly shock: Day;
  /** Months from the day of listing on that count as neither before nor after. */
  readonly transition: number;
}

/** A good with the day it was listed; `wanted` when it is of the list that is asked about. */
export interface DatedGood {
  readonly label: string;
  readonly from: Day;
  readonly wanted: boolean;
}

/** Which goods are compared with which, and over which periods. */
export interface Comparison {
  readonly goods: readonly (EffectGood & {readonly from: Day})[];
  readonly periods: readonly Period[];
  /** Goods on neither side, by reason. */
  readonly left: ReadonlyMap<string, number>;
}

/**
 * Wanted goods listed early enough to have a period after their transition count as listed; goods without one are
 * controls until their own listing. Where none is listed that late, periods end before the last listing, and its goods are
 * the controls.
 */
export function compareByDate(
  goods: readonly DatedGood[],
  periods: readonly Period[],
  {transition}: Staggering,
): Comparison {
  const isTreated = ({from}: DatedGood, within: readonly Period[]): boolean =>
    within.some((at) => listingSide(at, from, transition) === "after");
  const last = goods.reduce<Day | null>(
    (latest, {from}) => (latest === null || from > latest ? from : latest),
    null,
  );
  const late = goods.some((good) => !isTreated(good, periods));
  const kept =
    late || last === null ? periods : periods.filter((at) => listingSide(at, last, transition) === "before");
  const sides = goods.map(({label, from, wanted}) => {
    const side: EffectGood["side"] | null = isTreated({label, from, wanted}, kept)
      ? wanted
        ? "listed"
        : null
      : "control";
    return {label, from, side};
  });
  const unwanted = sides.filter(({side}) => side === null).length;
  return {
    goods: sides.flatMap(({label, from, side}) => (side === null ? [] : [{label, from, side}])),
    periods: kept,
    left: new Map(unwanted === 0 ? [] : [["listed as early, and not of the goods asked about", unwanted]]),
  };
}

/**
 * Effect of the listing on exports to one destination: goods listed early against goods listed later, with effects of
 * product (the pair's base) and of period (all that moves the destination's demand).
 *
 * One coefficient a cohort (day of listing) over its periods after the transition, averaged with the cohorts' shares of
 * treated rows (Sun & Abraham 2021). Regressions of several destinations separate: no effect is shared between them.
 */
export async function staggeredEffect(
  panel: EffectPanel,
  destination: number,
  timing: Staggering,
  asked: "with series" | "without series" = "with series",
): Promise<HubEffect | NoEffect> {
  const name = panel.destinations[destination] ?? "";
  const own = withPairs(panel, (pair) => pair.destination === destination);
  return withReason(name, async () => {
    const estimated = await headline(own, destination, timing);
    if ("reason" in estimated) return estimated;
    if (asked === "without series") return {...estimated, series: null, preTrend: null};
    return {...estimated, ...(await series(own, destination, timing))};
  });
}

/** The effect without its series; for placebos, which need no more. */
export async function headline(
  own: EffectPanel,
  destination: number,
  timing: Staggering,
): Promise<Omit<HubEffect, "series" | "preTrend"> | NoEffect> {
  const name = own.destinations[destination] ?? "";
  const keys = blockKeys(own, timing);
  const panel = inBlocks(own, keys);
  const rows = rowsWhere(panel, ({good}, period) => entersAt(panel, good, period, timing));
  const {regressors, cells, cellOfRow} = cohortRegressors(panel, rows, timing);
  const few = tooFew(panel, rows, name);
  if (few !== null) return few;
  const fitted = await fitPanel(panel, rows, {regressors, further: [], jackknife: true});
  const used = goodsUsed(panel, rows, fitted.fit, destination);
  const {overall, dropped} = sunAbraham(
    fitted.fit,
    fitted.covariance,
    {cells, cellOfRow},
    {weights: periodsBehind(rows, keys)},
  );
  const [row] = overall === null ? [] : coefficientTable(overall, overall.covariance).rows;
  if (row === undefined) return {destination: name, reason: "no cohort of listed goods has an estimate"};
  return {
    destination: name,
    ...numbersOf(row),
    errors: fitted.errors,
    listedGoods: used.listed,
    controlGoods: used.control,
    dropped,
  };
}

function tooFew({pairs, goods}: EffectPanel, {good, y}: EffectRows, destination: string): NoEffect | null {
  const traded = new Set(good.filter((_, row) => (y[row] ?? Number.NaN) > 0));
  for (const side of ["listed", "control"] as const) {
    const count = new Set(
      pairs.flatMap((pair) => (goods[pair.good]?.side === side && traded.has(pair.good) ? [pair.good] : [])),
    ).size;
    if (count < LEAST_GOODS) {
      const what = side === "listed" ? "goods listed early enough" : "goods listed later";
      return {destination, reason: `${count} ${what} are traded; clustered errors need ${LEAST_GOODS}`};
    }
  }
  return null;
}

async function series(
  own: EffectPanel,
  destination: number,
  timing: Staggering,
): Promise<Pick<HubEffect, "series" | "preTrend">> {
  const {shock} = timing;
  const reference = referencePeriod(own, shock);
  if (reference === null) return {series: null, preTrend: null};
  const rows = rowsWhere(own, ({good}, period) => {
    const at = own.periods[period];
    if (at === undefined || !entersAt(own, good, period, timing)) return false;
    // After the shock and before its listing, a good is neither untouched nor listed.
    return (
      own.goods[good]?.side === "control" ||
      sideOf(at, shock) === "before" ||
      isAfter(own, good, period, timing)
    );
  });
  const regressors = periodRegressors(own, rows, {destination, shock, reference});
  const fitted = await fitPanel(own, rows, {regressors, further: [], jackknife: false});
  const study = seriesOf(fitted, own.destinations[destination] ?? "", reference);
  return {series: study, preTrend: study?.preTrend ?? null};
}

function entersAt({goods, periods}: EffectPanel, good: number, period: number, timing: Staggering): boolean {
  const [at, from, side] = [periods[period], goods[good]?.from, goods[good]?.side];
  if (at === undefined || from === null || from === undefined || sideOf(at, timing.shock) === "shock")
    return false;
  const stands = listingSide(at, from, timing.transition);
  return side === "control" ? stands === "before" : stands !== "transition";
}

function isAfter(
  {goods, periods}: EffectPanel,
  good: number,
  period: number,
  {transition}: Staggering,
): boolean {
  const [at, from] = [periods[period], goods[good]?.from];
  return (
    at !== undefined && from !== null && from !== undefined && listingSide(at, from, transition) === "after"
  );
}

/** Periods in which every good stands alike; null in the month of the shock. */
function blockKeys({goods, periods}: EffectPanel, {shock, transition}: Staggering): (string | null)[] {
  const days = [...new Set(goods.flatMap(({from}) => (from === null ? [] : [from])))].sort();
  return periods.map((at) =>
    sideOf(at, shock) === "shock" ? null : days.map((from) => listingSide(at, from, transition)).join(" "),
  );
}

/** How many periods each row of blocks stands for: shares of cohorts are of periods. */
function periodsBehind({period}: EffectRows, keys: readonly (string | null)[]): Float64Array {
  const order = [...new Set(keys.filter((key) => key !== null))];
  const sizes = order.map((key) => keys.filter((other) => other === key).length);
  return Float64Array.from(period, (block) => sizes[block] ?? Number.NaN);
}

interface Cohorts {
  readonly regressors: readonly Regressor[];
  readonly cells: readonly CohortPeriod[];
  readonly cellOfRow: Int32Array;
}

function cohortRegressors(panel: EffectPanel, rows: EffectRows, timing: Staggering): Cohorts {
  const listed = panel.goods.filter(({side}) => side === "listed");
  const days = [...new Set(listed.flatMap(({from}) => (from === null ? [] : [from])))].sort();
  const cellOfRow = Int32Array.from(rows.y, (_, row) => {
    const [good, period] = [rows.good[row] ?? -1, rows.period[row] ?? -1];
    const {side, from} = panel.goods[good] ?? {side: "control", from: null};
    return side === "listed" && from !== null && isAfter(panel, good, period, timing)
      ? days.indexOf(from)
      : -1;
  });
  const cells = days.map((from) => {
    const cohort = Number(from.replaceAll("-", ""));
    return {name: `after::0:cohort::${cohort}`, cohort, relativePeriod: 0};
  });
  const regressors = cells.map(({name}, cell) => indicator(rows, name, (row) => cellOfRow[row] === cell));
  return {regressors, cells, cellOfRow};
}
