import {NumericalError} from "../../base/index.ts";
import type {Design, DropReason, EffectCodes} from "./design.ts";
import {byte, item, real, whole} from "./kernels/cells.ts";

/** Which rows stay and why the others do not. */
export interface Sample {
  /** Rows of the design that stay, ascending. */
  readonly rows: Int32Array;
  /** As in `SampleAudit`. */
  readonly dropped: ReadonlyMap<DropReason, Int32Array>;
}

const REASONS: readonly DropReason[] = ["missing", "zero-weight", "all-zero-level", "singleton", "separated"];

/**
 * Which rows of a design carry information. Rows with a missing value or weight 0 go first; then, for Poisson, levels in
 * which the outcome is always 0, and levels of one row, until neither is left.
 *
 * @param separated rows found separated, ascending, taken out before levels are counted
 * @throws NumericalError "all-zero-outcome", "no-rows-left"
 */
export function selectSample(design: Design, family: "poisson" | "gaussian", separated?: Int32Array): Sample {
  const reasons = new Uint8Array(design.y.length);
  markMissing(design, reasons);
  if (family === "poisson" && !hasPositive(design.y, reasons)) throw allZero(design, reasons);
  for (const row of separated ?? []) reasons[row] = code("separated");
  let [before, after] = [-1, 0];
  while (before !== after) {
    before = after;
    if (family === "poisson") after += markZeroLevels(design, reasons);
    after += markSingletons(design.effects, reasons);
  }
  return collect(reasons);
}

function code(reason: DropReason): number {
  return REASONS.indexOf(reason) + 1;
}

function markMissing({y, regressors, effects, weights, offset}: Design, reasons: Uint8Array): void {
  const missing = code("missing");
  const columns = [y, ...regressors.map(({values}) => values)];
  if (offset !== null) columns.push(offset);
  if (weights !== null) {
    columns.push(weights);
    for (let row = 0; row < weights.length; row++) if (weights[row] === 0) reasons[row] = code("zero-weight");
  }
  for (const {codes} of effects) {
    for (let row = 0; row < codes.length; row++) if (whole(codes, row) < 0) reasons[row] = missing;
  }
  for (const column of columns) {
    // Infinite values are refused before, so that a finite sum says that none is missing.
    if (Number.isFinite(sumOf(column))) continue;
    for (let row = 0; row < column.length; row++) if (Number.isNaN(real(column, row))) reasons[row] = missing;
  }
}

function sumOf(column: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < column.length; row++) sum += real(column, row);
  return sum;
}

function hasPositive(y: Float64Array, reasons: Uint8Array): boolean {
  for (let row = 0; row < y.length; row++) if (real(y, row) > 0 && reasons[row] === 0) return true;
  return false;
}

function allZero({y}: Design, reasons: Uint8Array): NumericalError {
  const left = reasons.reduce((count, reason) => count + (reason === 0 ? 1 : 0), 0);
  if (left === 0) return noRows(`all ${y.length} rows have a missing value or weight 0`);
  return new NumericalError("all-zero-outcome", {
    message: `the outcome is 0 in all ${left} rows that count`,
    hint: "choose an outcome that is above 0 somewhere",
  });
}

function noRows(why: string): NumericalError {
  return new NumericalError("no-rows-left", {
    message: `no row is left: ${why}`,
    hint: "check missing values and effects",
  });
}

/** Takes out rows of levels without a positive outcome; all of them are 0, so that no other level loses its last positive. */
function markZeroLevels({y, effects}: Design, reasons: Uint8Array): number {
  const reason = code("all-zero-level");
  let marked = 0;
  for (const {codes, levels} of effects) {
    // Read without the checked helpers: these loops go over every cell of the design.
    const positive = new Uint8Array(levels);
    for (let row = 0; row < codes.length; row++) {
      const [value, level] = [y[row], codes[row]];
      if (value !== undefined && level !== undefined && value > 0 && reasons[row] === 0) positive[level] = 1;
    }
    if (!positive.includes(0)) continue;
    for (let row = 0; row < codes.length; row++) {
      if (reasons[row] !== 0 || positive[codes[row] ?? -1] === 1) continue;
      reasons[row] = reason;
      marked++;
    }
  }
  return marked;
}

function markSingletons(effects: readonly EffectCodes[], reasons: Uint8Array): number {
  const reason = code("singleton");
  const counts = effects.map((effect) => countLevels(effect, reasons));
  let marked = 0;
  while (counts.some((count) => count.includes(1))) {
    for (const [at, {codes}] of effects.entries()) {
      const count = item(counts, at);
      if (!count.includes(1)) continue;
      for (let row = 0; row < codes.length; row++) {
        if (reasons[row] !== 0 || whole(count, whole(codes, row)) !== 1) continue;
        reasons[row] = reason;
        marked++;
        for (const [other, effect] of effects.entries()) {
          const level = whole(effect.codes, row);
          const left = item(counts, other);
          left[level] = whole(left, level) - 1;
        }
      }
    }
  }
  return marked;
}

function countLevels({codes, levels}: EffectCodes, reasons: Uint8Array): Int32Array {
  const count = new Int32Array(levels);
  for (let row = 0; row < codes.length; row++) {
    if (reasons[row] !== 0) continue;
    const level = whole(codes, row);
    count[level] = whole(count, level) + 1;
  }
  return count;
}

function collect(reasons: Uint8Array): Sample {
  const counts = new Int32Array(REASONS.length + 1);
  for (let row = 0; row < reasons.length; row++)
    counts[byte(reasons, row)] = whole(counts, byte(reasons, row)) + 1;
  const lists = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Int32Array(counts.length);
  for (let row = 0; row < reasons.length; row++) {
    const reason = byte(reasons, row);
    const at = whole(filled, reason);
    item(lists, reason)[at] = row;
    filled[reason] = at + 1;
  }
  const dropped = new Map<DropReason, Int32Array>();
  for (const [at, reason] of REASONS.entries()) {
    const rows = item(lists, at + 1);
    if (rows.length > 0) dropped.set(reason, rows);
  }
  const rows = item(lists, 0);
  if (rows.length === 0) {
    const counted = [...dropped].map(([reason, {length}]) => `${length} ${reason}`);
    throw noRows(counted.join(", "));
  }
  return {rows, dropped};
}
