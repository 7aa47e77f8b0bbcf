import {NumericalError} from "../../base/index.ts";
import {Cholesky} from "./cholesky.ts";
import {COLLINEAR, type Rank, rank, unscale} from "./collinearity.ts";
import {partialledColumns, plainColumns} from "./columns.ts";
import {Condition} from "./condition.ts";
import {dot, room, solve} from "./conjugate-gradient.ts";
import {type Design, type Fit, type FitOptions, isThroughOrigin} from "./design.ts";
import type {Engine, Vector} from "./engine.ts";
import {INTERCEPT, weightedMeans, withIntercept} from "./intercept.ts";
import {item, real, whole} from "./kernels/cells.ts";
import {countEffectParameters} from "./levels.ts";
import {Pace} from "./pace.ts";
import {type Projections, project} from "./partial.ts";
import {type Prepared, prepare, scalesOf} from "./prepare.ts";
import {rowValues, squaresRows, withRows} from "./row-values.ts";
import {type Sample, selectSample, wholeSample} from "./sample.ts";
import {squaresThroughOrigin} from "./through-origin.ts";
import {validate} from "./validate.ts";

/** Squared preconditioned residual of a projection, as a share of what is left. */
const PROJECTION_TOLERANCE = 1e-15;
const PROJECTION_LIMIT = 50_000;
/** Relative score at which the levels need no further solve, and how often there is one. */
const REFINED = 1e-8;
const REFINEMENTS = 4;
/** Relative score above which a fit is refused. */
const ACCEPTED_SCORE = 1e-6;

/**
 * Least squares with absorbed fixed effects: E[y|x] = xβ + effects + offset, by projecting outcome and regressors on the
 * effects (Frisch, Waugh & Lovell) with conjugate gradients that share their passes over the rows. Rows with a missing
 * value or weight 0 and singletons are left out, collinear regressors named.
 *
 * @throws NumericalError as `validate` and `selectSample`; "not-converged" when the scores stay away from 0; the signal's
 *   reason when it is aborted
 * @throws UsageError as `validate`
 */
export async function fitLeastSquares(design: Design, options: FitOptions = {}): Promise<Fit> {
  const gappy = validate(design, "gaussian");
  return solveLeastSquares(design, selectSample(design, "gaussian", gappy), options);
}

/** Fitted values by row of a design without missing values, from which nothing is dropped. */
export async function projectOutcome(design: Design, options: FitOptions): Promise<Float64Array> {
  return (await solveLeastSquares(design, wholeSample(design), options, UNEQUAL)).mu;
}

/** What counts as settled. */
interface Limits {
  /** Share below which a column counts as collinear, as in `rank`. */
  readonly collinear: number;
  /** Relative score above which the fit is refused. */
  readonly score: number;
}

const USUAL: Limits = {collinear: COLLINEAR, score: ACCEPTED_SCORE};
/** Where weights differ by 1e6: what is left of a column stands in the light rows, and level sums are small beside their weight. */
const UNEQUAL: Limits = {collinear: 1e-13, score: 1e-3};

async function solveLeastSquares(
  design: Design,
  sample: Sample,
  options: FitOptions,
  limits = USUAL,
): Promise<Fit> {
  if (isThroughOrigin(design)) {
    const fit = squaresThroughOrigin(design, sample, limits.collinear);
    if (!(fit.convergence.relativeScore <= limits.score)) throw notConverged(fit.convergence.relativeScore);
    return fit;
  }
  const pace = new Pace(options, sample.rows.length);
  pace.tell({stage: "sample", iteration: 0, passes: 0});
  const columns = [...design.regressors, {name: "outcome", values: lessOffset(design)}];
  const prepared = prepare(design, sample, {columns, coefficients: 0, options});
  const {engine, vectors} = prepared;
  try {
    const levelWeights = placeWeights(prepared);
    const preconditioner = new Condition(prepared.panel);
    const [tolerance, limit] = [PROJECTION_TOLERANCE, PROJECTION_LIMIT];
    const projections = await project({engine, vectors, preconditioner, tolerance, limit, pace});
    return await describe({prepared, projections, levelWeights, preconditioner, pace, limits});
  } finally {
    engine.dismiss();
  }
}

function lessOffset({y, offset}: Design): Float64Array {
  return offset === null ? y : y.map((value, row) => value - real(offset, row));
}

/** Puts the weights into the panel; returns their sums by level. */
function placeWeights({design, sample, panel, engine}: Prepared): Float64Array {
  const {layout, unitWeight, weight} = panel;
  const {weights} = design;
  for (let unit = 0; unit < layout.units; unit++) {
    let sum = 0;
    const end = whole(layout.start, unit + 1);
    for (let at = whole(layout.start, unit); at < end; at++) {
      const used = layout.source[at] ?? -1;
      if (used < 0) continue;
      const value = weights === null ? 1 : (weights[sample.rows[used] ?? -1] ?? Number.NaN);
      weight.cells[at] = value;
      sum += value;
    }
    unitWeight.cells[unit] = sum;
  }
  const sums = new Float64Array(engine.levels);
  const ratios = engine.vector();
  for (const [to, {first, levels}] of layout.others.entries()) {
    const found = engine.scale({ratios, from: -1, byUnit: false, to});
    sums.set(found.subarray(first, first + levels), first);
  }
  return sums;
}

interface Solved {
  readonly prepared: Prepared;
  readonly projections: Projections;
  readonly levelWeights: Float64Array;
  readonly preconditioner: Condition;
  readonly pace: Pace;
  readonly limits: Limits;
}

async function describe(solved: Solved): Promise<Fit> {
  const {prepared, projections, limits} = solved;
  const {design, sample, panel, effects, engine} = prepared;
  const k = design.regressors.length;
  const ranked = rank(
    leading(projections.gram, k),
    projections.moments.squares.subarray(0, k),
    limits.collinear,
  );
  const scaled = coefficientsOf(projections.gram, ranked, k);
  const scales = scalesOf(panel, ranked.kept);
  const outcomeScale = item(panel.columns, k).scale;
  const beta = scaled.map((value, at) => (value * outcomeScale) / item(scales, at));
  const bread = unscale(ranked.inverse, scales);
  const {residuals, relativeScore} = await residualsOf(solved, ranked.kept, scaled);
  if (!(relativeScore <= limits.score)) throw notConverged(relativeScore);
  const {logLikelihood, deviance} = likelihoodOf(prepared, residuals.cells, outcomeScale);
  const weighted = weighed(residuals, panel.weight.cells);
  const rows = rowValues(sample.rows.length, squaresRows(prepared, weighted.cells, outcomeScale));
  const names = ranked.kept.map((at) => item(design.regressors, at).name);
  const shared = {
    family: "gaussian" as const,
    rows: sample.rows,
    effects,
    effectParameters: countEffectParameters(effects),
    logLikelihood,
    deviance,
    audit: {
      rowsIn: design.y.length,
      rowsUsed: sample.rows.length,
      dropped: sample.dropped,
      collinear: ranked.collinear.map((at) => item(design.regressors, at).name),
    },
    convergence: {relativeScore, devianceChange: 0, iterations: 1, passes: engine.passes},
  };
  if (effects.length > 0) {
    const partialled = partialledColumns({
      prepared,
      kept: ranked.kept,
      levels: projections.levels,
      residual: weighted,
      residualScale: outcomeScale,
    });
    return withRows({...shared, names, beta, bread, partialled}, rows);
  }
  const partialled = plainColumns(prepared, ranked.kept);
  const means = weightedMeans(partialled.slice(1), rows.workingWeight);
  const [level = 0] = weightedMeans([bySampleOutcome(prepared)], rows.workingWeight);
  const weight = rows.workingWeight.reduce((sum, value) => sum + value, 0);
  const full = withIntercept({beta, bread, means, level, weight});
  return withRows({...shared, names: [INTERCEPT, ...names], ...full, partialled}, rows);
}

/** The Gaussian log-likelihood and the residual sum of squares, from residuals by row of the panel, divided by `scale`. */
function likelihoodOf(
  {design: {weights}, sample, panel}: Prepared,
  residuals: Float64Array,
  scale: number,
): {logLikelihood: number; deviance: number} {
  const working = panel.weight.cells;
  let [deviance, logWeights] = [0, 0];
  // This loop goes over every row, so that it reads without the checked helpers; in empty rows the weight is 0.
  for (let at = 0; at < residuals.length; at++) {
    const weight = working[at] ?? Number.NaN;
    if (weight === 0) continue;
    const error = (residuals[at] ?? Number.NaN) * scale;
    deviance += weight * error * error;
    if (weights !== null) logWeights += Math.log(weight);
  }
  const rows = sample.rows.length;
  return {
    deviance,
    logLikelihood: (logWeights - rows * (Math.log((2 * Math.PI * deviance) / rows) + 1)) / 2,
  };
}

/** Residuals times weights, in their place. */
function weighed(rows: Vector, weights: Float64Array): Vector {
  for (let row = 0; row < weights.length; row++)
    rows.cells[row] = (rows.cells[row] ?? Number.NaN) * (weights[row] ?? Number.NaN);
  return rows;
}

function bySampleOutcome({design, sample}: Prepared): Float64Array {
  const outcome = lessOffset(design);
  return Float64Array.from(sample.rows, (row) => real(outcome, row));
}

function leading(matrix: Float64Array, k: number): Float64Array {
  return Float64Array.from({length: k * k}, (_, at) => real(matrix, Math.floor(at / k) * (k + 1) + (at % k)));
}

function coefficientsOf(gram: Float64Array, {kept, inverse}: Rank, k: number): Float64Array {
  const right = Float64Array.from(kept, (at) => real(gram, k * (k + 1) + at));
  const size = kept.length;
  return right.map((_, row) => dot(inverse.subarray(row * size, row * size + size), right, size));
}

/**
 * Residuals by row of the panel, divided by the outcome's scale, and their largest score. What sums are left by level are solved for once
 * more: a share of the whole that is too small to move a coefficient can still be much for a small level.
 */
async function residualsOf(
  {prepared, projections, levelWeights, preconditioner, pace}: Solved,
  kept: readonly number[],
  scaled: Float64Array,
): Promise<{residuals: Vector; relativeScore: number}> {
  const {engine, panel, design} = prepared;
  const k = design.regressors.length;
  const vector = engine.vector();
  const right = new Float64Array(engine.levels);
  const include = (column: number, factor: number): void => {
    addTo(vector.cells, item(projections.levels, column), factor);
    addTo(right, item(projections.moments.levels, column), factor);
    vector.cells[engine.levels + column] = factor;
  };
  include(k, 1);
  for (const [at, column] of kept.entries()) include(column, -real(scaled, at));
  const space = room(engine);
  const condition = {levels: preconditioner, coefficients: Cholesky.of(new Float64Array(0), 0)};
  let relativeScore = Number.NaN;
  for (let round = 0; round < REFINEMENTS; round++) {
    const image = engine.apply(vector);
    const left = right.map((value, level) => value - real(image, level));
    relativeScore = largestScore(engine, {left, levelWeights, projections, k});
    if (relativeScore <= REFINED) break;
    const [tolerance, limit] = [1e-8, PROJECTION_LIMIT];
    await solve({engine, right: left, preconditioner: condition, tolerance, limit, room: space, pace});
    addTo(vector.cells, space.solution.cells.subarray(0, engine.levels), 1);
  }
  const residuals = panel.arena.reals(panel.layout.source.length);
  engine.combine(vector, residuals);
  return {residuals, relativeScore};
}

function addTo(sums: Float64Array, values: Float64Array, factor: number): void {
  for (let at = 0; at < values.length; at++) sums[at] = real(sums, at) + factor * real(values, at);
}

/** Largest level sum of the residuals, as a share of the level's weight times the outcome's root mean square. */
function largestScore(
  engine: Engine,
  sums: {
    readonly left: Float64Array;
    readonly levelWeights: Float64Array;
    readonly projections: Projections;
    readonly k: number;
  },
): number {
  const weight = engine.panel.unitWeight.cells.reduce((sum, value) => sum + value, 0);
  const size = Math.sqrt(real(sums.projections.moments.squares, sums.k) / weight);
  let largest = 0;
  for (let level = 0; level < engine.levels; level++) {
    const scale = real(sums.levelWeights, level) * size;
    const score = Math.abs(real(sums.left, level));
    if (scale > 0) largest = Math.max(largest, score / scale);
  }
  return largest;
}

function notConverged(score: number): NumericalError {
  return new NumericalError("not-converged", {
    message: `the largest relative score of a level is still "${score}"`,
    hint: "look for effects that hardly overlap",
  });
}
