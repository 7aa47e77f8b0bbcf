import {add, at, dot} from "../inference/dense.ts";
import {evaluated, residualOf, type SimplexProblem, type SimplexWeights} from "./simplex.ts";

/** When the published algorithm stops. */
export interface FrankWolfeRule {
  /** Stop when a step lowers the objective by no more than the square of this. */
  readonly leastDecrease: number;
  readonly steps: number;
}

/** Steps before the weights are made sparse, and after; the least decrease is this share of the noise level. */
const STEPS_BEFORE = 100;
const STEPS_AFTER = 10_000;

/**
 * Simplex weights as the published implementation of synthetic difference-in-differences computes them (Arkhangelsky et
 * al. 2021 and their R package): Frank–Wolfe from equal weights, weights up to a quarter of the largest set to zero, and
 * Frank–Wolfe from there. It stops short of the optimum; the gap says how far.
 *
 * @param leastDecrease 1e-5 of the noise level in the publication
 */
export function publishedWeights(problem: SimplexProblem, leastDecrease: number): SimplexWeights {
  const k = problem.columns.length;
  const even = new Float64Array(k).fill(1 / k);
  const first = frankWolfe(problem, even, {leastDecrease, steps: STEPS_BEFORE});
  const last = frankWolfe(problem, sparse(first.weights), {leastDecrease, steps: STEPS_AFTER});
  const {objective, gap} = evaluated(problem, last.weights);
  return {weights: last.weights, objective, gap, iterations: first.iterations + last.iterations};
}

function sparse(weights: Float64Array): Float64Array {
  const largest = weights.reduce((most, value) => Math.max(most, value), 0);
  const kept = weights.map((value) => (value <= largest / 4 ? 0 : value));
  const total = kept.reduce((sum, value) => sum + value, 0);
  return kept.map((value) => value / total);
}

/** Frank–Wolfe with exact line search; at least two steps, as published. */
export function frankWolfe(
  problem: SimplexProblem,
  from: Float64Array,
  {leastDecrease, steps}: FrankWolfeRule,
): {weights: Float64Array; iterations: number} {
  const {columns, zeta} = problem;
  const ridge = zeta ** 2 * problem.target.length;
  const weights = from.slice();
  const residual = residualOf(problem, weights);
  let [before, now] = [Infinity, Infinity];
  let iterations = 0;
  while (iterations < steps && (iterations < 2 || before - now > leastDecrease ** 2)) {
    iterations++;
    let vertex = 0;
    let least = Infinity;
    let along = 0;
    for (const [j, column] of columns.entries()) {
      const slope = dot(column, residual) + ridge * at(weights, j);
      along += slope * at(weights, j);
      if (slope < least) [least, vertex] = [slope, j];
    }
    step(problem, {weights, residual, vertex, descent: along - least, ridge});
    before = now;
    now = (dot(residual, residual) + ridge * dot(weights, weights)) / residual.length;
  }
  return {weights, iterations};
}

interface Step {
  readonly weights: Float64Array;
  readonly residual: Float64Array;
  readonly vertex: number;
  readonly descent: number;
  readonly ridge: number;
}

/** Moves weights and residual towards one vertex by the best share in [0, 1]. */
function step({columns, target}: SimplexProblem, {weights, residual, vertex, descent, ridge}: Step): void {
  const column = columns[vertex] ?? new Float64Array();
  const towards = column.map((value, i) => value - at(target, i) - at(residual, i));
  const spread = dot(weights, weights) - 2 * at(weights, vertex) + 1;
  const curvature = dot(towards, towards) + ridge * spread;
  if (!(curvature > 0)) return;
  const share = Math.min(1, Math.max(0, descent / curvature));
  for (let i = 0; i < residual.length; i++) add(residual, i, share * at(towards, i));
  for (let j = 0; j < weights.length; j++) weights[j] = (1 - share) * at(weights, j);
  add(weights, vertex, share);
}
