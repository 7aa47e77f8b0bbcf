import type {Condition} from "./condition.ts";
import {dot} from "./conjugate-gradient.ts";
import type {Engine, Moments, Vector, Vectors} from "./engine.ts";
import {item, real} from "./kernels/cells.ts";
import type {Pace} from "./pace.ts";

/** Projections of the columns on the effects, with the working weight. */
export interface Projections {
  /** By column: coefficients of the levels in its projection. */
  readonly levels: readonly Float64Array[];
  /** Cross products of the residuals, columns × columns, row by row. */
  readonly gram: Float64Array;
  readonly moments: Moments;
  /** Solution of the system for `right`, if it was given. */
  readonly solution: Float64Array | null;
  /** Squared preconditioned norm of `right`, 0 if it was not given. */
  readonly rightNorm: number;
}

/** What is projected and how well. */
export interface Projection {
  readonly engine: Engine;
  readonly vectors: Vectors;
  readonly preconditioner: Condition;
  /** Squared preconditioned residual at the end, as a share of the column's residual sum of squares. */
  readonly tolerance: number;
  readonly limit: number;
  readonly pace: Pace;
  /** A right side to solve H·solution = right for in the same passes, over levels. */
  readonly right?: Float64Array;
}

/** Squared preconditioned residual at the end of the solve for `right`, as a share of its start. */
export const SOLVED = 1e-9;
/**
 * Share of the sum of weights below which that residual is rounding of sums: what is left then lies in the null space of H, where a
 * solve runs off.
 */
const SPENT = 1e-28;

/** A column that the effects explain up to this share of its sum of squares needs no sharper projection. */
const EXPLAINED = 1e-14;

/** State of one column's conjugate gradient. */
interface Run {
  readonly column: number;
  readonly solution: Float64Array;
  readonly residual: Float64Array;
  /** Squared preconditioned residual, then the weighted sum of squares that is left. */
  readonly state: Float64Array;
  readonly right: Float64Array;
  /** Weighted sum of squares of the column. */
  readonly square: number;
  /** Squared preconditioned norm of the right side. */
  first: number;
}

/** Projects every column on the effects, all in the same passes: one conjugate gradient each, with a step length of its own. */
export async function project(projection: Projection): Promise<Projections> {
  const {engine, vectors, preconditioner, tolerance, limit, pace} = projection;
  const moments = engine.moments(vectors);
  const k = engine.panel.columns.length;
  const runs = moments.levels.map((right, column) =>
    start(projection, right, real(moments.gram, column * (k + 1)), column),
  );
  const extra = projection.right === undefined ? null : start(projection, projection.right, 0, k);
  const weight = engine.panel.unitWeight.cells.reduce((sum, value) => sum + value, 0);
  const isOpen = ({column, state, first}: Run): boolean => {
    const [norm, left] = [real(state, 0), real(state, 1)];
    if (column === k) return norm > Math.max(SOLVED * first, SPENT * weight);
    return norm > tolerance * left && left > EXPLAINED * real(moments.squares, column);
  };
  let steps = 0;
  const all = extra === null ? runs : [...runs, extra];
  for (let open = all.filter(isOpen); open.length > 0 && steps < limit; open = open.filter(isOpen)) {
    const listed = open.map(({column}) => column);
    engine.applyMany(vectors, listed);
    const forest = preconditioner.address;
    if (forest !== null) engine.advance(vectors, listed, forest);
    else for (const run of open) advance(run, projection);
    steps++;
    if (preconditioner.sharpened(steps)) {
      for (const run of all) begin(run, projection);
      open = all;
    }
    pace.tell({stage: "partial", iteration: steps, passes: engine.passes});
    await pace.breathe(engine.passes);
  }
  // The room is used again by the next projection.
  const levels = runs.map(({solution}) => solution.slice());
  return {
    levels,
    gram: residualGram(moments, runs),
    moments,
    solution: extra === null ? null : extra.solution.slice(),
    rightNorm: extra === null ? 0 : extra.first,
  };
}

function start(projection: Projection, right: Float64Array, square: number, column: number): Run {
  const {vectors} = projection;
  const cells = (room: Vector) => cellsOf(vectors, room, column, right.length);
  const state = vectors.states.cells.subarray(2 * column, 2 * column + 2);
  const [solution, residual] = [cells(vectors.solution), cells(vectors.residual)];
  const run = {column, right, square, solution, residual, state, first: Number.NaN};
  begin(run, projection);
  return run;
}

/** Sets a run to 0 and its first direction to that of the preconditioner as it is now. */
function begin(run: Run, {vectors, preconditioner}: Projection): void {
  const {column, right, square, solution, residual, state} = run;
  const direction = cellsOf(vectors, vectors.input, column, right.length);
  preconditioner.apply(right, direction);
  run.first = dot(right, direction, right.length);
  solution.fill(0);
  residual.set(right);
  state.set([run.first, square]);
}

/** The kernel `advance`, with a preconditioner that it does not know. */
function advance({column, solution, residual, state}: Run, {vectors, preconditioner}: Projection): void {
  const size = solution.length;
  const direction = cellsOf(vectors, vectors.input, column, size);
  const image = cellsOf(vectors, vectors.output, column, size);
  const [norm, left] = [real(state, 0), real(state, 1)];
  const curvature = dot(direction, image, size);
  if (!(curvature > 0)) {
    state[0] = 0;
    return;
  }
  const step = norm / curvature;
  for (let at = 0; at < size; at++) {
    solution[at] = real(solution, at) + step * real(direction, at);
    residual[at] = real(residual, at) - step * real(image, at);
  }
  preconditioner.apply(residual, image);
  const next = dot(residual, image, size);
  for (let at = 0; at < size; at++) direction[at] = real(image, at) + (next / norm) * real(direction, at);
  state.set([next, left - step * norm]);
}

/**
 * Cross products of the columns less given projections, with the working weight as it is now: 2 passes, exact for whatever
 * projections.
 */
export function projectedGram(
  engine: Engine,
  vectors: Vectors,
  levels: readonly Float64Array[],
): Float64Array {
  const moments = engine.moments(vectors);
  for (const [column, solution] of levels.entries())
    cellsOf(vectors, vectors.input, column, engine.levels).set(solution);
  engine.applyMany(vectors, [...levels.keys()]);
  const k = levels.length;
  const gram = Float64Array.from(moments.gram);
  const size = engine.levels;
  for (const [row, solution] of levels.entries()) {
    const right = item(moments.levels, row);
    for (let column = 0; column < k; column++) {
      const image = vectors.output.cells.subarray(column * vectors.stride, column * vectors.stride + size);
      const crossed =
        dot(right, item(levels, column), size) + dot(solution, item(moments.levels, column), size);
      gram[row * k + column] = real(moments.gram, row * k + column) - crossed + dot(solution, image, size);
    }
  }
  return gram;
}

/** A vector of a room. */
function cellsOf({stride}: Vectors, {cells}: Vector, number: number, length: number): Float64Array {
  return cells.subarray(number * stride, number * stride + length);
}

/**
 * Cross products of the residual columns from the small vectors alone: x̃ᵢᵀWx̃ⱼ = gᵢⱼ − rᵢᵀbⱼ − bᵢᵀρⱼ, where r are the right
 * sides, b the solutions and ρ what is left of r; exact for whatever b, so that its error enters squared.
 */
function residualGram({gram, levels}: Moments, runs: readonly Run[]): Float64Array {
  const k = runs.length;
  const result = Float64Array.from(gram);
  for (let row = 0; row < k; row++) {
    const [right, {solution}] = [item(levels, row), item(runs, row)];
    for (let column = 0; column <= row; column++) {
      const other = item(runs, column);
      const explained =
        dot(right, other.solution, right.length) + dot(solution, other.residual, right.length);
      const value = real(gram, row * k + column) - explained;
      result[row * k + column] = value;
      result[column * k + row] = value;
    }
  }
  return result;
}
