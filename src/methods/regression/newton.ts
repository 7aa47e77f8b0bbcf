import {Cholesky} from "./cholesky.ts";
import type {Condition} from "./condition.ts";
import {dot, type Preconditioner, precondition, type Room, room, solve} from "./conjugate-gradient.ts";
import type {Engine, Moments} from "./engine.ts";
import {real} from "./kernels/cells.ts";
import type {Pace} from "./pace.ts";

/** Where Newton's method ended. */
export interface Maximum {
  /** By column, in the panel's scale. */
  readonly beta: Float64Array;
  readonly iterations: number;
  /** Squared preconditioned score at the end, as a share of the sum of the outcome. */
  readonly score: number;
  /** The predictor of a row with outcome 0 still falls: the maximum may lie at infinity. */
  readonly suspect: boolean;
  /** Gain in log-likelihood in the last step, as a share of the sum of the outcome. */
  readonly lastGain: number;
}

/** What Newton's method needs. */
export interface Ascent {
  readonly engine: Engine;
  readonly condition: Condition;
  readonly moments: Moments;
  /** Σ outcome. */
  readonly total: number;
  readonly pace: Pace;
  /** Whether to stop where separation shows. */
  readonly watchSeparation: boolean;
}

/**
 * Squared relative score at which the iteration ends: the step that `polish` takes then squares it. The regressors are projected
 * with the weights before that step, which scores by cluster feel: at 1e-15 a standard error was off by 1.3e-6.
 */
const ENOUGH = 1e-16;
const MAX_ITERATIONS = 200;
/** Conjugate gradient steps for one Newton step; poorly connected panels need thousands. */
const MAX_STEPS = 50_000;
/** A predictor that may move by more in one step is held back, so that the step can be taken back without loss. */
const MAX_MOVE = 30;
/** Steps after which a well-posed problem has come to rest, and a separated one goes on at one unit a step. */
const SETTLED = 5;
const MAX_HALVINGS = 40;

/** Multiplicative updates by effect (Deming & Stephan 1940) from the start: near enough for Newton to converge fast. */
export function startLevels(engine: Engine, sweeps: number): void {
  const ratios = engine.vector();
  const others = engine.panel.layout.others;
  engine.update(ratios, 0);
  if (others.length === 0) return;
  const outcome = engine.scores.slice(0, engine.levels);
  for (let at = 0; at < outcome.length; at++) outcome[at] = real(outcome, at) + real(engine.levelWeights, at);
  let sums = engine.levelWeights;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (const [from, {first, levels}] of others.entries()) {
      for (let level = first; level < first + levels; level++) {
        const sum = real(sums, level);
        ratios.cells[level] = sum > 0 ? real(outcome, level) / sum : 0;
      }
      const last = from === others.length - 1;
      sums = engine.scale({ratios, from, byUnit: last, to: last ? 0 : from + 1});
    }
  }
}

/**
 * Maximises the Poisson pseudo-likelihood over coefficients and levels by inexact Newton steps (Dembo, Eisenstat & Steihaug
 * 1982), the units' levels eliminated in closed form; a step that does not raise the likelihood is halved.
 */
export async function maximise({
  engine,
  condition: levels,
  moments,
  total,
  pace,
  watchSeparation,
}: Ascent): Promise<Maximum> {
  const space = room(engine);
  const beta = new Float64Array(engine.panel.coefficients);
  const zero = engine.vector();
  const coefficients = coefficientCondition(engine, moments);
  engine.update(zero, 0);
  let iterations = 0;
  let lastFall = 0;
  let lastGain = 0;
  for (;;) {
    const preconditioner = {levels, coefficients};
    const score = scoreNorm(engine, preconditioner, space) / total;
    const suspect = watchSeparation && lastFall > 0.1 && (iterations >= SETTLED || score <= ENOUGH);
    if (score <= ENOUGH || suspect || iterations === MAX_ITERATIONS) {
      return {beta, iterations, score, suspect, lastGain: lastGain / total};
    }
    pace.tell({stage: "solve", iteration: iterations, passes: engine.passes});
    const tolerance = Math.max(Math.min(0.01, score), (0.1 * ENOUGH) / score);
    const right = Float64Array.from(engine.scores);
    const {decrement} = await solve({
      engine,
      right,
      preconditioner,
      tolerance,
      limit: MAX_STEPS,
      room: space,
      pace,
    });
    const taken = climb(engine, space, decrement);
    levels.follow();
    for (let at = 0; at < beta.length; at++) {
      beta[at] = real(beta, at) + taken.step * real(space.solution.cells, engine.levels + at);
    }
    iterations++;
    lastFall = taken.fall / taken.step;
    lastGain = taken.gain;
    if (taken.step === 0) return {beta, iterations, score, suspect: false, lastGain: 0};
  }
}

function coefficientCondition(engine: Engine, {gram, squares}: Moments): Cholesky {
  const floors = squares.map((square) => 1e-11 * square);
  return Cholesky.of(gram, engine.panel.coefficients, floors);
}

function scoreNorm(engine: Engine, preconditioner: Preconditioner, {conditioned}: Room): number {
  precondition(preconditioner, engine.scores, conditioned);
  return dot(engine.scores, conditioned, engine.size);
}

/** Takes the step in the room's solution, halved until the likelihood gains its share of what was predicted. */
function climb(
  engine: Engine,
  {solution}: Room,
  decrement: number,
): {step: number; fall: number; gain: number} {
  let step = Math.min(1, MAX_MOVE / largestMove(engine, solution.cells));
  let {gain, fall} = engine.update(solution, step);
  // Near the maximum the gain drowns in rounding of the sum; such a step is taken.
  const rounding = 1e-12 * Math.abs(decrement) + 1e-14;
  for (let halvings = 0; gain < 1e-4 * step * decrement - rounding && decrement > 1e-9; halvings++) {
    if (halvings === MAX_HALVINGS) break;
    step /= 2;
    const back = engine.update(solution, -step);
    gain += back.gain;
    fall = Math.max(0, fall / 2);
  }
  return {step, fall, gain};
}

/** A bound on the change of the predictor, unit means aside: columns are at most 1 in size. */
function largestMove(engine: Engine, vector: Float64Array): number {
  let bound = 1e-300;
  for (const {first, levels} of engine.panel.layout.others) {
    let most = 0;
    for (let level = first; level < first + levels; level++)
      most = Math.max(most, Math.abs(real(vector, level)));
    bound += most;
  }
  for (let at = engine.levels; at < engine.size; at++) bound += Math.abs(real(vector, at));
  return bound;
}
