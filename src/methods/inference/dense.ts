/** Element i of an array that is known to reach that far. Out of range it is NaN, so that a mistake shows instead of hiding. */
export function at(array: Float64Array | Int32Array | readonly number[], i: number): number {
  return array[i] ?? Number.NaN;
}

/** Adds to element i in place. */
export function add(array: Float64Array, i: number, value: number): void {
  array[i] = at(array, i) + value;
}

/** Sum of products of two vectors of the same length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += at(a, i) * at(b, i);
  return sum;
}

/** Matrix (rows × v.length, row by row) times vector. */
export function timesVector(matrix: Float64Array, v: Float64Array): Float64Array {
  const width = v.length;
  return Float64Array.from({length: matrix.length / width}, (_, row) =>
    dot(matrix.subarray(row * width, (row + 1) * width), v),
  );
}

/** L · V · Lᵀ for L of r × k and V of k × k, row by row: r × r, made exactly symmetric. */
export function sandwich(l: Float64Array, v: Float64Array, k: number): Float64Array {
  const r = l.length / k;
  const result = new Float64Array(r * r);
  for (let a = 0; a < r; a++) {
    const left = timesVector(v, l.subarray(a * k, (a + 1) * k));
    for (let b = 0; b <= a; b++) {
      const value = dot(left, l.subarray(b * k, (b + 1) * k));
      result[a * r + b] = value;
      result[b * r + a] = value;
    }
  }
  return result;
}

/** The rows and columns `which` of a k × k matrix. */
export function block(matrix: Float64Array, k: number, which: readonly number[]): Float64Array {
  return Float64Array.from(which.flatMap((row) => which.map((column) => at(matrix, row * k + column))));
}

/** Eigenvalues of a symmetric matrix, falling, and unit eigenvectors, one a row. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: readonly Float64Array[];
}

/** Eigen-decomposition of a small symmetric k × k matrix by cyclic Jacobi rotations (Golub & Van Loan 8.5), to rounding. */
export function eigen(matrix: Float64Array, k: number): Eigen {
  const a = matrix.slice();
  const v = Float64Array.from({length: k * k}, (_, i) => Number(i % (k + 1) === 0));
  for (let sweep = 0; sweep < 60 && offDiagonal(a, k) > 0; sweep++) {
    for (let p = 0; p < k; p++) for (let q = p + 1; q < k; q++) rotate(a, v, k, p, q);
  }
  const order = Array.from({length: k}, (_, i) => i).sort((i, j) => at(a, j * k + j) - at(a, i * k + i));
  return {
    values: Float64Array.from(order, (i) => at(a, i * k + i)),
    vectors: order.map((i) => v.slice(i * k, (i + 1) * k)),
  };
}

/** Largest off-diagonal element that rounding of its two diagonal ones would not hide; 0 when there is none. */
function offDiagonal(a: Float64Array, k: number): number {
  let largest = 0;
  for (let p = 0; p < k; p++) {
    for (let q = p + 1; q < k; q++) {
      const size = Math.abs(at(a, p * k + q));
      if (size > 1e-17 * Math.sqrt(Math.abs(at(a, p * k + p) * at(a, q * k + q))))
        largest = Math.max(largest, size);
    }
  }
  return largest;
}

function rotate(a: Float64Array, v: Float64Array, k: number, p: number, q: number): void {
  const apq = at(a, p * k + q);
  if (apq === 0) return;
  const theta = (at(a, q * k + q) - at(a, p * k + p)) / (2 * apq);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  const turn = (array: Float64Array, i: number, j: number): void => {
    const [x, y] = [at(array, i), at(array, j)];
    array[i] = c * x - s * y;
    array[j] = s * x + c * y;
  };
  for (let i = 0; i < k; i++) turn(a, i * k + p, i * k + q);
  for (let i = 0; i < k; i++) turn(a, p * k + i, q * k + i);
  for (let i = 0; i < k; i++) turn(v, p * k + i, q * k + i);
  a[p * k + q] = 0;
  a[q * k + p] = 0;
}

/**
 * Solves A·X = B for a symmetric positive definite A (k × k) and columns B, by Cholesky's factors on the scale of A's diagonal.
 *
 * @param b one array of length k a right-hand side
 * @returns null where A is not positive definite to rounding: a pivot below 1e-13 of its diagonal
 */
export function solvePositive(a: Float64Array, k: number, b: readonly Float64Array[]): Float64Array[] | null {
  const l = a.slice();
  for (let j = 0; j < k; j++) {
    const diagonal = at(a, j * k + j);
    let pivot = diagonal;
    for (let q = 0; q < j; q++) pivot -= at(l, j * k + q) ** 2;
    if (!(pivot > 1e-13 * diagonal)) return null;
    const root = Math.sqrt(pivot);
    l[j * k + j] = root;
    for (let i = j + 1; i < k; i++) {
      let sum = at(a, i * k + j);
      for (let q = 0; q < j; q++) sum -= at(l, i * k + q) * at(l, j * k + q);
      l[i * k + j] = sum / root;
    }
  }
  return b.map((column) => substitute(l, k, column));
}

function substitute(l: Float64Array, k: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < k; i++) {
    for (let q = 0; q < i; q++) add(x, i, -at(l, i * k + q) * at(x, q));
    x[i] = at(x, i) / at(l, i * k + i);
  }
  for (let i = k - 1; i >= 0; i--) {
    for (let q = i + 1; q < k; q++) add(x, i, -at(l, q * k + i) * at(x, q));
    x[i] = at(x, i) / at(l, i * k + i);
  }
  return x;
}

/**
 * Least squares over a few columns by modified Gram–Schmidt, the right-hand side orthogonalised with them (Björck 1967):
 * as accurate as Householder's method, without the squared condition of normal equations.
 *
 * @returns null where a column lies in the span of those before it to 1e-12 of its length
 */
export function leastSquares(columns: readonly Float64Array[], right: Float64Array): Float64Array | null {
  const k = columns.length;
  const q = columns.map((column) => column.slice());
  const rest = right.slice();
  const r = new Float64Array(k * k);
  const x = new Float64Array(k);
  for (const [j, column] of q.entries()) {
    const length = Math.sqrt(dot(column, column));
    const original = columns[j] ?? column;
    if (!(length > 1e-12 * Math.sqrt(dot(original, original)))) return null;
    for (let i = 0; i < column.length; i++) column[i] = at(column, i) / length;
    r[j * k + j] = length;
    for (const [l, other] of q.entries()) if (l > j) r[j * k + l] = project(column, other);
    x[j] = project(column, rest);
  }
  for (let j = k - 1; j >= 0; j--) {
    for (let l = j + 1; l < k; l++) add(x, j, -at(r, j * k + l) * at(x, l));
    x[j] = at(x, j) / at(r, j * k + j);
  }
  return x;
}

/** Takes the part along a unit vector out of another in place; returns its length. */
function project(unit: Float64Array, vector: Float64Array): number {
  const along = dot(unit, vector);
  for (let i = 0; i < vector.length; i++) add(vector, i, -along * at(unit, i));
  return along;
}
