import {UsageError} from "../../base/index.ts";
import {at} from "../inference/dense.ts";

/** Observations, one a unit and period, in any order; n of each. */
export interface LongPanel {
  readonly unit: readonly string[];
  /** Numbers are put in order by size, text by character. */
  readonly time: readonly (number | string)[];
  /** NaN marks a missing value. */
  readonly outcome: ArrayLike<number>;
  /** 1 from the period on in which the unit is treated, else 0. */
  readonly treated: ArrayLike<number>;
}

/** A balanced panel: every unit in every period, treatment that does not end. */
export interface Panel {
  /** In order of their names. */
  readonly units: readonly string[];
  /** In order. */
  readonly times: readonly (number | string)[];
  /** Units × times, row by row; no missing value. */
  readonly outcomes: Float64Array;
  /** Position in `times` of a unit's first treated period; −1 for a unit that is never treated. */
  readonly starts: Int32Array;
}

/**
 * A balanced panel from single observations.
 *
 * @throws UsageError "empty-panel", "missing-outcome", "treated-value", "duplicate-cell", "unbalanced" or "treatment-ends",
 * each naming unit and period
 */
export function balancedPanel(long: LongPanel): Panel {
  const units = [...new Set(long.unit)].sort();
  const times = [...new Set(long.time)].sort(inOrder);
  if (units.length === 0)
    throw refused("empty-panel", "the panel has no row", "give one row for each unit and period");
  const outcomes = new Float64Array(units.length * times.length).fill(Number.NaN);
  const treated = new Uint8Array(outcomes.length);
  const unitAt = new Map(units.map((unit, position) => [unit, position]));
  const timeAt = new Map(times.map((time, position) => [time, position]));
  for (const [row, unit] of long.unit.entries()) {
    const time = long.time[row] ?? "";
    const value = checkedOutcome(long, row, {unit, time});
    const cell = (unitAt.get(unit) ?? Number.NaN) * times.length + (timeAt.get(time) ?? Number.NaN);
    if (!Number.isNaN(at(outcomes, cell))) throw duplicate(unit, time);
    outcomes[cell] = value;
    treated[cell] = long.treated[row] ?? Number.NaN;
  }
  requireBalance(outcomes, units, times);
  const starts = Int32Array.from(units, (unit, position) => {
    const own = treated.subarray(position * times.length, (position + 1) * times.length);
    return startOf(own, {unit, times});
  });
  return {units, times, outcomes, starts};
}

function inOrder(a: number | string, b: number | string): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a) < String(b) ? -1 : 1;
}

interface Place {
  readonly unit: string;
  readonly time: number | string;
}

function checkedOutcome(long: LongPanel, row: number, {unit, time}: Place): number {
  const value = long.outcome[row] ?? Number.NaN;
  const treated = long.treated[row];
  if (!Number.isFinite(value)) {
    throw refused(
      "missing-outcome",
      `the outcome of unit "${unit}" in period "${time}" is "${value}"`,
      "drop the unit or the period, or fill the value from a source; it is not taken as zero",
    );
  }
  if (treated === 0 || treated === 1) return value;
  throw refused(
    "treated-value",
    `the treatment of unit "${unit}" in period "${time}" is "${treated}"; 0 or 1`,
    "write 1 from the first treated period on, else 0",
  );
}

function requireBalance(outcomes: Float64Array, units: readonly string[], times: Panel["times"]): void {
  const gaps = [...outcomes.entries()].filter(([, value]) => Number.isNaN(value)).map(([cell]) => cell);
  const [first] = gaps;
  if (first === undefined) return;
  const unit = units[Math.floor(first / times.length)];
  const time = times[first % times.length];
  const rest = gaps.length > 1 ? ` and ${gaps.length - 1} more cells` : "";
  throw refused(
    "unbalanced",
    `unit "${unit}" has no row in period "${time}"${rest}`,
    "drop the units or the periods that are not complete",
  );
}

function startOf(
  treated: Uint8Array,
  {unit, times}: {readonly unit: string; readonly times: Panel["times"]},
): number {
  const start = treated.indexOf(1);
  const end = start < 0 ? -1 : treated.indexOf(0, start);
  if (end < 0) return start;
  throw refused(
    "treatment-ends",
    `unit "${unit}" is treated in period "${times[start]}" and no longer in "${times[end]}"`,
    "these estimators need treatment that stays; cut the panel before it ends",
  );
}

function duplicate(unit: string, time: number | string): UsageError {
  return refused("duplicate-cell", `unit "${unit}" has two rows in period "${time}"`, "sum or choose before");
}

function refused(code: string, message: string, hint: string): UsageError {
  return new UsageError(code, {message, where: "panel", hint});
}

/** A panel in which all treated units start together, seen by the estimators. */
export interface TwoBlocks {
  /** Outcome paths of the units never treated, each over all periods. */
  readonly controls: readonly Float64Array[];
  readonly treated: readonly Float64Array[];
  /** Periods before the treatment. */
  readonly before: number;
}

/**
 * The two groups of a panel with one start.
 *
 * @throws UsageError "staggered", "no-treated", "no-controls" or "no-history"
 */
export function twoBlocks({units, times, outcomes, starts}: Panel): TwoBlocks {
  const distinct = [...new Set(starts.filter((start) => start >= 0))].sort((a, b) => a - b);
  const [before] = distinct;
  if (before === undefined) throw refused("no-treated", "no unit is treated", "mark the treated rows with 1");
  if (distinct.length > 1) {
    const named = distinct.map(
      (start) => `${units.filter((_, i) => starts[i] === start).join(", ")} from ${times[start]}`,
    );
    throw refused(
      "staggered",
      `treatment starts at ${distinct.length} times: ${named.join("; ")}`,
      "estimate each start by itself (syntheticByCohort), with the units never treated as controls",
    );
  }
  const path = (unit: number): Float64Array => outcomes.slice(unit * times.length, (unit + 1) * times.length);
  const all = Array.from(starts.keys());
  const controls = all.filter((unit) => at(starts, unit) < 0).map(path);
  if (controls.length < 2) {
    throw refused(
      "no-controls",
      `${controls.length} unit is never treated; two are needed`,
      "add units to compare with",
    );
  }
  if (before < 2) {
    throw refused(
      "no-history",
      `treatment starts in period "${times[before]}", with ${before} period before it; two are needed`,
      "add earlier periods",
    );
  }
  return {controls, treated: all.filter((unit) => at(starts, unit) >= 0).map(path), before};
}
