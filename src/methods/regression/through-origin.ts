import {NumericalError} from "../../base/index.ts";
import {logGamma} from "../special/index.ts";
import {COLLINEAR, type Rank, rank, unscale} from "./collinearity.ts";
import {dot} from "./conjugate-gradient.ts";
import type {Convergence, Design, Fit} from "./design.ts";
import {item, real} from "./kernels/cells.ts";
import {pick, weightOf} from "./prepare.ts";
import type {Sample} from "./sample.ts";

// Regressions with neither a constant nor an effect (`0 + x`): nothing is absorbed, so that plain normal equations will do.

const MAX_ITERATIONS = 200;
const MAX_HALVINGS = 40;
/** Largest score, as a share of what its sum could be, at which Newton's method ends; rounding leaves about 1e-15. */
const SETTLED = 1e-13;
/** Score above which a fit is refused. */
const ACCEPTED = 1e-6;
/** A predictor that may move by more in one step is held back. */
const MAX_MOVE = 30;

/** A sample by column, each regressor divided by its largest size. */
interface Rows {
  readonly columns: readonly Float64Array[];
  readonly scales: readonly number[];
  readonly y: Float64Array;
  readonly weights: Float64Array;
  readonly offset: Float64Array;
}

/** Least squares through the origin: E[y|x] = xβ + offset. @throws NumericalError as `fitLeastSquares` */
export function squaresThroughOrigin(design: Design, sample: Sample, share = COLLINEAR): Fit {
  const rows = rowsOf(design, sample);
  const outcome = rows.y.map((value, row) => value - real(rows.offset, row));
  const gram = crossProducts(rows.columns, rows.weights);
  const ranked = rank(gram, diagonalOf(gram, rows.columns.length), share);
  const kept = ranked.kept.map((at) => item(rows.columns, at));
  const right = crossed(
    kept,
    outcome.map((value, row) => value * real(rows.weights, row)),
  );
  const beta = multiplied(ranked.inverse, right);
  const fitted = predicted(kept, beta, rows.offset);
  const residual = rows.y.map((value, row) => real(rows.weights, row) * (value - real(fitted, row)));
  const deviance = residual.reduce((sum, value, row) => sum + value ** 2 / real(rows.weights, row), 0);
  const m = residual.length;
  const logWeights = rows.weights.reduce((sum, weight) => sum + Math.log(weight), 0);
  const total = outcome.reduce((sum, value, row) => sum + real(rows.weights, row) * value ** 2, 0);
  const relativeScore = largestScore(kept, residual, {squares: rows.weights, total});
  return fitOf(design, sample, rows, ranked, {
    family: "gaussian",
    beta,
    mu: fitted,
    residual,
    workingWeight: rows.weights,
    deviance,
    logLikelihood: (logWeights - m * (Math.log((2 * Math.PI * deviance) / m) + 1)) / 2,
    convergence: {relativeScore, devianceChange: 0, iterations: 1, passes: 3},
  });
}

/**
 * Poisson pseudo-maximum likelihood through the origin, by Newton's method with halved steps, in a sample without separated rows.
 *
 * @throws NumericalError "not-converged"
 */
export function poissonThroughOrigin(design: Design, sample: Sample): Fit {
  const rows = rowsOf(design, sample);
  const gram = crossProducts(rows.columns, rows.weights);
  const ranked = rank(gram, diagonalOf(gram, rows.columns.length));
  const kept = ranked.kept.map((at) => item(rows.columns, at));
  let beta = startOf(kept, rows);
  let state = stateOf(kept, beta, rows);
  let [iterations, gain] = [0, 0];
  for (; iterations < MAX_ITERATIONS && state.relativeScore > SETTLED; iterations++) {
    const bread = rank(crossProducts(kept, state.working), new Float64Array(kept.length)).inverse;
    if (bread.length < kept.length ** 2) break;
    const next = climbed(kept, rows, {beta, state, step: multiplied(bread, state.score)});
    if (next === null) break;
    gain = next.state.likelihood - state.likelihood;
    [beta, state] = [next.beta, next.state];
  }
  if (!(state.relativeScore <= ACCEPTED)) throw notConverged(state.relativeScore, iterations);
  const final = rank(crossProducts(kept, state.working), new Float64Array(kept.length));
  return fitOf(
    design,
    sample,
    rows,
    {...ranked, inverse: final.inverse},
    {
      family: "poisson",
      beta,
      mu: state.mu,
      residual: state.residual,
      workingWeight: state.working,
      ...likelihoodOf(rows, state.mu),
      convergence: {
        relativeScore: state.relativeScore,
        devianceChange: Math.abs(gain) / Math.max(1, Math.abs(state.likelihood)),
        iterations,
        passes: 2 * iterations + 2,
      },
    },
  );
}

function rowsOf(design: Design, {rows}: Sample): Rows {
  const given = design.regressors.map(({values}) => pick(values, rows));
  const scales = given.map((values) => {
    const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    return most > 0 ? most : 1;
  });
  return {
    columns: given.map((values, at) => values.map((value) => value / item(scales, at))),
    scales,
    y: pick(design.y, rows),
    weights: Float64Array.from(rows, (row) => weightOf(design, row)),
    offset: design.offset === null ? new Float64Array(rows.length) : pick(design.offset, rows),
  };
}

/** Weighted cross products of columns, row by row. */
function crossProducts(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const k = columns.length;
  const gram = new Float64Array(k * k);
  for (const [row, column] of columns.entries()) {
    const weighted = column.map((value, at) => value * real(weights, at));
    for (let other = 0; other <= row; other++) {
      const product = dot(weighted, item(columns, other), weighted.length);
      gram[row * k + other] = product;
      gram[other * k + row] = product;
    }
  }
  return gram;
}

function diagonalOf(gram: Float64Array, k: number): Float64Array {
  return Float64Array.from({length: k}, (_, at) => real(gram, at * (k + 1)));
}

function crossed(columns: readonly Float64Array[], values: Float64Array): Float64Array {
  return Float64Array.from(columns, (_, at) => dot(item(columns, at), values, values.length));
}

function multiplied(matrix: Float64Array, vector: Float64Array): Float64Array {
  const k = vector.length;
  return vector.map((_, row) => dot(matrix.subarray(row * k, row * k + k), vector, k));
}

function predicted(columns: readonly Float64Array[], beta: Float64Array, offset: Float64Array): Float64Array {
  const sums = Float64Array.from(offset);
  for (const [at, column] of columns.entries()) {
    for (let row = 0; row < sums.length; row++)
      sums[row] = real(sums, row) + real(beta, at) * real(column, row);
  }
  return sums;
}

/** Where the iteration stands. */
interface State {
  readonly mu: Float64Array;
  readonly working: Float64Array;
  readonly residual: Float64Array;
  readonly score: Float64Array;
  readonly relativeScore: number;
  /** Σ weight × (y·η − μ). */
  readonly likelihood: number;
}

function stateOf(columns: readonly Float64Array[], beta: Float64Array, rows: Rows): State {
  const eta = predicted(columns, beta, rows.offset);
  const mu = eta.map(Math.exp);
  const working = mu.map((value, row) => value * real(rows.weights, row));
  const residual = mu.map((value, row) => real(rows.weights, row) * (real(rows.y, row) - value));
  const likelihood = eta.reduce(
    (sum, value, row) => sum + real(rows.weights, row) * (real(rows.y, row) * value - real(mu, row)),
    0,
  );
  const total = working.reduce(
    (sum, value, row) => sum + value + real(rows.weights, row) * real(rows.y, row),
    0,
  );
  const relativeScore = largestScore(columns, residual, {squares: working, total});
  return {mu, working, residual, score: crossed(columns, residual), relativeScore, likelihood};
}

/** Means halfway between the outcomes and their mean, as generalised linear models start: one weighted least-squares step. */
function startOf(columns: readonly Float64Array[], {y, weights, offset}: Rows): Float64Array {
  const mean = dot(y, weights, y.length) / weights.reduce((sum, value) => sum + value, 0);
  const mu = y.map((value) => (value + mean) / 2);
  const working = mu.map((value, row) => value * real(weights, row));
  const right = mu.map(
    (value, row) =>
      real(working, row) * (Math.log(value) + (real(y, row) - value) / value - real(offset, row)),
  );
  const {inverse} = rank(crossProducts(columns, working), new Float64Array(columns.length));
  return inverse.length < columns.length ** 2
    ? new Float64Array(columns.length)
    : multiplied(inverse, crossed(columns, right));
}

/** The step, halved until the likelihood rises by its share; null where it does not. */
function climbed(
  columns: readonly Float64Array[],
  rows: Rows,
  {beta, state, step}: {readonly beta: Float64Array; readonly state: State; readonly step: Float64Array},
): {beta: Float64Array; state: State} | null {
  const decrement = dot(step, state.score, step.length);
  const rounding = 1e-12 * Math.abs(state.likelihood);
  let length = Math.min(1, MAX_MOVE / step.reduce((sum, value) => sum + Math.abs(value), 1e-300));
  for (let halvings = 0; halvings <= MAX_HALVINGS; halvings++, length /= 2) {
    const moved = beta.map((value, at) => value + length * real(step, at));
    const next = stateOf(columns, moved, rows);
    if (next.likelihood - state.likelihood >= 1e-4 * length * decrement - rounding)
      return {beta: moved, state: next};
  }
  return null;
}

function largestScore(
  columns: readonly Float64Array[],
  residual: Float64Array,
  {squares, total}: {readonly squares: Float64Array; readonly total: number},
): number {
  return columns.reduce((largest, column) => {
    const size = column.reduce((sum, value, row) => sum + value * value * real(squares, row), 0);
    const scale = Math.sqrt(size * total);
    return scale > 0 ? Math.max(largest, Math.abs(dot(column, residual, residual.length)) / scale) : largest;
  }, 0);
}

function likelihoodOf({y, weights}: Rows, mu: Float64Array): {logLikelihood: number; deviance: number} {
  let [logLikelihood, deviance] = [0, 0];
  for (let row = 0; row < y.length; row++) {
    const [value, mean, weight] = [real(y, row), real(mu, row), real(weights, row)];
    logLikelihood += weight * ((value > 0 ? value * Math.log(mean) - logGamma(value + 1) : 0) - mean);
    deviance += 2 * weight * ((value > 0 ? value * Math.log(value / mean) : 0) - (value - mean));
  }
  return {logLikelihood, deviance: Math.max(0, deviance)};
}

type Found = Pick<
  Fit,
  "family" | "beta" | "mu" | "residual" | "workingWeight" | "deviance" | "logLikelihood"
> & {readonly convergence: Convergence};

function fitOf(design: Design, {rows, dropped}: Sample, by: Rows, ranked: Rank, found: Found): Fit {
  const {kept, collinear, inverse} = ranked;
  const scales = kept.map((at) => item(by.scales, at));
  const nameOf = (at: number): string => item(design.regressors, at).name;
  return {
    ...found,
    names: kept.map(nameOf),
    beta: found.beta.map((value, at) => value / item(scales, at)),
    bread: unscale(inverse, scales),
    rows,
    partialled: kept.map((at) =>
      Float64Array.from(rows, (row) => real(item(design.regressors, at).values, row)),
    ),
    effects: [],
    effectParameters: 0,
    audit: {
      rowsIn: design.y.length,
      rowsUsed: rows.length,
      dropped,
      collinear: collinear.map(nameOf),
    },
  };
}

function notConverged(score: number, iterations: number): NumericalError {
  return new NumericalError("not-converged", {
    message: `the largest relative score is still "${score}" after ${iterations} steps`,
    hint: "look for regressors that are almost collinear, or differ by many orders of magnitude",
  });
}
