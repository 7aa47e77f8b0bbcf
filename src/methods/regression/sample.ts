import {NumericalError} from "../../base/index.ts";
import type {Design, DropReason, EffectCodes} from "./design.ts";
import {item, real, whole} from "./kernels/cells.ts";

/** Which rows stay and why the others do not. */
export interface Sample {
  /** Rows of the design that stay, ascending. */
  readonly rows: Int32Array;
  /** As in `SampleAudit`. */
  readonly dropped: ReadonlyMap<DropReason, Int32Array>;
  /** By effect and level, its rows that stay. */
  readonly levelRows: readonly Int32Array[];
}

const REASONS: readonly DropReason[] = ["missing", "zero-weight", "all-zero-level", "singleton", "separated"];

/**
 * Which rows of a design carry information. Rows with a missing value or weight 0 go first; then, for Poisson, levels in
 * which the outcome is always 0, and levels of one row, until neither is left.
 *
 * @param gappy columns with a missing value, as `validate` found them
 * @param separated rows found separated, ascending, taken out before levels are counted
 * @throws NumericalError "all-zero-outcome", "no-rows-left"
 */
export function selectSample(
  design: Design,
  family: "poisson" | "gaussian",
  gappy: ReadonlySet<Float64Array | Int32Array>,
  separated?: Int32Array,
): Sample {
  const reasons = new Uint8Array(design.y.length);
  markMissing(design, reasons, gappy);
  if (family === "poisson" && !hasPositive(design.y, reasons)) throw allZero(design, reasons);
  for (const row of separated ?? []) reasons[row] = code("separated");
  // Least squares asks for no positive outcome.
  const outcome = family === "poisson" ? design.y : null;
  const counted = design.effects.map((effect) => countLevels(effect, outcome, reasons));
  let found = true;
  while (found) {
    const zeros = family === "poisson" ? markZeroLevels(design, reasons, counted) : 0;
    const singles = markSingletons(design, reasons, counted);
    // A single row with a positive outcome may have been the only one of another level.
    found = zeros + singles > 0 && family === "poisson";
  }
  return {...collect(reasons), levelRows: counted.map(({rows}) => rows)};
}

/** The sample of a design from which nothing is dropped. */
export function wholeSample({y, effects}: Design): Sample {
  const counted = effects.map((effect) => countLevels(effect, null, new Uint8Array(y.length)));
  return {
    rows: Int32Array.from(y.keys()),
    dropped: new Map(),
    levelRows: counted.map(({rows}) => rows),
  };
}

function code(reason: DropReason): number {
  return REASONS.indexOf(reason) + 1;
}

function markMissing(
  {weights}: Design,
  reasons: Uint8Array,
  gappy: ReadonlySet<Float64Array | Int32Array>,
): void {
  const missing = code("missing");
  if (weights !== null) {
    for (let row = 0; row < weights.length; row++) if (weights[row] === 0) reasons[row] = code("zero-weight");
  }
  for (const column of gappy) {
    // A missing code is below 0, a missing number is none.
    const isCode = column instanceof Int32Array;
    for (let row = 0; row < column.length; row++) {
      const value = column[row] ?? Number.NaN;
      if (isCode ? value < 0 : Number.isNaN(value)) reasons[row] = missing;
    }
  }
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

/** By level of an effect, rows that are left and, for Poisson, those of them with a positive outcome. */
interface LevelCounts {
  readonly rows: Int32Array;
  readonly positives: Int32Array;
}

// These loops go over every cell of the design, so that they read without the checked helpers.
function countLevels({codes, levels}: EffectCodes, y: Float64Array | null, reasons: Uint8Array): LevelCounts {
  const [rows, positives] = [new Int32Array(levels), new Int32Array(levels)];
  for (let row = 0; row < codes.length; row++) {
    if (reasons[row] !== 0) continue;
    const level = codes[row] ?? -1;
    rows[level] = (rows[level] ?? -1) + 1;
    if (y !== null && (y[row] ?? Number.NaN) > 0) positives[level] = (positives[level] ?? -1) + 1;
  }
  return {rows, positives};
}

/** Takes out rows of levels without a positive outcome; all of them are 0, so that no other level loses its last positive. */
function markZeroLevels({effects, y}: Design, reasons: Uint8Array, counts: readonly LevelCounts[]): number {
  const reason = code("all-zero-level");
  let marked = 0;
  for (const [at, {codes}] of effects.entries()) {
    const {rows, positives} = item(counts, at);
    if (!positives.some((positive, level) => positive === 0 && (rows[level] ?? -1) > 0)) continue;
    for (let row = 0; row < codes.length; row++) {
      if (reasons[row] !== 0 || (positives[codes[row] ?? -1] ?? -1) > 0) continue;
      reasons[row] = reason;
      discount({effects, y}, row, counts);
      marked++;
    }
  }
  return marked;
}

function markSingletons({effects, y}: Design, reasons: Uint8Array, counts: readonly LevelCounts[]): number {
  const reason = code("singleton");
  let marked = 0;
  while (counts.some(({rows}) => rows.includes(1))) {
    for (const [at, {codes}] of effects.entries()) {
      const {rows} = item(counts, at);
      if (!rows.includes(1)) continue;
      for (let row = 0; row < codes.length; row++) {
        if (reasons[row] !== 0 || rows[codes[row] ?? -1] !== 1) continue;
        reasons[row] = reason;
        discount({effects, y}, row, counts);
        marked++;
      }
    }
  }
  return marked;
}

/** Takes a row out of the counts of its levels. */
function discount(
  {effects, y}: Pick<Design, "effects" | "y">,
  row: number,
  counts: readonly LevelCounts[],
): void {
  for (const [at, {codes}] of effects.entries()) {
    const {rows, positives} = item(counts, at);
    const level = whole(codes, row);
    rows[level] = whole(rows, level) - 1;
    if (real(y, row) > 0) positives[level] = whole(positives, level) - 1;
  }
}

function collect(reasons: Uint8Array): Omit<Sample, "levelRows"> {
  const counts = new Int32Array(REASONS.length + 1);
  for (let row = 0; row < reasons.length; row++) {
    const reason = reasons[row] ?? -1;
    counts[reason] = (counts[reason] ?? -1) + 1;
  }
  const lists = Array.from(counts, (count) => new Int32Array(count));
  const kept = item(lists, 0);
  const filled = new Int32Array(counts.length);
  let stay = 0;
  for (let row = 0; row < reasons.length; row++) {
    const reason = reasons[row] ?? -1;
    if (reason === 0) {
      kept[stay++] = row;
      continue;
    }
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
