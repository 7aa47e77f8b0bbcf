import {NumericalError} from "../../base/index.ts";
import {add, at, block, solvePositive, timesVector} from "../inference/dense.ts";

/** Minimise ½w'Hw − f'w over w ≥ 0 whose entries sum to one in each row: least squares of shares on a product of simplices. */
export interface SplitProgram {
  /** k × k, row by row, positive semidefinite. Entries of one row have the same positive diagonal. */
  readonly curvature: Float64Array;
  /** Length k. */
  readonly pull: Float64Array;
  /** Positions of each row; every position is in just one. */
  readonly rows: readonly (readonly number[])[];
}

/** A solution with its proof. */
export interface SplitSolution {
  /** Length k. */
  readonly weights: Float64Array;
  /** Slope of the objective there, Hw − f. */
  readonly slope: Float64Array;
  /**
   * The largest over rows of (Σ w·slope − least slope) ÷ the row's curvature: zero exactly at an optimum (Karush–Kuhn–Tucker), and
   * twice its sum over rows, times curvature, bounds objective − optimum.
   */
  readonly residual: number;
  readonly iterations: number;
}

/** What rounding alone leaves of the residual. */
const SETTLED = 1e-14;
/** A residual that is still taken as solved: weights good to about its root. */
const CERTIFIED = 1e-11;
/** Curvature added around the last point, as a share of the diagonal: makes each step solvable where weights are not identified. */
const PROXIMAL = 1e-7;
const ROUNDS = 60;

/**
 * The optimum by proximal points, each found by a primal active set with dense factors; exact up to rounding after finitely many steps.
 * Where the optimum is not unique, the one nearest to even weights in that metric is approached.
 *
 * @throws NumericalError "not-certified" when rounding keeps the residual above 1e-11
 */
export function solveSplit(program: SplitProgram): SplitSolution {
  let weights = evenWeights(program);
  let best = examined(program, weights, 0);
  for (let round = 1; round <= ROUNDS && best.residual > SETTLED; round++) {
    const next = activeSet(program, weights);
    const reached = examined(program, next.weights, best.iterations + next.iterations);
    weights = next.weights;
    const stalled = reached.residual >= best.residual / 2 && best.residual <= CERTIFIED;
    if (reached.residual < best.residual) best = reached;
    if (stalled) break;
  }
  if (best.residual <= CERTIFIED) return best;
  throw new NumericalError("not-certified", {
    message: `weights of ${program.rows.length} codes stopped at a residual of "${best.residual.toExponential(2)}"`,
    where: "bridge",
    hint: "the cells are collinear to rounding: take the family as a whole",
  });
}

/** Equal weights within each row. */
export function evenWeights({rows, pull}: Pick<SplitProgram, "rows" | "pull">): Float64Array {
  const weights = new Float64Array(pull.length);
  for (const row of rows) for (const e of row) weights[e] = 1 / row.length;
  return weights;
}

function examined(program: SplitProgram, weights: Float64Array, iterations: number): SplitSolution {
  const {curvature, pull, rows} = program;
  const slope = timesVector(curvature, weights).map((value, e) => value - at(pull, e));
  const gaps = rows.map((row) => {
    const least = Math.min(...row.map((e) => at(slope, e)));
    const along = row.reduce((sum, e) => sum + at(weights, e) * at(slope, e), 0);
    return (along - least) / diagonal(program, row[0] ?? Number.NaN);
  });
  return {weights, slope, residual: Math.max(0, ...gaps), iterations};
}

function diagonal({curvature, pull}: SplitProgram, e: number): number {
  return at(curvature, e * pull.length + e);
}

/** One proximal step from `centre`: a strictly convex program, solved by holding weights at zero and letting them go again. */
function activeSet(program: SplitProgram, centre: Float64Array): {weights: Float64Array; iterations: number} {
  const k = centre.length;
  const held = program.rows.flat();
  const firm = program.curvature.slice();
  const pull = program.pull.slice();
  for (let e = 0; e < k; e++) {
    const extra = PROXIMAL * diagonal(program, e);
    firm[e * k + e] = at(firm, e * k + e) + extra;
    pull[e] = at(pull, e) + extra * at(centre, e);
  }
  const stronger = {...program, curvature: firm, pull};
  let weights: Float64Array = centre.slice();
  let free = held.filter((e) => at(weights, e) > 0);
  let iterations = 0;
  for (; iterations < 30 * k + 60; iterations++) {
    const goal = onFree(stronger, free);
    if (goal === null) break;
    const leaving = free.filter((e) => at(goal, e) < 0);
    if (leaving.length === 0) {
      weights = goal;
      const entering = mostWanted(stronger, weights, free);
      if (entering === null) break;
      free = [...free, entering].sort((a, b) => a - b);
      continue;
    }
    const here = weights;
    const ratios = leaving.map((e) => at(here, e) / (at(here, e) - at(goal, e)));
    const step = Math.min(...ratios);
    weights = here.map((value, e) => value + step * (at(goal, e) - value));
    const gone = leaving.filter((_, i) => (ratios[i] ?? 1) <= step);
    for (const e of gone) weights[e] = 0;
    free = free.filter((e) => !gone.includes(e));
  }
  return {weights, iterations};
}

/** The optimum over the free weights with only the row sums kept: w = A⁻¹(f − E'λ), with λ from the sums. */
function onFree({curvature, pull, rows}: SplitProgram, free: readonly number[]): Float64Array | null {
  const k = pull.length;
  const n = free.length;
  const inRow = rows.map((row) => Float64Array.from(free, (e) => Number(row.includes(e))));
  const right = Float64Array.from(free, (e) => at(pull, e));
  const solved = solvePositive(block(curvature, k, free), n, [right, ...inRow]);
  const [plain, ...lifts] = solved ?? [];
  if (plain === undefined) return null;
  const m = rows.length;
  const sums = new Float64Array(m * m);
  const excess = new Float64Array(m);
  for (const [a, member] of inRow.entries()) {
    excess[a] = inner(member, plain) - 1;
    for (const [b, lift] of lifts.entries()) sums[a * m + b] = inner(member, lift);
  }
  const [lambda] = solvePositive(sums, m, [excess]) ?? [];
  if (lambda === undefined) return null;
  const goal = new Float64Array(k);
  for (const [i, e] of free.entries()) {
    goal[e] = at(plain, i);
    for (const [a, lift] of lifts.entries()) add(goal, e, -at(lambda, a) * at(lift, i));
  }
  return goal;
}

/** The weight at zero whose growth lowers the objective most for its row's curvature; null at the optimum. */
function mostWanted(program: SplitProgram, weights: Float64Array, free: readonly number[]): number | null {
  const {curvature, pull, rows} = program;
  const slope = timesVector(curvature, weights).map((value, e) => value - at(pull, e));
  let [wanted, most]: [number | null, number] = [null, 1e-15];
  for (const row of rows) {
    const along = row.reduce((sum, e) => sum + at(weights, e) * at(slope, e), 0);
    for (const e of row) {
      const gain = (along - at(slope, e)) / diagonal(program, e);
      if (!free.includes(e) && gain > most) [wanted, most] = [e, gain];
    }
  }
  return wanted;
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * at(b, i), 0);
}
