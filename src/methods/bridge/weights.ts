import {add, at, eigen} from "../inference/dense.ts";
import {type BridgeCell, type ShareCell, shareCells} from "./cells.ts";
import {type Family, linksBySource} from "./families.ts";
import {solveSplit} from "./split-program.ts";

/** Where the goods of each source went, with what is known of it. Arrays are by link of the family. */
export interface BridgeWeights {
  /** Share of the source's value under the target; NaN for a source that no cell shows and that has several targets. */
  readonly weights: Float64Array;
  /** 1 where the data leave one value: the source has one target, or no other weights fit as well. */
  readonly identified: Uint8Array;
  /** The optimality condition that is left, relative; see `SplitSolution`. 0 where nothing was to estimate. */
  readonly residual: number;
  /** Cells that entered, and cells with nothing on one side. */
  readonly cells: number;
  readonly empty: number;
}

/** A source below this share of its family's value is not seen: rounding would decide its weights. */
const LEAST_SEEN = 1e-6;
/** Relative eigenvalue below which a direction of weights changes no fitted share. */
const FLAT = 1e-9;
/** Part of a flat direction that moves a weight. */
const MOVED = 1e-6;

/**
 * Weights of a family from cells seen in both editions: those that bring the sources' shares closest to the targets' shares,
 *
 *     min Σ_c ω_c Σ_t (to_ct − Σ_s from_cs · w_st)²,   w ≥ 0,   Σ_t w_st = 1,   w_st = 0 off the correspondence
 *
 * with ω the cell's share of value after the change. For a code that only splits this is the pooled share of each target.
 *
 * @throws NumericalError "bad-cell", "not-certified"
 */
export function bridgeWeights(family: Family, given: readonly BridgeCell[]): BridgeWeights {
  const {cells, empty} = shareCells(family, given);
  return {...weightsOf(family, cells), cells: cells.length, empty};
}

/** The same from shares: what is estimated again without one cluster. */
export function weightsOf(
  family: Family,
  cells: readonly ShareCell[],
): Pick<BridgeWeights, "weights" | "identified" | "residual"> {
  const bySource = linksBySource(family);
  const weights = new Float64Array(family.links.length).fill(Number.NaN);
  const identified = new Uint8Array(family.links.length);
  for (const links of bySource) {
    const [only] = links;
    if (links.length !== 1 || only === undefined) continue;
    weights[only] = 1;
    identified[only] = 1;
  }
  const seen = bySource.filter((links, source) => links.length > 1 && massOf(cells, source) > LEAST_SEEN);
  if (seen.length === 0) return {weights, identified, residual: 0};
  const open = seen.flat();
  const program = {
    ...equations(family, cells, {open, fixed: weights}),
    rows: placesOf(seen),
  };
  const solution = solveSplit(program);
  const loose = looseWeights(program, solution.slope, solution.weights);
  for (const [i, e] of open.entries()) {
    weights[e] = at(solution.weights, i);
    identified[e] = loose.has(i) ? 0 : 1;
  }
  return {weights, identified, residual: solution.residual};
}

function massOf(cells: readonly ShareCell[], source: number): number {
  return cells.reduce((sum, {from, weight}) => sum + weight * at(from, source), 0);
}

/** Positions of the rows' links among the open ones, which stand in the same order. */
function placesOf(rows: readonly (readonly number[])[]): number[][] {
  let next = 0;
  return rows.map((row) => row.map(() => next++));
}

/** Normal equations over the open links; what fixed links bring is taken off the targets first. */
function equations(
  {links}: Family,
  cells: readonly ShareCell[],
  {open, fixed}: {readonly open: readonly number[]; readonly fixed: Float64Array},
): {curvature: Float64Array; pull: Float64Array} {
  const k = open.length;
  const curvature = new Float64Array(k * k);
  const pull = new Float64Array(k);
  for (const {from, to, weight} of cells) {
    const rest = to.slice();
    for (const [e, {source, target}] of links.entries())
      if (at(fixed, e) === 1) add(rest, target, -at(from, source));
    for (const [i, e] of open.entries()) {
      const one = links[e];
      const share = one === undefined ? 0 : at(from, one.source);
      if (one === undefined || share === 0) continue;
      add(pull, i, weight * share * at(rest, one.target));
      for (const [j, f] of open.entries()) {
        const other = links[f];
        if (other?.target === one.target) add(curvature, i * k + j, weight * share * at(from, other.source));
      }
    }
  }
  return {curvature, pull};
}

/**
 * Positions that other optimal weights could have otherwise: those that move along a direction which changes no fitted share and no
 * row sum. Weights held at zero by a positive multiplier do not move.
 */
function looseWeights(
  {
    curvature,
    pull,
    rows,
  }: {
    readonly curvature: Float64Array;
    readonly pull: Float64Array;
    readonly rows: readonly (readonly number[])[];
  },
  slope: Float64Array,
  weights: Float64Array,
): Set<number> {
  const k = pull.length;
  const scale = (e: number) => Math.sqrt(at(curvature, e * k + e));
  const movable = rows.map((row) => {
    const level = row.reduce((sum, e) => sum + at(weights, e) * at(slope, e), 0);
    return row.filter((e) => at(weights, e) > 0 || (at(slope, e) - level) / scale(e) ** 2 <= FLAT);
  });
  const free = movable.flat();
  const n = free.length;
  const rowOf = new Map(movable.flatMap((row, at) => row.map((e) => [e, at] as const)));
  const matrix = new Float64Array(n * n);
  for (const [i, e] of free.entries())
    for (const [j, f] of free.entries())
      matrix[i * n + j] =
        at(curvature, e * k + f) / (scale(e) * scale(f)) + Number(rowOf.get(e) === rowOf.get(f));
  const {values, vectors} = eigen(matrix, n);
  const flat = vectors.filter((_, i) => at(values, i) <= FLAT * at(values, 0));
  return new Set(free.filter((_, i) => flat.some((vector) => Math.abs(at(vector, i)) > MOVED)));
}
