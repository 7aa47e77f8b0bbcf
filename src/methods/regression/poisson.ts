import {NumericalError} from "../../base/index.ts";
import {type Rank, rank, unscale} from "./collinearity.ts";
import {partialledColumns, plainColumns} from "./columns.ts";
import {Condition} from "./condition.ts";
import {dot} from "./conjugate-gradient.ts";
import {type Convergence, type Design, type Fit, type FitOptions, isThroughOrigin} from "./design.ts";
import type {Engine, Vector} from "./engine.ts";
import {isFiniteColumn} from "./finite.ts";
import {INTERCEPT, weightedMeans, withIntercept} from "./intercept.ts";
import {item, real, whole} from "./kernels/cells.ts";
import * as slot from "./kernels/slots.ts";
import {countEffectParameters} from "./levels.ts";
import {type Maximum, maximise, startLevels} from "./newton.ts";
import {Pace} from "./pace.ts";
import {type Projections, project, projectedGram, SOLVED} from "./partial.ts";
import {poissonLikelihood} from "./poisson-likelihood.ts";
import {type Prepared, prepare, scalesOf} from "./prepare.ts";
import {poissonRows, rowValues, withRows} from "./row-values.ts";
import {type Sample, selectSample} from "./sample.ts";
import {findSeparated} from "./separation.ts";
import {poissonThroughOrigin} from "./through-origin.ts";
import {validate} from "./validate.ts";

/** Sweeps over all effects before Newton's method. */
const SWEEPS = 3;
/** Squared preconditioned residual of a projection, as a share of what is left: standard errors are right to 1e-9. */
const PROJECTION_TOLERANCE = 1e-14;
const PROJECTION_LIMIT = 50_000;
/** Relative score above which a fit is refused. */
const ACCEPTED_SCORE = 1e-6;
/** Relative score above which the last step is taken once more. */
const POLISHED = 1e-8;
/**
 * A fall of the predictor in a row of outcome 0 after which a step is taken once more: it leaves half its square. The score does
 * not tell where means are small beside the rest; from ½ on it is no convergence.
 */
const MOVING = 1e-5;
const MAX_ROUNDS = 8;

/**
 * Poisson pseudo-maximum likelihood with absorbed fixed effects (Correia, Guimarães & Zylkin 2020, doi:10.1177/1536867X20909691).
 *
 * Estimates E[y|x] = exp(xβ + effects + offset). Rows with a missing value or weight 0, levels whose outcome is always 0,
 * singletons and separated rows are left out and listed in the audit; collinear regressors are left out and named. The
 * effect with most levels is eliminated in closed form, Newton steps on the rest are solved by conjugate gradient, and the
 * coefficients are polished with the regressors projected at the optimum, so that they are right to about 1e-10.
 *
 * @throws NumericalError as `validate` and `selectSample`; "not-converged" when the scores stay away from 0; the signal's
 *   reason when it is aborted
 * @throws UsageError as `validate`
 */
export async function fitPoisson(design: Design, options: FitOptions = {}): Promise<Fit> {
  const gappy = validate(design, "poisson");
  let sample = selectSample(design, "poisson", gappy);
  if (isThroughOrigin(design)) return poissonAtOrigin(design, {sample, gappy}, options);
  let separated = new Int32Array();
  for (let watchSeparation = true; ; ) {
    const solved = await solvePoisson(design, sample, options, watchSeparation);
    if (solved?.exists) return solved.fit;
    const {rows, undecided} = await findSeparated(design, sample, options);
    if (rows.length > 0) {
      separated = Int32Array.from([...separated, ...rows]).sort();
      sample = selectSample(design, "poisson", gappy, separated);
    } else if (solved === null) watchSeparation = false;
    else if (undecided === null && !solved.runsOff) return solved.fit;
    else throw undecided ?? contradiction();
  }
}

/** Through the origin the maximum is looked for once separated rows are out. */
async function poissonAtOrigin(
  design: Design,
  {sample, gappy}: {readonly sample: Sample; readonly gappy: ReadonlySet<Float64Array | Int32Array>},
  options: FitOptions,
): Promise<Fit> {
  const {rows, undecided} = await findSeparated(design, sample, options);
  if (undecided !== null) throw undecided;
  const left = rows.length === 0 ? sample : selectSample(design, "poisson", gappy, rows);
  return poissonThroughOrigin(design, left);
}

interface Solved {
  readonly prepared: Prepared;
  readonly condition: Condition;
  readonly maximum: Maximum;
  /** Of the outcome in memory: y / scale. */
  readonly scale: number;
  readonly outcome: Vector;
  readonly pace: Pace;
}

/** A fit, and whether it proves that no row is separated (`Existence`). */
interface Attempt extends Existence {
  readonly fit: Fit;
}

/** What the last step says of the maximum: that it exists, or that a mean still fell to 0. Neither where means are too small to tell. */
interface Existence {
  readonly exists: boolean;
  readonly runsOff: boolean;
}

function contradiction(): NumericalError {
  return new NumericalError("separation-undecided", {
    message:
      "a fitted mean falls to 0 in every step, and yet no combination of regressors and effects separates its row",
    hint: "look for regressors that are almost collinear, or differ by many orders of magnitude",
  });
}

/** The fit of a sample; null where separation is watched for and shows. */
async function solvePoisson(
  design: Design,
  sample: Sample,
  options: FitOptions,
  watchSeparation: boolean,
): Promise<Attempt | null> {
  const pace = new Pace(options, sample.rows.length);
  pace.tell({stage: "sample", iteration: 0, passes: 0});
  const {regressors} = design;
  const prepared = prepare(design, sample, {columns: regressors, coefficients: regressors.length, options});
  const {engine} = prepared;
  try {
    const {scale, total, outcome} = placeOutcome(prepared);
    startLevels(engine, SWEEPS);
    const moments = engine.moments(prepared.vectors);
    const condition = new Condition(prepared.panel);
    const maximum = await maximise({engine, condition, moments, total, pace, watchSeparation});
    return maximum.suspect ? null : await describe({prepared, condition, maximum, scale, outcome, pace});
  } finally {
    engine.dismiss();
  }
}

/** Puts weight × outcome and the starting weight into the panel; the outcome is divided by its mean. */
function placeOutcome({design, sample, panel}: Prepared): {scale: number; total: number; outcome: Vector} {
  const {y, offset, weights} = design;
  const {rows} = sample;
  const {source} = panel.layout;
  // These loops go over every row, so that they read without the checked helpers.
  let sum = 0;
  for (let used = 0; used < rows.length; used++) sum += y[rows[used] ?? -1] ?? Number.NaN;
  const scale = sum / rows.length;
  const outcome = panel.arena.reals(source.length);
  panel.arena.head()[slot.OUTCOME] = outcome.address;
  const [outcomes, working] = [outcome.cells, panel.weight.cells];
  const {start} = panel.layout;
  let total = 0;
  for (let unit = 0; unit < panel.layout.units; unit++) {
    const end = whole(start, unit + 1);
    let unitSum = 0;
    for (let at = whole(start, unit); at < end; at++) {
      const used = source[at] ?? -1;
      if (used < 0) continue;
      const row = rows[used] ?? -1;
      const weight = weights === null ? 1 : (weights[row] ?? Number.NaN);
      const value = (weight * (y[row] ?? Number.NaN)) / scale;
      outcomes[at] = value;
      unitSum += value;
      working[at] = offset === null ? weight : weight * Math.exp(offset[row] ?? Number.NaN);
    }
    panel.unitWeight.cells[unit] = unitSum;
    total += unitSum;
  }
  return {scale, total, outcome};
}

async function describe(solved: Solved): Promise<Attempt> {
  const {prepared, scale} = solved;
  const polished = await polish(solved);
  const {ranked, projections, beta, convergence} = polished;
  const existence = existenceOf(solved, polished.lastStep);
  const {design, sample, effects, panel} = prepared;
  const hasEffects = effects.length > 0;
  const scales = scalesOf(panel, ranked.kept);
  const names = ranked.kept.map((at) => item(design.regressors, at).name);
  const rows = rowValues(sample.rows.length, poissonRows(prepared, scale));
  const coefficients = ranked.fold(beta).map((value, at) => value / item(scales, at));
  const bread = unscale(ranked.inverse, scales).map((value) => value / scale);
  const audit = {
    rowsIn: design.y.length,
    rowsUsed: sample.rows.length,
    dropped: sample.dropped,
    collinear: ranked.collinear.map((at) => item(design.regressors, at).name),
  };
  const shared = {
    family: "poisson" as const,
    rows: sample.rows,
    ...poissonLikelihood(prepared, solved.outcome, scale),
    effects,
    effectParameters: countEffectParameters(effects),
    audit,
    convergence,
  };
  if (hasEffects) {
    const partialled = partialledColumns({
      prepared,
      kept: ranked.kept,
      levels: projections.levels,
      residual: scoreRows(solved),
      residualScale: scale,
    });
    return {...existence, fit: withRows({...shared, names, beta: coefficients, bread, partialled}, rows)};
  }
  const partialled = plainColumns(prepared, ranked.kept);
  const means = weightedMeans(partialled.slice(1), rows.workingWeight);
  const weight = rows.workingWeight.reduce((sum, value) => sum + value, 0);
  const level = levelAtMeans(prepared, rows.mu, coefficients, {kept: ranked.kept, means});
  const full = withIntercept({beta: coefficients, bread, means, level, weight});
  return {...existence, fit: withRows({...shared, names: [INTERCEPT, ...names], ...full, partialled}, rows)};
}

/** By row of the panel, outcome − mean, in the place of the outcome, which nothing else needs any more. */
function scoreRows({outcome, prepared: {panel}}: Solved): Vector {
  const [cells, weights] = [outcome.cells, panel.weight.cells];
  for (let row = 0; row < cells.length; row++)
    cells[row] = (cells[row] ?? Number.NaN) - (weights[row] ?? Number.NaN);
  return outcome;
}

interface Polished {
  readonly ranked: Rank;
  readonly projections: Projections;
  /** By column of the panel, in its scale. */
  readonly beta: Float64Array;
  readonly convergence: Convergence;
  readonly lastStep: LastStep;
}

/** What the last Newton step did. */
interface LastStep {
  readonly gain: number;
  /** Largest fall of the predictor in a row of outcome 0. */
  readonly fall: number;
  /** Squared preconditioned score before the step, of which the step may leave the share `SOLVED`. */
  readonly score: number;
}

/**
 * What a conjugate gradient leaves in the norm of H, relative to the preconditioned norm that it watches: their ratio is large
 * where effects hardly overlap.
 */
const UNSOLVED = 1e4 * SOLVED;
/** Σ outcome times this is a bound on the squared score that rounding alone leaves, in the norm of H. */
const ROUNDING = 1e-24;

/**
 * Whether the last Newton step proves that a maximum exists. Take any z that separates, scaled to 1 in its largest row, and
 * A = Σ μz over rows of outcome 0. An exact step lowers the predictor there by 1 on average, with weights μz; a step that
 * leaves a residual of squared norm e² by at least 1 − √(e²/A). So where no row falls by ½, A is at most 4e², and so is the
 * mean of that largest row. If all means are above it, there is no such z.
 */
function existenceOf({prepared, outcome}: Solved, {fall, score}: LastStep): Existence {
  const {layout, weight, unitWeight} = prepared.panel;
  const total = unitWeight.cells.reduce((sum, value) => sum + value, 0);
  const [means, outcomes] = [weight.cells, outcome.cells];
  if (!isFiniteColumn(means)) throw notFinite();
  let least = Number.POSITIVE_INFINITY;
  // This loop goes over every row, so that it reads without the checked helpers.
  for (let at = 0; at < means.length; at++) {
    if (outcomes[at] !== 0 || (layout.source[at] ?? -1) < 0) continue;
    least = Math.min(least, means[at] ?? Number.NaN);
  }
  return {exists: fall < 0.5 && least > 4 * (UNSOLVED * score + ROUNDING * total), runsOff: fall >= 0.5};
}

/**
 * Projects the regressors at the optimum and takes a last, exact Newton step. Its right side is solved for together with the
 * projections; the coefficients' scores with projected regressors do not feel errors of the levels to first order.
 */
async function polish({prepared, condition, maximum, pace}: Solved): Promise<Polished> {
  const {engine, vectors, panel} = prepared;
  const beta = Float64Array.from(maximum.beta);
  const total = panel.unitWeight.cells.reduce((sum, value) => sum + value, 0);
  for (let round = 1; ; round++) {
    const scores = engine.scores.slice();
    condition.refresh();
    const right = scores.subarray(0, engine.levels);
    const [tolerance, limit] = [PROJECTION_TOLERANCE, PROJECTION_LIMIT];
    const projections = await project({
      engine,
      vectors,
      preconditioner: condition,
      tolerance,
      limit,
      pace,
      right,
    });
    const lastStep = takeLastStep(engine, {projections, scores, beta});
    const relativeScore = largestScore(engine, projections.moments.squares, total);
    const isMoving = lastStep.fall > MOVING && lastStep.fall < 0.5;
    if ((relativeScore > POLISHED || isMoving) && round < MAX_ROUNDS) continue;
    const isSettled = relativeScore <= ACCEPTED_SCORE && Number.isFinite(lastStep.gain);
    if (!isSettled) throw notConverged(relativeScore, maximum.iterations);
    const ranked = rank(projectedGram(engine, vectors, projections.levels), projections.moments.squares);
    const convergence = {
      relativeScore,
      devianceChange: Math.abs(lastStep.gain) / total,
      iterations: maximum.iterations + round,
      passes: engine.passes,
    };
    return {ranked, projections, beta, convergence, lastStep};
  }
}

/** Moves coefficients and levels by the Newton step that the projections give. */
function takeLastStep(
  engine: Engine,
  {projections, scores, beta}: Pick<Polished, "projections" | "beta"> & {scores: Float64Array},
): LastStep {
  const {kept, inverse} = rank(projections.gram, projections.moments.squares);
  const right = Float64Array.from(kept, (at) => {
    const levels = item(projections.levels, at);
    return real(scores, engine.levels + at) - dot(levels, scores, engine.levels);
  });
  const step = multiply(inverse, right);
  const direction = engine.vector();
  if (projections.solution !== null) direction.cells.set(projections.solution);
  for (const [at, column] of kept.entries()) {
    const value = real(step, at);
    beta[column] = real(beta, column) + value;
    direction.cells[engine.levels + column] = value;
    const levels = item(projections.levels, column);
    for (let level = 0; level < levels.length; level++) {
      direction.cells[level] = real(direction.cells, level) - value * real(levels, level);
    }
  }
  const score = projections.rightNorm + dot(step, right, step.length);
  return {...engine.update(direction, 1), score};
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const k = vector.length;
  return vector.map((_, row) => dot(matrix.subarray(row * k, row * k + k), vector, k));
}

/** Largest score: of a level as a share of its weight, of a coefficient as a share of the most its sum could be. */
function largestScore(engine: Engine, squares: Float64Array, total: number): number {
  let largest = 0;
  for (let level = 0; level < engine.levels; level++) {
    const weight = real(engine.levelWeights, level);
    if (weight > 0) largest = Math.max(largest, Math.abs(real(engine.scores, level)) / weight);
  }
  for (let at = 0; at < squares.length; at++) {
    const scale = Math.sqrt(real(squares, at) * total);
    if (scale > 0) largest = Math.max(largest, Math.abs(real(engine.scores, engine.levels + at)) / scale);
  }
  return largest;
}

function notConverged(score: number, iterations: number): NumericalError {
  return new NumericalError("not-converged", {
    message: `the largest relative score is still "${score}" after ${iterations} steps`,
    hint: "look for effects that hardly overlap, or regressors that differ by many orders of magnitude",
  });
}

function notFinite(): NumericalError {
  return new NumericalError("not-converged", {
    message: "a fitted mean is not finite",
    hint: "look for regressors that are almost collinear, or rows whose outcome differs by many orders of magnitude",
  });
}

/** The predictor at the columns' means, from the row with the largest mean. */
function levelAtMeans(
  {design, sample}: Prepared,
  mu: Float64Array,
  beta: Float64Array,
  {kept, means}: {kept: readonly number[]; means: Float64Array},
): number {
  const used = mu.reduce((best, value, at) => (value > real(mu, best) ? at : best), 0);
  const row = whole(sample.rows, used);
  let level = Math.log(real(mu, used)) - (design.offset === null ? 0 : real(design.offset, row));
  for (const [at, column] of kept.entries()) {
    level -= real(beta, at) * (real(item(design.regressors, column).values, row) - real(means, at));
  }
  return level;
}
