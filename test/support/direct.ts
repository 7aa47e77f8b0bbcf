import type {Design, EffectCodes} from "../../src/methods/regression/design.ts";

/** What the direct solver gives. */
export interface DirectFit {
  /** By regressor; 0 where the others and the effects explain it. */
  readonly beta: Float64Array;
  /** Fitted mean by row, unit of y. */
  readonly mu: Float64Array;
}

/**
 * Poisson or least squares by Newton's steps whose linear systems are factored directly: the effect with most levels is eliminated
 * exactly, what is left is a dense Cholesky factorisation over the other levels and the regressors. It shares no code with
 * the fitters, knows no preconditioner and no tolerance but rounding, and takes (levels of the others)³ operations.
 *
 * @param design without missing values, separated rows or singletons, and with at least one effect
 */
export function fitDirect(design: Design, family: "poisson" | "gaussian"): DirectFit {
  const system = new System(design);
  const n = design.y.length;
  const offset = design.offset ?? new Float64Array(n);
  const weights = design.weights ?? new Float64Array(n).fill(1);
  const mean = design.y.reduce((sum, value) => sum + value, 0) / n;
  let eta = family === "poisson" ? design.y.map((y) => Math.log((y + mean) / 2)) : offset.slice();
  let beta: Float64Array = new Float64Array(design.regressors.length);
  // Poisson starts outside the span of effects and regressors: the first step goes into it, as iteratively reweighted least squares do.
  let inside = family === "gaussian";
  for (let step = 0; step < 60; step++) {
    const mu = family === "poisson" ? eta.map(Math.exp) : eta;
    const working = family === "poisson" ? mu.map((m, row) => m * cell(weights, row)) : weights;
    const target = eta.map((value, row) => {
      const gap = cell(design.y, row) - cell(mu, row);
      return (family === "poisson" ? gap / cell(mu, row) : gap) + (inside ? 0 : value - cell(offset, row));
    });
    const solved = system.solve(working, target);
    const move = system.predict(solved);
    const change = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const share = inside && family === "poisson" ? Math.min(1, 2 / change) : 1;
    eta = eta.map((value, row) =>
      inside ? value + share * cell(move, row) : cell(offset, row) + cell(move, row),
    );
    beta = beta.map((value, at) => (inside ? value : 0) + share * cell(solved.beta, at));
    // Least squares take further steps as well: iterative refinement of the factorisation's rounding.
    if (inside && change < 1e-11 * (1 + Math.abs(mean))) break;
    inside = true;
  }
  return {beta, mu: family === "poisson" ? eta.map(Math.exp) : eta};
}

/** Regressors less their weighted projection on the effects, by the same factorisation: what errors are made of. */
export function partialDirect(design: Design, weight: Float64Array): Float64Array[] {
  const system = new System({...design, regressors: []});
  return design.regressors.map(({values}) => {
    let rest = values.slice();
    // Once more on what is left: iterative refinement.
    for (let round = 0; round < 2; round++) {
      const explained = system.predict(system.solve(weight, rest));
      rest = rest.map((value, row) => value - cell(explained, row));
    }
    return rest;
  });
}

interface Solved {
  readonly units: Float64Array;
  readonly levels: Float64Array;
  readonly beta: Float64Array;
}

/** Pivots below this share of their diagonal are rounding: the level or regressor is redundant and stays at 0. */
const REDUNDANT = 1e-10;

class System {
  readonly #design: Design;
  readonly #unit: EffectCodes;
  readonly #others: readonly {readonly first: number; readonly effect: EffectCodes}[];
  readonly #size: number;

  constructor(design: Design) {
    this.#design = design;
    const sorted = [...design.effects].sort((a, b) => b.levels - a.levels);
    const [unit, ...others] = sorted;
    if (unit === undefined) throw new Error("the direct solver needs an effect");
    this.#unit = unit;
    let first = 0;
    this.#others = others.map((effect) => {
      first += effect.levels;
      return {first: first - effect.levels, effect};
    });
    this.#size = first + design.regressors.length;
  }

  /** Weighted least squares of a target on units, levels and regressors. */
  solve(weight: Float64Array, target: Float64Array): Solved {
    const {units, rows} = this.#byUnit();
    const [p, k] = [this.#size, this.#design.regressors.length];
    const matrix = new Float64Array(p * p);
    const right = new Float64Array(p);
    const means = new Float64Array(units.length);
    const sums = new Float64Array(p);
    for (const [u, unitRows] of units.entries()) {
      const touched = new Set<number>();
      let [mass, product] = [0, 0];
      for (const row of unitRows) {
        const w = cell(weight, row);
        mass += w;
        product += w * cell(target, row);
        const terms = rows(row);
        for (const [a, x] of terms) {
          touched.add(a);
          sums[a] = cell(sums, a) + w * x;
          right[a] = cell(right, a) + w * x * cell(target, row);
          for (const [b, z] of terms) matrix[a * p + b] = cell(matrix, a * p + b) + w * x * z;
        }
      }
      means[u] = product / mass;
      for (const a of touched) {
        right[a] = cell(right, a) - (cell(sums, a) * product) / mass;
        for (const b of touched)
          matrix[a * p + b] = cell(matrix, a * p + b) - (cell(sums, a) * cell(sums, b)) / mass;
      }
      for (const a of touched) sums[a] = 0;
    }
    const solution = solvePositive(matrix, right);
    const own = means.map(
      (mean, u) => mean - unitMean(units[u] ?? [], weight, (row) => inner(rows(row), solution)),
    );
    return {units: own, levels: solution.subarray(0, p - k), beta: solution.slice(p - k)};
  }

  /** The predictor of a solution, by row. */
  predict({units, levels, beta}: Solved): Float64Array {
    const {rows} = this.#byUnit();
    const solution = Float64Array.of(...levels, ...beta);
    return Float64Array.from(this.#unit.codes, (u, row) => cell(units, u) + inner(rows(row), solution));
  }

  #byUnit() {
    const units = Array.from({length: this.#unit.levels}, (): number[] => []);
    for (const [row, u] of this.#unit.codes.entries()) units[u]?.push(row);
    const slopes = this.#size - this.#design.regressors.length;
    const rows = (row: number): (readonly [number, number])[] => [
      ...this.#others.map(({first, effect}) => [first + code(effect, row), 1] as const),
      ...this.#design.regressors.map(({values}, at) => [slopes + at, cell(values, row)] as const),
    ];
    return {units, rows};
  }
}

function unitMean(rows: readonly number[], weight: Float64Array, value: (row: number) => number): number {
  let [mass, sum] = [0, 0];
  for (const row of rows) {
    mass += cell(weight, row);
    sum += cell(weight, row) * value(row);
  }
  return sum / mass;
}

function inner(terms: readonly (readonly [number, number])[], solution: Float64Array): number {
  return terms.reduce((sum, [at, x]) => sum + x * cell(solution, at), 0);
}

/** Solves a symmetric positive semi-definite system, leaving redundant rows at 0; overwrites the matrix with its factor. */
function solvePositive(matrix: Float64Array, right: Float64Array): Float64Array {
  const p = right.length;
  const kept = new Uint8Array(p);
  for (let j = 0; j < p; j++) {
    const diagonal = cell(matrix, j * p + j);
    const row = matrix.subarray(j * p, j * p + j);
    for (let c = 0; c < j; c++)
      row[c] =
        kept[c] === 1
          ? (cell(row, c) - product(row, matrix.subarray(c * p, c * p + c), c)) / cell(matrix, c * p + c)
          : 0;
    const pivot = diagonal - product(row, row, j);
    kept[j] = pivot > REDUNDANT * diagonal ? 1 : 0;
    matrix[j * p + j] = kept[j] === 1 ? Math.sqrt(pivot) : 1;
  }
  const x = right.slice();
  for (let j = 0; j < p; j++) {
    const row = matrix.subarray(j * p, j * p + j);
    x[j] = kept[j] === 1 ? (cell(x, j) - product(row, x, j)) / cell(matrix, j * p + j) : 0;
  }
  for (let j = p - 1; j >= 0; j--) {
    if (kept[j] === 0) continue;
    const value = cell(x, j) / cell(matrix, j * p + j);
    x[j] = value;
    for (let c = 0; c < j; c++) x[c] = cell(x, c) - value * cell(matrix, j * p + c);
  }
  return x;
}

function product(a: Float64Array, b: Float64Array, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at++) sum += (a[at] ?? Number.NaN) * (b[at] ?? Number.NaN);
  return sum;
}

function code({codes}: EffectCodes, row: number): number {
  const level = codes[row];
  if (level === undefined) throw new RangeError(`no row ${row}`);
  return level;
}

function cell(values: Float64Array, at: number): number {
  const value = values[at];
  if (value === undefined) throw new RangeError(`no cell ${at} of ${values.length}`);
  return value;
}
