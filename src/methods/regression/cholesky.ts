import {real} from "./kernels/cells.ts";

/** Solves with a symmetric positive definite matrix through its Cholesky factor; small and dense. */
export class Cholesky {
  readonly size: number;
  readonly #factor: Float64Array;

  private constructor(size: number, factor: Float64Array) {
    this.size = size;
    this.#factor = factor;
  }

  /**
   * Factors a size × size matrix, row by row, in the order given. Where a pivot is at most its floor (0 unless given), that
   * row and column are left out: solutions are 0 there.
   */
  static of(matrix: Float64Array, size: number, floors = new Float64Array(size)): Cholesky {
    const factor = new Float64Array(size * size);
    for (let row = 0; row < size; row++) {
      for (let column = 0; column <= row; column++) {
        const products = rowProduct(factor, row * size, column * size, column);
        const sum = real(matrix, row * size + column) - products;
        if (column === row) factor[row * size + row] = sum > real(floors, row) ? Math.sqrt(sum) : 0;
        else factor[row * size + column] = divide(sum, real(factor, column * size + column));
      }
    }
    return new Cholesky(size, factor);
  }

  /** Rows that were not left out, ascending. */
  kept(): number[] {
    const all = Array.from({length: this.size}, (_, row) => row);
    return all.filter((row) => real(this.#factor, row * this.size + row) > 0);
  }

  /** The solution, length size. */
  solve(right: Float64Array): Float64Array {
    const size = this.size;
    const x = Float64Array.from(right);
    for (let row = 0; row < size; row++) {
      let sum = real(x, row);
      for (let k = 0; k < row; k++) sum -= real(this.#factor, row * size + k) * real(x, k);
      x[row] = divide(sum, real(this.#factor, row * size + row));
    }
    for (let row = size - 1; row >= 0; row--) {
      let sum = real(x, row);
      for (let k = row + 1; k < size; k++) sum -= real(this.#factor, k * size + row) * real(x, k);
      x[row] = divide(sum, real(this.#factor, row * size + row));
    }
    return x;
  }

  /** The inverse, size × size, symmetric. */
  inverse(): Float64Array {
    const size = this.size;
    const inverse = new Float64Array(size * size);
    for (let column = 0; column < size; column++) {
      const unit = new Float64Array(size);
      unit[column] = 1;
      inverse.set(this.solve(unit), column * size);
    }
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < row; column++) {
        const mean = (real(inverse, row * size + column) + real(inverse, column * size + row)) / 2;
        inverse[row * size + column] = mean;
        inverse[column * size + row] = mean;
      }
    }
    return inverse;
  }
}

/** Σ of products of `length` cells from two places. */
function rowProduct(cells: Float64Array, a: number, b: number, length: number): number {
  let sum = 0;
  // Read without the checked helper: a factor of 1,000 rows takes 170 million of these products.
  for (let k = 0; k < length; k++) sum += (cells[a + k] ?? Number.NaN) * (cells[b + k] ?? Number.NaN);
  return sum;
}

function divide(value: number, pivot: number): number {
  return pivot === 0 ? 0 : value / pivot;
}
