import {at} from "../inference/dense.ts";
import {tQuantile} from "../special/index.ts";
import {type BridgeCell, predictedShares, type ShareCell, shareCells} from "./cells.ts";
import {type Family, linksBySource} from "./families.ts";
import {type BridgeWeights, bridgeWeights, weightsOf} from "./weights.ts";

/** What a cell left out shows of the weights that the others give. */
export interface HeldOutCell {
  readonly weight: number;
  /** Share of the cell under sources whose weights were estimated. */
  readonly split: number;
  /** Shares seen less shares predicted, by target. */
  readonly miss: Float64Array;
}

/** Weights with their errors, all of them by leaving out one cluster after the other. */
export interface TestedWeights extends BridgeWeights {
  /** By source: 1 where its weights may be used as a number; see `testedWeights`. */
  readonly usable: Uint8Array;
  /** Ends of the cluster jackknife's interval by link, within [0, 1]; NaN where the weights may not be used. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly clusters: number;
  readonly heldOut: readonly HeldOutCell[];
}

/** Fewer clusters than these make an interval of t that is as wide as the answer. */
export const LEAST_CLUSTERS = 5;

export interface TestOptions {
  /** Of the intervals; 0.95 as a rule. */
  readonly level?: number;
}

/**
 * Weights that are estimated again without each cluster: intervals of the weights (jackknife with t of clusters − 1 degrees), and what
 * each cluster left out shows of the others' weights.
 *
 * A source's weights may be used where at least five clusters hold it, the data identify them, and they stay so without any one cluster.
 * Otherwise its goods can only be bounded.
 *
 * @throws NumericalError "bad-cell", "not-certified"
 */
export function testedWeights(
  family: Family,
  given: readonly BridgeCell[],
  {level = 0.95}: TestOptions = {},
): TestedWeights {
  const fit = bridgeWeights(family, given);
  const {cells} = shareCells(family, given);
  const clusters = [...new Set(cells.map(({cluster}) => cluster))];
  const without =
    clusters.length < LEAST_CLUSTERS
      ? []
      : clusters.map((left) => ({
          left,
          ...weightsOf(
            family,
            cells.filter(({cluster}) => cluster !== left),
          ),
        }));
  const usable = usableSources(family, {cells, fits: [fit, ...without], enough: without.length > 0});
  const heldOut = without.flatMap(({left, weights}) =>
    cells
      .filter(({cluster}) => cluster === left)
      .flatMap((cell) => missOf(family, {cell, weights, usable, level: 1 - weightOf(cells, left)})),
  );
  const ends = intervals(family, {fit, replicates: without.map(({weights}) => weights), usable, level});
  return {...fit, usable, ...ends, clusters: clusters.length, heldOut};
}

function weightOf(cells: readonly ShareCell[], cluster: string): number {
  return cells.reduce((sum, cell) => sum + (cell.cluster === cluster ? cell.weight : 0), 0);
}

interface Fit {
  readonly weights: Float64Array;
  readonly identified: Uint8Array;
}

function usableSources(
  family: Family,
  {
    cells,
    fits,
    enough,
  }: {readonly cells: readonly ShareCell[]; readonly fits: readonly Fit[]; readonly enough: boolean},
): Uint8Array {
  return Uint8Array.from(linksBySource(family), (links, source) => {
    if (links.length === 1) return 1;
    const holders = new Set(cells.filter(({from}) => at(from, source) > 0).map(({cluster}) => cluster));
    const firm = fits.every(({identified}) => links.every((e) => identified[e] === 1));
    return Number(enough && holders.size >= LEAST_CLUSTERS && firm);
  });
}

function missOf(
  family: Family,
  {
    cell,
    weights,
    usable,
    level,
  }: {
    readonly cell: ShareCell;
    readonly weights: Float64Array;
    readonly usable: Uint8Array;
    readonly level: number;
  },
): HeldOutCell[] {
  // A cell with goods that nothing tells where to put has no prediction.
  if (!(level > 0) || cell.from.some((share, source) => share > 0 && usable[source] !== 1)) return [];
  const predicted = predictedShares(family, cell.from, weights);
  const miss = cell.to.map((share, target) => share - at(predicted, target));
  return [{weight: cell.weight, split: cell.split, miss}];
}

function intervals(
  {links}: Family,
  {
    fit,
    replicates,
    usable,
    level,
  }: {
    readonly fit: BridgeWeights;
    readonly replicates: readonly Float64Array[];
    readonly usable: Uint8Array;
    readonly level: number;
  },
): {low: Float64Array; high: Float64Array} {
  const g = replicates.length;
  const reach = g < 2 ? Number.NaN : tQuantile((1 - level) / 2, g - 1, "upper");
  const halves = links.map(({source}, e) => {
    if (usable[source] !== 1) return Number.NaN;
    if (g < 2) return 0; // only sources of one target are usable without replicates
    const values = replicates.map((weights) => at(weights, e));
    const mean = values.reduce((sum, value) => sum + value, 0) / g;
    const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return reach * Math.sqrt(((g - 1) / g) * square);
  });
  const end = (sign: number) =>
    Float64Array.from(links, (_, e) => Math.min(1, Math.max(0, at(fit.weights, e) + sign * at(halves, e))));
  return {low: end(-1), high: end(1)};
}

/**
 * Share of value that a rule puts under the wrong code in cells that it has not seen: half the sum of absolute misses, by value.
 * Null without a held-out cell.
 */
export function misplacedShare(heldOut: readonly HeldOutCell[]): number | null {
  const mass = heldOut.reduce((sum, {weight}) => sum + weight, 0);
  if (mass === 0) return null;
  const missed = heldOut.reduce(
    (sum, {weight, miss}) => sum + (weight * miss.reduce((total, value) => total + Math.abs(value), 0)) / 2,
    0,
  );
  return missed / mass;
}

/**
 * The same for weights that were given beforehand, such as a table's one chosen target or even shares, on all cells.
 * Null without a cell that has value on both sides.
 */
export function misplacedByRule(
  family: Family,
  given: readonly BridgeCell[],
  weights: Float64Array,
): number | null {
  const cells = shareCells(family, given).cells.map(({from, to, weight, split}) => {
    const predicted = predictedShares(family, from, weights);
    return {weight, split, miss: to.map((share, target) => share - at(predicted, target))};
  });
  return misplacedShare(cells);
}
