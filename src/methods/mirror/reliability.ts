import {quantile} from "./vanished.ts";

/** One year of one pair: ln(exported ÷ imported) less its usual value among ordinary pairs (the margin). */
export interface MirrorDeviation {
  readonly exporter: string;
  readonly importer: string;
  readonly log: number;
}

/**
 * Variances of the error in ln of what states report, as exporters and as importers. A state is in one only where it faces at
 * least three partners: with fewer, nothing tells its error from theirs.
 */
export interface Reliability {
  readonly exporters: ReadonlyMap<string, number>;
  readonly importers: ReadonlyMap<string, number>;
}

const MOST_ROUNDS = 2_000;
const TOLERANCE = 1e-12;
// A few pairs that lose nearly all of their trade must not make a whole office unreliable.
const HIGHEST = 0.95;

/**
 * Splits the squared deviations of mirror ratios into a part of the exporter and one of the importer: the variance of a
 * difference of independent errors is the sum of theirs. Least squares on exporter and importer effects, none below zero,
 * by turns until nothing moves; squares above their 95th percentile count as that.
 *
 * A constant may be moved from all exporters to all importers; the two sides' means are set equal, as far as none falls below
 * zero.
 */
export function reliability(deviations: readonly MirrorDeviation[]): Reliability {
  const squares = deviations.map(({log}) => log * log);
  const most = quantile(
    squares.toSorted((a, b) => a - b),
    HIGHEST,
  );
  const rows = deviations.map(({exporter, importer}, at) => ({
    exporter,
    importer,
    square: Math.min(most, squares[at] ?? Number.NaN),
  }));
  const exporters = Map.groupBy(rows, ({exporter}) => exporter);
  const importers = Map.groupBy(rows, ({importer}) => importer);
  const [sent, got] = [facesOf(exporters, importers), facesOf(importers, exporters)];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const moved = Math.max(settle(sent, got.effects), settle(got, sent.effects));
    if (moved <= TOLERANCE * most) break;
  }
  const level = levelled(named(exporters, sent), named(importers, got));
  return {
    exporters: facing(level.exporters, exporters, ({importer}) => importer),
    importers: facing(level.importers, importers, ({exporter}) => exporter),
  };
}

const LEAST_PARTNERS = 3;

function facing(
  effects: ReadonlyMap<string, number>,
  groups: ReadonlyMap<string, readonly SquaredRow[]>,
  partner: (row: SquaredRow) => string,
): Map<string, number> {
  const partners = (name: string): number => new Set(groups.get(name)?.map(partner)).size;
  return new Map([...effects].filter(([name]) => partners(name) >= LEAST_PARTNERS));
}

interface SquaredRow {
  readonly exporter: string;
  readonly importer: string;
  readonly square: number;
}

/** One side's states by number: their effects, and the rows of each with the number of the state it faces there. */
interface Faces {
  readonly effects: Float64Array;
  readonly rows: readonly {readonly squares: Float64Array; readonly others: Int32Array}[];
}

function facesOf(
  groups: ReadonlyMap<string, readonly SquaredRow[]>,
  others: ReadonlyMap<string, readonly SquaredRow[]>,
): Faces {
  const own = new Map([...others.values()].flatMap((rows, at) => rows.map((row) => [row, at] as const)));
  return {
    effects: new Float64Array(groups.size),
    rows: [...groups.values()].map((rows) => ({
      squares: Float64Array.from(rows, ({square}) => square),
      others: Int32Array.from(rows, (row) => Number(own.get(row))),
    })),
  };
}

function named(groups: ReadonlyMap<string, unknown>, {effects}: Faces): Map<string, number> {
  return new Map([...groups.keys()].map((name, at) => [name, Number(effects[at])]));
}

/** Each effect as the mean of what the other side leaves, at least zero; the largest move. */
function settle({effects, rows}: Faces, others: Float64Array): number {
  let moved = 0;
  for (const [at, {squares, others: faced}] of rows.entries()) {
    let rest = 0;
    for (let row = 0; row < squares.length; row++)
      rest = rest + Number(squares[row]) - Number(others[Number(faced[row])]);
    const fresh = Math.max(0, rest / squares.length);
    moved = Math.max(moved, Math.abs(fresh - Number(effects[at])));
    effects[at] = fresh;
  }
  return moved;
}

function levelled(sent: ReadonlyMap<string, number>, got: ReadonlyMap<string, number>): Reliability {
  const [a, b] = [[...sent.values()], [...got.values()]];
  if (a.length === 0) return {exporters: sent, importers: got};
  const wish = (meanOf(b) - meanOf(a)) / 2;
  const shift = Math.max(-Math.min(...a), Math.min(wish, Math.min(...b)));
  const moved = (effects: ReadonlyMap<string, number>, by: number) =>
    new Map([...effects].map(([name, value]) => [name, Math.max(0, value + by)]));
  return {exporters: moved(sent, shift), importers: moved(got, -shift)};
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

// No reporter is exact: a variance below a tenth of the mean of all counts as that.
const LEAST_SHARE = 0.1;

/**
 * Weight of the exporter's figure in a mean of both, by inverse variances: importer's ÷ (exporter's + importer's). A half
 * where the error of either is unknown.
 */
export function exporterWeight(
  {exporters, importers}: Reliability,
  exporter: string,
  importer: string,
): number {
  const [sent, got] = [exporters.get(exporter), importers.get(importer)];
  const least = LEAST_SHARE * meanOf([...exporters.values(), ...importers.values()]);
  if (sent === undefined || got === undefined || least === 0) return 0.5;
  const [a, b] = [Math.max(sent, least), Math.max(got, least)];
  return b / (a + b);
}
