import {item, real} from "./kernels/cells.ts";

/** Name of the constant that a fitter adds where there is no effect. */
export const INTERCEPT = "(Intercept)";

/** What is known of a regression with a constant once its columns' means are taken out. */
export interface Centred {
  readonly beta: Float64Array;
  /** Inverse of the cross products about the means, row by row. */
  readonly bread: Float64Array;
  /** Weighted means of the columns. */
  readonly means: Float64Array;
  /** The predictor at the means. */
  readonly level: number;
  /** Sum of the working weight. */
  readonly weight: number;
}

/** The same regression with its constant first: coefficients, and the inverse of the cross products about 0. */
export function withIntercept({beta, bread, means, level, weight}: Centred): {
  beta: Float64Array;
  bread: Float64Array;
} {
  const k = beta.length;
  const size = k + 1;
  const full = new Float64Array(size * size);
  let constant = level;
  full[0] = 1 / weight;
  for (let row = 0; row < k; row++) {
    constant -= real(beta, row) * real(means, row);
    let cross = 0;
    for (let column = 0; column < k; column++) {
      full[(row + 1) * size + column + 1] = real(bread, row * k + column);
      cross -= real(bread, row * k + column) * real(means, column);
    }
    full[row + 1] = cross;
    full[(row + 1) * size] = cross;
    full[0] = real(full, 0) - cross * real(means, row);
  }
  return {beta: Float64Array.of(constant, ...beta), bread: full};
}

/** Weighted means of columns. */
export function weightedMeans(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  return Float64Array.from(columns, (_, at) => {
    const column = item(columns, at);
    let [sum, weight] = [0, 0];
    for (let row = 0; row < weights.length; row++) {
      sum += real(weights, row) * real(column, row);
      weight += real(weights, row);
    }
    return sum / weight;
  });
}
