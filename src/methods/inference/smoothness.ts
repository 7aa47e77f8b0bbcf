import {normalCdf, normalQuantile, tCdf} from "../special/index.ts";
import type {Reference} from "./covariance.ts";
import {at} from "./dense.ts";
import {combinationVariance, type EventStudy} from "./event-study.ts";
import {breakdownOf, type SensitivityBound, type SensitivityResult} from "./relative-magnitudes.ts";
import {
  type SensitivityTarget,
  type Sides,
  sidesOf,
  type TargetWeights,
  targetWeights,
} from "./sensitivity-target.ts";
import {criticalValue} from "./table.ts";

/**
 * Bounds under smoothness (Rambachan & Roth 2023, Δ^SD): the slope of the difference in trends changes by at most M from one period
 * to the next, before and after the event; M = 0 allows a linear trend.
 *
 * The identified set extends the last slope before the event, closed form; null where the estimates before bend by more than M.
 * The interval is the fixed-length one that the authors recommend here: estimator ± σ·q(bias/σ), q the quantile of |N(bias/σ, 1)| (of |t + bias/σ| where the study refers to t), over linear
 * estimators that put the target's weights on the periods after and do not feel a linear trend. In the coordinates of second
 * differences the worst bias is M·(Σ|cᵢ| + constant), so that the candidates are a lasso path; the shortest of it is taken. Any of
 * them covers; only how short it is depends on the search.
 *
 * @throws UsageError from `sidesOf` and `targetWeights`
 */
export function smoothness(
  study: EventStudy,
  sizes: readonly number[],
  {target = "mean", level = study.level}: {readonly target?: SensitivityTarget; readonly level?: number} = {},
): SensitivityResult {
  const sides = sidesOf(study);
  const weights = targetWeights(sides, target);
  const problem = problemOf(study, sides, weights);
  const bound = (size: number): SensitivityBound => ({
    size,
    identified: identifiedSet(sides, weights, size),
    ...shortest(problem, size, 1 - level),
  });
  return {
    restriction: "smoothness",
    target: weights,
    level,
    bounds: sizes.map(bound),
    breakdown: breakdownOf(bound),
  };
}

/** Σ_{t > i} (t − i)·weightₜ, t from 1: what a bend after i periods adds to the target. */
function bendWeights(weights: Float64Array): number[] {
  return Array.from(weights, (_, i) => weights.reduce((sum, w, t) => sum + Math.max(0, t + 1 - i) * w, 0));
}

/** Differences before the reference, rising backwards: slope₁ from the period next to it to the reference, and so on. */
function slopesBefore({before}: Sides): number[] {
  return before.map((row, p) => (p === 0 ? 0 : (before[p - 1]?.estimate ?? Number.NaN)) - row.estimate);
}

function identifiedSet(sides: Sides, {weights}: TargetWeights, size: number): SensitivityBound["identified"] {
  const slopes = slopesBefore(sides);
  const bends = slopes.slice(1).map((slope, p) => Math.abs(slope - (slopes[p] ?? Number.NaN)));
  const scale = slopes.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  if (bends.some((bend) => bend > size + 1e-12 * scale)) return null;
  const value = sides.after.reduce((sum, row, t) => sum + at(weights, t) * row.estimate, 0);
  const added = bendWeights(weights);
  const trend = (slopes[0] ?? Number.NaN) * (added[0] ?? Number.NaN);
  const reach = size * added.reduce((sum, bend) => sum + Math.abs(bend), 0);
  return {low: value - trend - reach, high: value - trend + reach};
}

/** The search in the coordinates c₁ … c_{K−1}, weights of the bends before; the estimator's weights are linear in them. */
interface Problem {
  readonly estimates: Float64Array;
  /** Estimator weights where every c is 0, and what each c adds; in the order of the covariance. */
  readonly base: Float64Array;
  readonly directions: readonly Float64Array[];
  /** Variance = constant + 2·linear'c + c'·quadratic·c. */
  readonly quadratic: readonly Float64Array[];
  readonly linear: Float64Array;
  /** Bias per unit of M that no estimator avoids. */
  readonly fixedBias: number;
  readonly study: EventStudy;
}

function problemOf(study: EventStudy, {before, after}: Sides, {weights}: TargetWeights): Problem {
  const k = before.length + after.length;
  const added = bendWeights(weights);
  // Weight on the p-th period before is c_{p−1} − 2c_p + c_{p+1}; c₀ is set by the slope, which must cancel.
  const column = (i: number, size: number): Float64Array => {
    const values = new Float64Array(k);
    for (const [p, share] of [
      [i, 1],
      [i - 1, -2],
      [i - 2, 1],
    ] as const) {
      const row = before[p];
      if (row !== undefined) values[row.position] = share * size;
    }
    return values;
  };
  const base = column(0, added[0] ?? Number.NaN);
  for (const [t, row] of after.entries()) base[row.position] = at(weights, t);
  const directions = Array.from({length: before.length - 1}, (_, i) => column(i + 1, 1));
  const estimates = new Float64Array(k);
  for (const row of [...before, ...after]) estimates[row.position] = row.estimate;
  const cross = (a: Float64Array, b: Float64Array): number =>
    a.reduce(
      (sum, x, i) => sum + b.reduce((inner, y, j) => inner + x * y * at(study.covariance, i * k + j), 0),
      0,
    );
  return {
    study,
    estimates,
    base,
    directions,
    quadratic: directions.map((a) => Float64Array.from(directions, (b) => cross(a, b))),
    linear: Float64Array.from(directions, (a) => cross(a, base)),
    fixedBias: added.reduce((sum, bend) => sum + Math.abs(bend), 0),
  };
}

interface Candidate {
  readonly half: number;
  readonly centre: number;
}

function shortest(problem: Problem, size: number, alpha: number): {low: number; high: number} {
  const largest = problem.linear.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const c = new Float64Array(problem.directions.length);
  const at = (log: number): Candidate => candidate(problem, lasso(problem, Math.exp(log), c), size, alpha);
  const plain = candidate(problem, lasso(problem, 0, c), size, alpha);
  if (size === 0 || largest === 0) return ends(plain);
  let [low, high] = [Math.log(largest) - 18, Math.log(largest) + 1e-9];
  const golden = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [high - golden * (high - low), low + golden * (high - low)];
  let [left, right] = [at(a), at(b)];
  for (let step = 0; step < 50; step++) {
    if (left.half <= right.half) {
      [high, b, right, a] = [b, a, left, b - golden * (b - low)];
      left = at(a);
    } else {
      [low, a, left, b] = [a, b, right, a + golden * (high - a)];
      right = at(b);
    }
  }
  const best = [plain, left, right, at(Math.log(largest) + 1e-9)].reduce((x, y) => (y.half < x.half ? y : x));
  return ends(best);
}

function ends({centre, half}: Candidate): {low: number; high: number} {
  return {low: centre - half, high: centre + half};
}

/** Minimises ½·c'Qc + linear'c + λ·Σ|c| by coordinate descent, from the solution before. */
function lasso({quadratic, linear}: Problem, penalty: number, c: Float64Array): Float64Array {
  for (let sweep = 0; sweep < 5000; sweep++) {
    let change = 0;
    for (const [i, row] of quadratic.entries()) {
      const curvature = at(row, i);
      if (!(curvature > 0)) continue;
      const pull = row.reduce((sum, q, j) => sum + (j === i ? 0 : q * at(c, j)), at(linear, i));
      const value = (-Math.sign(pull) * Math.max(0, Math.abs(pull) - penalty)) / curvature;
      change = Math.max(change, Math.abs(value - at(c, i)) * Math.sqrt(curvature));
      c[i] = value;
    }
    const scale = quadratic.reduce(
      (most, row, i) => Math.max(most, Math.abs(at(c, i)) * Math.sqrt(at(row, i))),
      0,
    );
    if (change <= 1e-12 * scale) break;
  }
  return c.slice();
}

function candidate(problem: Problem, c: Float64Array, size: number, alpha: number): Candidate {
  const weights = problem.base.map((value, i) =>
    problem.directions.reduce((sum, direction, d) => sum + at(c, d) * at(direction, i), value),
  );
  const sigma = Math.sqrt(combinationVariance(problem.study, weights));
  const bias = size * c.reduce((sum, value) => sum + Math.abs(value), problem.fixedBias);
  const centre = weights.reduce((sum, weight, i) => sum + weight * at(problem.estimates, i), 0);
  return {
    centre,
    half: sigma > 0 ? sigma * foldedQuantile(bias / sigma, alpha, problem.study.reference) : bias,
  };
}

const NORMAL: Reference = {distribution: "normal"};

/** The 1 − α quantile of |N(bias, 1)|, or of |t + bias|, α < ½: by Newton's steps, or halving, kept between bounds. */
export function foldedQuantile(bias: number, alpha: number, reference: Reference = NORMAL): number {
  if (reference.distribution === "t") return foldedByHalving(bias, alpha, reference);
  // Beyond eight standard errors the far tail holds less than 1e-15.
  if (bias > 8) return bias + normalQuantile(alpha, "upper");
  let [low, high] = [bias, bias + normalQuantile(alpha / 2, "upper")];
  let quantile = high;
  for (let step = 0; step < 100 && high - low > 1e-14 * high; step++) {
    const excess = normalCdf(quantile - bias, "upper") + normalCdf(quantile + bias, "upper") - alpha;
    if (excess > 0) low = quantile;
    else high = quantile;
    const newton = quantile + excess / (density(quantile - bias) + density(quantile + bias));
    if (Math.abs(newton - quantile) <= 1e-14 * quantile) return newton;
    quantile = newton > low && newton < high ? newton : (low + high) / 2;
  }
  return quantile;
}

function foldedByHalving(
  bias: number,
  alpha: number,
  reference: {readonly distribution: "t"; readonly degreesOfFreedom: number},
): number {
  const {degreesOfFreedom} = reference;
  let [low, high] = [bias, bias + criticalValue(reference, 1 - alpha)];
  for (let step = 0; step < 60 && high - low > 1e-13 * high; step++) {
    const middle = (low + high) / 2;
    const beyond =
      tCdf(middle - bias, degreesOfFreedom, "upper") + tCdf(middle + bias, degreesOfFreedom, "upper");
    if (beyond > alpha) low = middle;
    else high = middle;
  }
  return high;
}

function density(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}
