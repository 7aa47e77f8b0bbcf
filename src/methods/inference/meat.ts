import {NumericalError} from "../../base/index.ts";
import type {Fit} from "../regression/design.ts";
import type {Groups} from "./clusters.ts";
import {at} from "./dense.ts";

/** Columns kept at a time where pairs of them are needed: large fits compute a column at each call. */
const HELD = 4;

/** Score sums by group, for several groupings in one pass: group after group, k numbers each. */
export function groupScores(fit: Fit, groupings: readonly Groups[]): Float64Array[] {
  const k = fit.names.length;
  const {partialled} = fit;
  if (partialled.scoreSums !== undefined && partialled.length === k)
    return groupings.map(({codes, count}) => partialled.scoreSums?.(codes, count) ?? new Float64Array());
  const sums = groupings.map(({count}) => new Float64Array(count * k));
  for (let j = 0; j < k; j++) {
    const column = columnOf(fit, j);
    for (const [way, {codes}] of groupings.entries()) {
      addByGroup(sums[way] ?? new Float64Array(), {codes, residual: fit.residual, column, k, j});
    }
  }
  return sums;
}

interface Column {
  readonly codes: Int32Array;
  readonly residual: Float64Array;
  readonly column: Float64Array;
  readonly k: number;
  readonly j: number;
}

function addByGroup(sums: Float64Array, {codes, residual, column, k, j}: Column): void {
  // Read without the checked helpers: this loop goes over every row and column.
  for (let row = 0; row < codes.length; row++) {
    const place = (codes[row] ?? -1) * k + j;
    sums[place] = (sums[place] ?? Number.NaN) + (residual[row] ?? Number.NaN) * (column[row] ?? Number.NaN);
  }
}

/**
 * Partialled regressor j, length m.
 *
 * @throws NumericalError "no-column" where the fit has none
 */
export function columnOf(fit: Fit, j: number): Float64Array {
  const column = fit.partialled.at(j);
  if (column !== undefined) return column;
  throw new NumericalError("no-column", {
    message: `the fit has no partialled column "${j}"; it has ${fit.partialled.length}`,
    where: "inference",
    hint: "use the fit as the fitter gave it",
  });
}

/** Σ over groups of s·sᵀ, k × k, from score sums. */
export function outerSum(scores: Float64Array, k: number): Float64Array {
  const meat = new Float64Array(k * k);
  for (let from = 0; from < scores.length; from += k) {
    for (let i = 0; i < k; i++) {
      const si = scores[from + i] ?? Number.NaN;
      // Read without the checked helpers: groups may be as many as rows.
      if (si === 0) continue;
      for (let j = 0; j <= i; j++)
        meat[i * k + j] = (meat[i * k + j] ?? Number.NaN) + si * (scores[from + j] ?? Number.NaN);
    }
  }
  return mirrored(meat, k);
}

/** Σ over rows of residual²·x̃x̃ᵀ, k × k. */
export function rowMeat(fit: Fit): Float64Array {
  const k = fit.names.length;
  const meat = new Float64Array(k * k);
  const squares = fit.residual.map((residual) => residual * residual);
  for (let from = 0; from < k; from += HELD) {
    const held = Array.from({length: Math.min(HELD, k - from)}, (_, i) => columnOf(fit, from + i));
    for (let i = from; i < k; i++) {
      const column = held[i - from] ?? columnOf(fit, i);
      for (const [j, other] of held.entries()) {
        if (from + j <= i) meat[i * k + from + j] = tripleSum(squares, column, other);
      }
    }
  }
  return mirrored(meat, k);
}

function tripleSum(a: Float64Array, b: Float64Array, c: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++)
    sum += (a[row] ?? Number.NaN) * (b[row] ?? Number.NaN) * (c[row] ?? Number.NaN);
  return sum;
}

function mirrored(lower: Float64Array, k: number): Float64Array {
  for (let i = 0; i < k; i++) for (let j = 0; j < i; j++) lower[j * k + i] = at(lower, i * k + j);
  return lower;
}
