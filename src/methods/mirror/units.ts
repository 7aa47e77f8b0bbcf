import {NumericalError} from "../../base/index.ts";

/** Both sides' figures of the same trade over the same months, in one currency. Known on both sides; zero is a measured zero. */
export interface MirrorPoint {
  /** What the exporter reports, fob, ≥ 0. */
  readonly exported: number;
  /** What the importer reports, ≥ 0. */
  readonly imported: number;
}

/** Both sides' figures by year. Units may share one list of years: sums over such units need not look for them. */
export interface YearPoints {
  /** Each once. */
  readonly years: readonly string[];
  /** What the exporter reports in each, and the importer; ≥ 0. */
  readonly exported: readonly number[];
  readonly imported: readonly number[];
}

/** Points of years, by year. */
export function yearPoints(points: ReadonlyMap<string, MirrorPoint>): YearPoints {
  const own = [...points.values()];
  return {
    years: [...points.keys()],
    exported: own.map(({exported}) => exported),
    imported: own.map(({imported}) => imported),
  };
}

/** One product of one pair of states. */
export interface MirrorUnit {
  readonly exporter: string;
  readonly importer: string;
  readonly product: string;
  /** Earlier years that both sides cover. */
  readonly baseline: YearPoints;
  readonly window: MirrorPoint;
}

/** Years that a set of units shares, with both sides added up. */
export interface GapSeries {
  readonly years: readonly string[];
  readonly exported: readonly number[];
  readonly imported: readonly number[];
}

/** A unit or a remainder of units, with its usual gap. */
export interface GapGroup {
  readonly exporter: string;
  readonly importer: string;
  readonly series: GapSeries;
  /** Mean of ln(exported ÷ imported) over the years. */
  readonly usual: number;
  /** ln(exported ÷ imported) less `usual`, × √(T/(T−1)) for what the mean took; empty with one year. */
  readonly residuals: readonly number[];
}

/** Which group's usual gap a unit is held against: its own, that of its pair's other goods, or none. */
export type UsualOf = "own" | "pair" | "importer";

/** A unit with the group whose usual gap it is held against. */
export interface PlacedUnit<Unit extends MirrorUnit = MirrorUnit> {
  readonly unit: Unit;
  readonly group: GapGroup;
  readonly of: UsualOf;
}

/** Units with a usual gap, and those without one. */
export interface UsualGaps<Unit extends MirrorUnit = MirrorUnit> {
  readonly placed: readonly PlacedUnit<Unit>[];
  readonly groups: readonly GapGroup[];
  /** Units of importers without a single year in which both sides show something: no gap is usual. */
  readonly without: readonly Unit[];
}

/**
 * Usual gaps of units: a unit stands by itself where both sides are above zero in each of its years; the others of a pair
 * are added up to one remainder, those of pairs whose remainder has a zero too to one of the importer.
 *
 * A product that the importer never records is thereby part of what its pair usually misses, not an orphan.
 *
 * @throws NumericalError "bad-mirror-value" for a negative or unknown amount, naming the unit
 */
export function usualGaps<Unit extends MirrorUnit>(units: readonly Unit[]): UsualGaps<Unit> {
  for (const unit of units) refuseBad(unit);
  const own = alone(units);
  const pairs = [...Map.groupBy(own.rest, ({importer}) => importer).values()].flatMap((some) => [
    ...Map.groupBy(some, ({exporter}) => exporter).values(),
  ]);
  const byPair = parted(pairs, "pair");
  const byImporter = parted([...Map.groupBy(byPair.rest, ({importer}) => importer).values()], "importer");
  return {
    placed: [...own.placed, ...byPair.placed, ...byImporter.placed],
    groups: [...own.groups, ...byPair.groups, ...byImporter.groups],
    without: byImporter.rest,
  };
}

interface Parted<Unit extends MirrorUnit> {
  readonly placed: PlacedUnit<Unit>[];
  readonly groups: GapGroup[];
  /** Units of lists that make no group, in the order of the lists. */
  readonly rest: Unit[];
}

/** A group of each unit that can make one by itself. */
function alone<Unit extends MirrorUnit>(units: readonly Unit[]): Parted<Unit> {
  const found: Parted<Unit> = {placed: [], groups: [], rest: []};
  for (const unit of units) {
    // Most products of a large question have a zero somewhere; telling so first spares a list for each, sums and logs.
    const group = hasZero(unit) ? null : groupOf([unit]);
    if (group === null) found.rest.push(unit);
    else {
      found.groups.push(group);
      found.placed.push({unit, group, of: "own"});
    }
  }
  return found;
}

/** A group of each list that can make one. */
function parted<Unit extends MirrorUnit>(lists: readonly (readonly Unit[])[], of: UsualOf): Parted<Unit> {
  const found: Parted<Unit> = {placed: [], groups: [], rest: []};
  for (const units of lists) {
    const group = groupOf(units);
    if (group === null) {
      for (const unit of units) found.rest.push(unit);
      continue;
    }
    found.groups.push(group);
    for (const unit of units) found.placed.push({unit, group, of});
  }
  return found;
}

function groupOf(units: readonly MirrorUnit[]): GapGroup | null {
  const [first] = units;
  if (first === undefined || (units.length === 1 && hasZero(first))) return null;
  const series = seriesOf(units);
  const {exported, imported} = series;
  const logs = exported.map((value, at) => Math.log(value / (imported[at] ?? Number.NaN)));
  if (logs.length === 0 || !logs.every(Number.isFinite)) return null;
  const usual = mean(logs);
  const scale = Math.sqrt(logs.length / (logs.length - 1));
  const residuals = logs.length < 2 ? [] : logs.map((value) => scale * (value - usual));
  return {exporter: first.exporter, importer: first.importer, series, usual, residuals};
}

function hasZero({baseline: {exported, imported}}: MirrorUnit): boolean {
  return exported.includes(0) || imported.includes(0);
}

/** Both sides of the units added up, over the years that all of them have. */
export function seriesOf(units: readonly MirrorUnit[]): GapSeries {
  const [only, ...more] = units;
  if (only !== undefined && more.length === 0) return inOrder(only.baseline);
  const lists = new Set(units.map(({baseline}) => baseline.years));
  const [first = [], ...others] = lists;
  const years = first.filter((year) => others.every((own) => own.includes(year))).sort();
  const places = new Map([...lists].map((own) => [own, years.map((year) => own.indexOf(year))]));
  const [exported, imported] = [new Float64Array(years.length), new Float64Array(years.length)];
  for (const {baseline} of units) {
    const own = places.get(baseline.years) ?? [];
    for (let at = 0; at < own.length; at++) {
      const place = Number(own[at]);
      exported[at] = Number(exported[at]) + Number(baseline.exported[place]);
      imported[at] = Number(imported[at]) + Number(baseline.imported[place]);
    }
  }
  return {years, exported: [...exported], imported: [...imported]};
}

/** The points themselves where their years ascend; else sorted by year. */
function inOrder({years, exported, imported}: YearPoints): GapSeries {
  if (years.every((year, at) => at === 0 || String(years[at - 1]) < year)) return {years, exported, imported};
  const order = years.map((_, at) => at).sort((a, b) => (String(years[a]) < String(years[b]) ? -1 : 1));
  const taken = <Value>(from: readonly Value[]): Value[] => order.flatMap((at) => from[at] ?? []);
  return {years: taken(years), exported: taken(exported), imported: taken(imported)};
}

export function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/** The middle value, or the mean of the two middle ones; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

function refuseBad(unit: MirrorUnit): void {
  const {window, baseline} = unit;
  if (!isAmount(window.exported) || !isAmount(window.imported))
    throw badPoint(unit, "window", window.exported, window.imported);
  const {years, exported, imported} = baseline;
  for (let at = 0; at < years.length; at++) {
    const out = Number(exported[at]);
    const back = Number(imported[at]);
    if (!isAmount(out) || !isAmount(back)) throw badPoint(unit, String(years[at]), out, back);
  }
}

function badPoint(
  {exporter, importer, product}: MirrorUnit,
  period: string,
  exported: number,
  imported: number,
): NumericalError {
  return new NumericalError("bad-mirror-value", {
    message: `${exporter} to ${importer}, ${product}, ${period}: ${isAmount(exported) ? imported : exported} is no amount of trade`,
    hint: "leave the cell out, or give an amount of zero or more",
  });
}

function isAmount(value: number): boolean {
  return value >= 0 && value < Infinity;
}
