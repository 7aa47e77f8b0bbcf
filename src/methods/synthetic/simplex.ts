import {NumericalError} from "../../base/index.ts";
import {add, at, dot, leastSquares} from "../inference/dense.ts";

/** Least squares on the simplex: minimise ‖A·w − b‖²/n + ζ²‖w‖² over w ≥ 0, Σw = 1. */
export interface SimplexProblem {
  /** The columns of A, each of length n. */
  readonly columns: readonly Float64Array[];
  /** Length n. */
  readonly target: Float64Array;
  readonly zeta: number;
}

/** Weights with a proof of how good they are. */
export interface SimplexWeights {
  readonly weights: Float64Array;
  readonly objective: number;
  /** Upper bound on objective − optimum, from the dual: convexity certifies it whatever the solver did. */
  readonly gap: number;
  readonly iterations: number;
}

/** A gap that rounding alone explains, relative to the objective of the worst single column. */
const SETTLED = 1e-17;
/** A gap that is still taken as solved. */
const CERTIFIED = 1e-9;

/** Columns that enter in vain, one after the other, before rounding is taken to have the last word. */
const TRIES = 5;

/** A·w − b. */
export function residualOf({columns, target}: SimplexProblem, weights: Float64Array): Float64Array {
  const residual = target.map((value) => -value);
  for (const [j, column] of columns.entries()) {
    const w = at(weights, j);
    if (w !== 0) for (let i = 0; i < residual.length; i++) add(residual, i, w * at(column, i));
  }
  return residual;
}

/** Objective, half its gradient, and the duality gap w'g − min g (doubled), at given weights. */
export function evaluated(problem: SimplexProblem, weights: Float64Array) {
  const residual = residualOf(problem, weights);
  const n = residual.length;
  const ridge = problem.zeta ** 2;
  const slope = new Float64Array(problem.columns.length);
  for (const [j, column] of problem.columns.entries()) {
    slope[j] = dot(column, residual) / n + ridge * at(weights, j);
  }
  const objective = dot(residual, residual) / n + ridge * dot(weights, weights);
  const least = slope.reduce((low, value) => Math.min(low, value), Infinity);
  return {objective, slope, gap: Math.max(0, 2 * (dot(weights, slope) - least))};
}

/** The objective with all weight on each column by itself, in their order. */
function objectivesAlone({columns, target, zeta}: SimplexProblem): number[] {
  const residual = new Float64Array(target.length);
  return columns.map((column) => {
    for (let i = 0; i < residual.length; i++) residual[i] = at(column, i) - at(target, i);
    return dot(residual, residual) / residual.length + zeta ** 2;
  });
}

/**
 * The optimum by an active set: the column with the steepest slope enters, the equality-constrained least squares over the
 * columns held is solved, and columns that would turn negative leave (as in Lawson & Hanson's non-negative least squares).
 *
 * @throws NumericalError "not-certified" when rounding keeps the gap above 1e-9 of the scale of the problem
 */
export function solveSimplex(problem: SimplexProblem): SimplexWeights {
  const k = problem.columns.length;
  const alone = objectivesAlone(problem);
  const scale = Math.max(...alone, Number.MIN_VALUE);
  const held = [alone.indexOf(Math.min(...alone))];
  const banned = new Set<number>();
  let weights = unit(k, held[0] ?? Number.NaN);
  let best = evaluated(problem, weights);
  let iterations = 0;
  for (; iterations < 50 * k + 100 && best.gap > SETTLED * scale; iterations++) {
    const entering = steepest(best.slope, held, banned);
    if (entering < 0 || (banned.size >= TRIES && best.gap <= CERTIFIED * scale)) break;
    const trial = moved(problem, weights, [...held, entering]);
    const reached = trial === null ? null : evaluated(problem, trial.weights);
    if (trial === null || reached === null || !(reached.objective < best.objective)) {
      banned.add(entering);
      continue;
    }
    banned.clear();
    held.splice(0, held.length, ...trial.held);
    weights = trial.weights;
    best = reached;
  }
  if (!(best.gap <= CERTIFIED * scale)) throw notCertified(best.gap, scale);
  return {weights, objective: best.objective, gap: best.gap, iterations};
}

function unit(k: number, j: number): Float64Array {
  const weights = new Float64Array(k);
  weights[j] = 1;
  return weights;
}

/** The column outside with the least slope; −1 when all were tried in vain. */
function steepest(slope: Float64Array, held: readonly number[], banned: ReadonlySet<number>): number {
  return slope.reduce(
    (least, value, j) =>
      held.includes(j) || banned.has(j) || (least >= 0 && value >= at(slope, least)) ? least : j,
    -1,
  );
}

/** From `weights` to the optimum over the columns held, dropping those that reach zero on the way. */
function moved(
  problem: SimplexProblem,
  weights: Float64Array,
  columns: readonly number[],
): {weights: Float64Array; held: number[]} | null {
  let held = [...columns];
  let current = weights;
  while (held.length > 0) {
    const goal = constrained(problem, held);
    if (goal === null) return null;
    const leaving = held.filter((j) => at(goal, j) <= 0);
    if (leaving.length === 0) return {weights: goal, held};
    const here = current;
    const step = Math.min(...leaving.map((j) => at(here, j) / (at(here, j) - at(goal, j))));
    current = here.map((value, j) => value + step * (at(goal, j) - value));
    const gone = leaving.filter((j) => at(here, j) / (at(here, j) - at(goal, j)) <= step);
    for (const j of gone) current[j] = 0;
    held = held.filter((j) => !gone.includes(j));
  }
  return null;
}

/** Least squares with Σw = 1 over the columns held: weights of differences from the first of them, which have no constraint. */
function constrained({columns, target, zeta}: SimplexProblem, held: readonly number[]): Float64Array | null {
  const [first = Number.NaN, ...others] = held;
  const base = columns[first] ?? new Float64Array();
  const n = target.length;
  const differences = others.map((j) => (columns[j] ?? base).map((value, i) => value - at(base, i)));
  const goal = target.map((value, i) => value - at(base, i));
  // The ridge as further rows, not in the normal equations: 1e-6 would vanish there beside the data.
  const root = Math.sqrt(n);
  const k = others.length;
  const extended = (values: Float64Array, ridgeRows: readonly number[]) => {
    const column = new Float64Array(n + k + 1);
    for (let row = 0; row < n; row++) column[row] = at(values, row) / root;
    for (const row of ridgeRows) column[row] = zeta;
    return column;
  };
  const augmented = differences.map((column, i) => extended(column, [n + i, n + k]));
  const solution = leastSquares(augmented, extended(goal, [n + k]));
  if (solution === null) return null;
  const weights = new Float64Array(columns.length);
  for (const [i, j] of others.entries()) weights[j] = at(solution, i);
  weights[first] = 1 - solution.reduce((sum, value) => sum + value, 0);
  return weights;
}

function notCertified(gap: number, scale: number): NumericalError {
  return new NumericalError("not-certified", {
    message: `simplex weights stopped at a duality gap of "${gap.toExponential(2)}" on a scale of ${scale.toExponential(2)}`,
    where: "synthetic",
    hint: "the controls are collinear to rounding: drop some, or use the published solver",
  });
}
