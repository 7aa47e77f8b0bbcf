import type {Regressor} from "../regression/design.ts";
import {numbersOf} from "./evaluate.ts";
import {written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import type {Scope} from "./table.ts";
import type {CohortFactor} from "./term.ts";

/** A treated cohort in a period relative to its treatment: one regressor. */
export interface CohortCell {
  /** As the regressor is called: "year::-2:cohort::2005". */
  readonly name: string;
  readonly cohort: number;
  readonly relativePeriod: number;
}

/** The regressors of `sunab()` (Sun & Abraham 2021, doi:10.1016/j.jeconom.2020.09.006), before they are averaged. */
export interface CohortColumns {
  readonly regressors: readonly Regressor[];
  readonly cells: readonly CohortCell[];
  /** The cell of each row, length n; −1 in comparison rows, reference periods and rows left out. */
  readonly cellOfRow: Int32Array;
  /** Rows of cohorts treated before their first period: they tell nothing, and their regressors are missing. */
  readonly alwaysTreated: number;
}

/**
 * Columns of cohort by relative period. Cohorts after the last period, at 0 before the first one, or in `ref.c` were never
 * treated and serve as comparison. Periods are calendar time, or relative where no cohort is one of them.
 *
 * @throws UsageError "no-comparison" when every cohort is treated in the data and none is named by `ref.c`; "ambiguous-periods" when
 *   periods stand on both sides of 0 and are cohorts, too
 */
export function cohortColumns(scope: Scope, factor: CohortFactor): CohortColumns {
  const cohort = numbersOf(scope, factor.cohort);
  const period = numbersOf(scope, factor.period);
  if (areAmbiguous(cohort, period)) throw ambiguous(scope, factor);
  const relative = relativePeriods(cohort, period, new Set(factor.refCohorts.map(Number)));
  if (!relative.some((value) => value === Number.NEGATIVE_INFINITY)) throw noComparison(scope, factor);
  const always = alwaysTreatedCohorts(cohort, relative);
  const left = new Set(factor.refPeriods.map(Number));
  const cells = new Map<string, CohortCell & {readonly rows: number[]}>();
  for (let row = 0; row < cohort.length; row++) {
    const [of = Number.NaN, at = Number.NaN] = [cohort[row], relative[row]];
    if (!Number.isFinite(at) || always.has(of) || left.has(at)) continue;
    const name = `${written(factor.period)}::${at}:cohort::${of}`;
    const cell = cells.get(name) ?? {name, cohort: of, relativePeriod: at, rows: []};
    cell.rows.push(row);
    cells.set(name, cell);
  }
  const ordered = [...cells.values()].toSorted(
    (a, b) => a.relativePeriod - b.relativePeriod || a.cohort - b.cohort,
  );
  const gaps = relative.map((value, row) =>
    Number.isNaN(value) || always.has(cohort[row] ?? Number.NaN) ? Number.NaN : 0,
  );
  const cellOfRow = new Int32Array(cohort.length).fill(-1);
  const regressors = ordered.map(({name, rows}, code) => {
    const values = gaps.slice();
    for (const row of rows) {
      values[row] = 1;
      cellOfRow[row] = code;
    }
    return {name, values};
  });
  return {
    regressors,
    cells: ordered.map(({name, cohort: of, relativePeriod}) => ({name, cohort: of, relativePeriod})),
    cellOfRow,
    alwaysTreated: cohort.reduce((rows, of) => rows + Number(always.has(of)), 0),
  };
}

/** Periods below, at and above 0 look relative; cohorts among them look like calendar time. */
function areAmbiguous(cohort: Float64Array, period: Float64Array): boolean {
  const periods = new Set(period);
  const [first, last] = rangeOf(period);
  return first < 0 && last > 0 && periods.has(0) && cohort.some((value) => periods.has(value));
}

function ambiguous({text}: Scope, {piece, cohort, period}: CohortFactor): Error {
  return formulaError({
    text,
    at: piece.at,
    code: "ambiguous-periods",
    problem: `${written(period)} goes from below 0 to above, and some ${written(cohort)} are among its values: relative or calendar time?`,
    hint: "name cohorts by calendar time where periods are relative; count calendar periods from 1",
  });
}

/** Periods since treatment; −∞ where never treated, NaN where missing. */
function relativePeriods(
  cohort: Float64Array,
  period: Float64Array,
  never: ReadonlySet<number>,
): Float64Array {
  const periods = new Set(period);
  const isCalendar = cohort.some((value) => periods.has(value) && !Number.isNaN(value));
  const [first, last] = rangeOf(period);
  const onlyBefore = isCalendar ? null : cohortsNeverAfter(cohort, period);
  return cohort.map((of, row) => {
    const at = period[row] ?? Number.NaN;
    if (Number.isNaN(of) || Number.isNaN(at)) return Number.NaN;
    if (never.has(of) || onlyBefore?.has(of)) return Number.NEGATIVE_INFINITY;
    if (!isCalendar) return at;
    return of > last || (of === 0 && first > 0) ? Number.NEGATIVE_INFINITY : at - of;
  });
}

function rangeOf(values: Float64Array): [number, number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

function cohortsNeverAfter(cohort: Float64Array, period: Float64Array): Set<number> {
  const after = new Set(cohort.filter((_, row) => (period[row] ?? Number.NaN) >= 0));
  return new Set(cohort.filter((of) => !after.has(of)));
}

function alwaysTreatedCohorts(cohort: Float64Array, relative: Float64Array): Set<number> {
  const before = new Set(cohort.filter((_, row) => (relative[row] ?? Number.NaN) < 0));
  return new Set(cohort.filter((of) => !before.has(of) && !Number.isNaN(of)));
}

function noComparison({text}: Scope, {piece, cohort}: CohortFactor): Error {
  return formulaError({
    text,
    at: piece.at,
    code: "no-comparison",
    problem: `every ${written(cohort)} is treated within the data: none is left to compare with`,
    hint: "name the cohort to compare with, usually the last: sunab(cohort, year, ref.c = 2012)",
  });
}
