import {Cholesky} from "./cholesky.ts";
import {item, real} from "./kernels/cells.ts";

/**
 * A column is collinear when, of its weighted sum of squares, no larger share is left beside the effects and the columns
 * before it. Projections are solved so that 1e-13 is noise; a correlation of 1 − 5e-11 with the others still counts as a
 * column of its own.
 */
export const COLLINEAR = 1e-10;

/** The columns that stand on their own, and what the others add to them. */
export interface Rank {
  /** Kept columns, ascending. */
  readonly kept: readonly number[];
  readonly collinear: readonly number[];
  /** Inverse of the kept columns' cross products, row by row. */
  readonly inverse: Float64Array;
  /** Moves coefficients of collinear columns onto the kept ones, so that the predictor stays; one a kept column. */
  fold(beta: Float64Array): Float64Array;
}

/**
 * Which of k columns are linear combinations of those before them, by the pivots of a Cholesky factorisation in the given
 * order.
 *
 * @param gram cross products of the columns after projection on the effects
 * @param squares their sums of squares before it
 * @param share of its square that a column must have left
 */
export function rank(gram: Float64Array, squares: Float64Array, share = COLLINEAR): Rank {
  const k = squares.length;
  const floors = squares.map((square) => share * square);
  const all = Cholesky.of(gram, k, floors);
  const kept = all.kept();
  const collinear = Array.from({length: k}, (_, at) => at).filter((at) => !kept.includes(at));
  const small = new Float64Array(kept.length ** 2);
  for (const [row, from] of kept.entries()) {
    for (const [column, other] of kept.entries())
      small[row * kept.length + column] = real(gram, from * k + other);
  }
  const factor = Cholesky.of(small, kept.length);
  const fold = (beta: Float64Array): Float64Array => {
    const folded = Float64Array.from(kept, (at) => real(beta, at));
    for (const at of collinear) {
      const shares = factor.solve(Float64Array.from(kept, (other) => real(gram, at * k + other)));
      for (let row = 0; row < kept.length; row++)
        folded[row] = real(folded, row) + real(beta, at) * real(shares, row);
    }
    return folded;
  };
  return {kept, collinear, inverse: factor.inverse(), fold};
}

/** A k × k matrix with row and column i divided by scale i. */
export function unscale(matrix: Float64Array, scales: readonly number[]): Float64Array {
  const k = scales.length;
  return matrix.map((value, at) => value / (item(scales, Math.floor(at / k)) * item(scales, at % k)));
}
