import type {Cholesky} from "./cholesky.ts";
import type {Condition} from "./condition.ts";
import type {Engine, Vector} from "./engine.ts";
import {real} from "./kernels/cells.ts";
import type {Pace} from "./pace.ts";

/** The approximate inverse of H: levels one by one, coefficients together. */
export interface Preconditioner {
  readonly levels: Condition;
  readonly coefficients: Cholesky;
}

/** Writes the preconditioned residual. */
export function precondition(
  {levels, coefficients}: Preconditioner,
  residual: Float64Array,
  to: Float64Array,
): void {
  levels.apply(residual, to);
  const {size} = coefficients;
  const count = residual.length - size;
  if (size > 0) to.set(coefficients.solve(residual.subarray(count)), count);
}

/** Room that a solve works in, kept from one to the next. */
export interface Room {
  readonly direction: Vector;
  readonly solution: Vector;
  readonly residual: Float64Array;
  readonly conditioned: Float64Array;
}

/** Room for vectors of an engine. */
export function room(engine: Engine): Room {
  return {
    direction: engine.vector(),
    solution: engine.vector(),
    residual: new Float64Array(engine.size),
    conditioned: new Float64Array(engine.size),
  };
}

/** A linear system H·solution = right over levels and coefficients. */
export interface System {
  readonly engine: Engine;
  readonly right: Float64Array;
  readonly preconditioner: Preconditioner;
  /** Ends when the squared preconditioned residual has fallen to this share of its start. */
  readonly tolerance: number;
  readonly limit: number;
  readonly room: Room;
  readonly pace: Pace;
}

/**
 * Solves by preconditioned conjugate gradient (Hestenes & Stiefel 1952) from 0. H may be singular as long as the system
 * has a solution.
 *
 * @returns solutionᵀ·right (the Newton decrement) and the number of steps; the solution is in the room
 */
export async function solve(system: System): Promise<{readonly decrement: number; readonly steps: number}> {
  const {engine, right, preconditioner, tolerance, limit, pace} = system;
  const {direction, solution, residual, conditioned} = system.room;
  const size = engine.size;
  const [p, x] = [direction.cells, solution.cells];
  residual.set(right.subarray(0, size));
  precondition(preconditioner, residual, conditioned);
  x.fill(0);
  p.fill(0);
  p.set(conditioned);
  let norm = dot(residual, conditioned, size);
  let enough = tolerance * norm;
  let steps = 0;
  let decrement = 0;
  while (norm > enough && steps < limit) {
    const h = engine.apply(direction);
    const curvature = dot(p, h, size);
    // A direction without curvature lies in the null space: rounding is all that is left of the residual.
    if (!(curvature > 0)) break;
    const step = norm / curvature;
    decrement += step * norm;
    for (let at = 0; at < size; at++) {
      x[at] = real(x, at) + step * real(p, at);
      residual[at] = real(residual, at) - step * real(h, at);
    }
    precondition(preconditioner, residual, conditioned);
    const next = dot(residual, conditioned, size);
    steps++;
    if (preconditioner.levels.sharpened(steps)) {
      // From 0 again: an exact factor holds redundant levels at 0, which the steps so far did not.
      decrement = 0;
      x.fill(0);
      residual.set(right.subarray(0, size));
      precondition(preconditioner, residual, conditioned);
      p.set(conditioned);
      norm = dot(residual, conditioned, size);
      enough = tolerance * norm;
      continue;
    }
    const turn = next / norm;
    for (let at = 0; at < size; at++) p[at] = real(conditioned, at) + turn * real(p, at);
    norm = next;
    await pace.breathe(engine.passes);
  }
  return {decrement, steps};
}

/** Inner product of the first `length` cells. */
export function dot(a: Float64Array, b: Float64Array, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += real(a, at) * real(b, at);
  return sum;
}
