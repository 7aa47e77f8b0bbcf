import {NumericalError} from "../../base/index.ts";

/** Both sides' figures of the same trade over the same months, in one currency. Known on both sides; zero is a measured zero. */
export interface MirrorPoint {
  /** What the exporter reports, fob, ≥ 0. */
  readonly exported: number;
  /** What the importer reports, ≥ 0. */
  readonly imported: number;
}

/** One product of one pair of states. */
export interface MirrorUnit {
  readonly exporter: string;
  readonly importer: string;
  readonly product: string;
  /** Earlier years that both sides cover, by year. */
  readonly baseline: ReadonlyMap<string, MirrorPoint>;
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
export interface PlacedUnit {
  readonly unit: MirrorUnit;
  readonly group: GapGroup;
  readonly of: UsualOf;
}

/** Units with a usual gap, and those without one. */
export interface UsualGaps {
  readonly placed: readonly PlacedUnit[];
  readonly groups: readonly GapGroup[];
  /** Units of importers without a single year in which both sides show something: no gap is usual. */
  readonly without: readonly MirrorUnit[];
}

/**
 * Usual gaps of units: a unit stands by itself where both sides are above zero in each of its years; the others of a pair
 * are added up to one remainder, those of pairs whose remainder has a zero too to one of the importer.
 *
 * A product that the importer never records is thereby part of what its pair usually misses, not an orphan.
 *
 * @throws NumericalError "bad-mirror-value" for a negative or unknown amount, naming the unit
 */
export function usualGaps(units: readonly MirrorUnit[]): UsualGaps {
  for (const unit of units) refuseBad(unit);
  const own = units.flatMap((unit) => placedIn([unit], "own"));
  const rest = left(units, own);
  const pairs = [...Map.groupBy(rest, ({exporter, importer}) => `${exporter} ${importer}`).values()];
  const byPair = pairs.flatMap((some) => placedIn(some, "pair"));
  const last = left(rest, byPair);
  const importers = [...Map.groupBy(last, ({importer}) => importer).values()];
  const byImporter = importers.flatMap((some) => placedIn(some, "importer"));
  const placed = [...own, ...byPair, ...byImporter];
  return {placed, groups: [...new Set(placed.map(({group}) => group))], without: left(last, byImporter)};
}

function left(units: readonly MirrorUnit[], placed: readonly PlacedUnit[]): MirrorUnit[] {
  const done = new Set(placed.map(({unit}) => unit));
  return units.filter((unit) => !done.has(unit));
}

function placedIn(units: readonly MirrorUnit[], of: UsualOf): PlacedUnit[] {
  const group = groupOf(units);
  return group === null ? [] : units.map((unit) => ({unit, group, of}));
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

// Most products of a large question have a zero somewhere; telling so first spares the sums and logs of a group.
function hasZero({baseline}: MirrorUnit): boolean {
  for (const {exported, imported} of baseline.values()) if (exported === 0 || imported === 0) return true;
  return false;
}

/** Both sides of the units added up, over the years that all of them have. */
export function seriesOf(units: readonly MirrorUnit[]): GapSeries {
  const [first, ...others] = units;
  const years = [...(first?.baseline.keys() ?? [])]
    .filter((year) => others.every(({baseline}) => baseline.has(year)))
    .sort();
  const add = (side: keyof MirrorPoint): number[] =>
    years.map((year) =>
      units.reduce((sum, {baseline}) => sum + (baseline.get(year)?.[side] ?? Number.NaN), 0),
    );
  return {years, exported: add("exported"), imported: add("imported")};
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
  refuseBadPoint(unit, "window", unit.window);
  for (const [year, point] of unit.baseline) refuseBadPoint(unit, year, point);
}

function refuseBadPoint(
  {exporter, importer, product}: MirrorUnit,
  period: string,
  {exported, imported}: MirrorPoint,
): void {
  if (isAmount(exported) && isAmount(imported)) return;
  throw new NumericalError("bad-mirror-value", {
    message: `${exporter} to ${importer}, ${product}, ${period}: ${isAmount(exported) ? imported : exported} is no amount of trade`,
    hint: "leave the cell out, or give an amount of zero or more",
  });
}

function isAmount(value: number): boolean {
  return value >= 0 && value < Infinity;
}
