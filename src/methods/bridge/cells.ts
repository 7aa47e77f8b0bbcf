import {NumericalError} from "../../base/index.ts";
import {at} from "../inference/dense.ts";
import {type Family, linksBySource} from "./families.ts";

/**
 * One place seen in both editions: the same trade published twice, or a place's trade in the year before and the year after a change
 * of edition. Growth of the family as a whole, place by place, is absorbed.
 */
export interface BridgeCell {
  /** What is left out together, and what errors are independent between: a reporter, as a rule. */
  readonly cluster: string;
  /** By source of the family, any unit, ≥ 0. */
  readonly before: Float64Array;
  /** By target of the family, ≥ 0. */
  readonly after: Float64Array;
}

/** Cells as shares of the family, with what they weigh. */
export interface ShareCell {
  readonly cluster: string;
  /** By source; they sum to one. */
  readonly from: Float64Array;
  /** By target; they sum to one. */
  readonly to: Float64Array;
  /** The cell's share of all value after the change; all sum to one. */
  readonly weight: number;
  /** Share of `from` under sources that have several targets. */
  readonly split: number;
}

/** What enters an estimate, and what does not. */
export interface ShareCells {
  readonly cells: readonly ShareCell[];
  /** Cells with nothing before or nothing after: they say nothing about shares. */
  readonly empty: number;
}

/**
 * Shares of each cell that has value on both sides.
 *
 * @throws NumericalError "bad-cell" for a length that is not the family's, or a value that is negative or not finite
 */
export function shareCells(family: Family, cells: readonly BridgeCell[]): ShareCells {
  for (const cell of cells) checkCell(family, cell);
  const whole = cells.filter(({before, after}) => total(before) > 0 && total(after) > 0);
  const all = whole.reduce((sum, {after}) => sum + total(after), 0);
  const several = linksBySource(family).map((links) => links.length > 1);
  const shares = whole.map(({cluster, before, after}) => {
    const from = scaled(before);
    const split = from.reduce((sum, share, source) => sum + (several[source] === true ? share : 0), 0);
    return {cluster, from, to: scaled(after), weight: total(after) / all, split};
  });
  return {cells: shares, empty: cells.length - whole.length};
}

function checkCell({sources, targets}: Family, {cluster, before, after}: BridgeCell): void {
  const bad = [...before, ...after].find((value) => !(Number.isFinite(value) && value >= 0));
  if (bad === undefined && before.length === sources.length && after.length === targets.length) return;
  throw new NumericalError("bad-cell", {
    message:
      bad === undefined
        ? `a cell of "${cluster}" has ${before.length} and ${after.length} values, its family ${sources.length} and ${targets.length} codes`
        : `a cell of "${cluster}" holds the value "${bad}"`,
    where: "bridge",
    hint: "give one finite value from zero up for each code of the family, on both sides",
  });
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function scaled(values: Float64Array): Float64Array {
  const sum = total(values);
  return values.map((value) => value / sum);
}

/** Share of a cell's value that a family's weights put on each target. */
export function predictedShares(
  {links, targets}: Family,
  from: Float64Array,
  weights: Float64Array,
): Float64Array {
  const shares = new Float64Array(targets.length);
  for (const [e, {source, target}] of links.entries()) {
    const share = at(from, source);
    // A source that the cell lacks adds nothing, whether its weights are known or not.
    if (share > 0) shares[target] = at(shares, target) + share * at(weights, e);
  }
  return shares;
}
