import type {Design, EffectCodes, Fit} from "../../src/methods/regression/index.ts";

/** The rows of a design that a fit used, levels recoded to those that occur: what another solver is given. */
export function usedRows(design: Design, {rows, effects}: Pick<Fit, "rows" | "effects">): Design {
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  return {
    y: pick(design.y),
    regressors: design.regressors.map(({name, values}) => ({name, values: pick(values)})),
    effects,
    weights: design.weights === null ? null : pick(design.weights),
    offset: design.offset === null ? null : pick(design.offset),
  };
}

/**
 * The normal equations by plain sums over rows: the largest |Σ residual| of a level and |Σ x̃ · residual| of a regressor, each as a
 * share of the same sum of absolute values. 0 at the exact solution.
 */
export function certificate({effects, residual, partialled}: Fit): {levels: number; slopes: number} {
  const levels = Math.max(0, ...effects.map((effect) => worstLevel(effect, residual)));
  let slopes = 0;
  for (let at = 0; at < partialled.length; at++) {
    let [sum, size] = [0, 0];
    for (const [row, x] of (partialled.at(at) ?? new Float64Array()).entries()) {
      const product = x * (residual[row] ?? Number.NaN);
      sum += product;
      size += Math.abs(product);
    }
    slopes = Math.max(slopes, Math.abs(sum) / size);
  }
  return {levels, slopes};
}

function worstLevel({codes, levels}: EffectCodes, residual: Float64Array): number {
  const sums = new Float64Array(levels);
  const sizes = new Float64Array(levels);
  for (const [row, level] of codes.entries()) {
    const value = residual[row] ?? Number.NaN;
    sums[level] = (sums[level] ?? Number.NaN) + value;
    sizes[level] = (sizes[level] ?? Number.NaN) + Math.abs(value);
  }
  return sums.reduce((worst, sum, level) => Math.max(worst, Math.abs(sum) / (sizes[level] ?? Number.NaN)), 0);
}
