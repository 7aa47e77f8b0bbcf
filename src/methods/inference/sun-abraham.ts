import {UsageError} from "../../base/index.ts";
import type {Fit} from "../regression/design.ts";
import type {Covariance} from "./covariance.ts";
import {add, at, dot, sandwich, timesVector} from "./dense.ts";
import type {Estimates} from "./table.ts";
import {positionOf} from "./wald.ts";

/** A regressor of one cohort in one period relative to its treatment. */
export interface CohortPeriod {
  /** Its coefficient's name: "year::-2:cohort::2005". */
  readonly name: string;
  readonly cohort: number;
  readonly relativePeriod: number;
}

/** The cells, and which of them each row of the design is in. */
export interface CohortCells {
  readonly cells: readonly CohortPeriod[];
  /** Position in `cells` of each row of the design, −1 outside. */
  readonly cellOfRow: Int32Array;
}

/** Averages over cohorts, with what is needed to read them like any estimate. */
export interface CohortAverage extends Estimates {
  readonly covariance: Covariance;
}

/** Interaction-weighted estimates of an event study with staggered treatment. */
export interface SunAbraham {
  /** By relative period, named "year::-2", for `eventStudy`. */
  readonly periods: CohortAverage;
  /** Mean over all treated cells from period 0 on, each row counting alike; named "ATT". Null without such a cell. */
  readonly overall: CohortAverage | null;
  /** Share of each cohort among the treated rows of its period, one a coefficient kept. */
  readonly shares: readonly {readonly name: string; readonly share: number}[];
  /** Cells without a coefficient (collinear): their rows count in no average. */
  readonly dropped: readonly string[];
}

/** How the shares enter. */
export interface SunAbrahamOptions {
  /** Design rows' weights: shares are then of weight. */
  readonly weights?: Float64Array | null;
  /**
   * Number of independent units behind the shares: adds their sampling variance, Var = Σ (effect − mean)²·share/units, to
   * each period. Null takes the shares as given, as fixest does.
   */
  readonly units?: number | null;
}

/**
 * Interaction-weighted estimator of Sun & Abraham (2021, doi:10.1016/j.jeconom.2020.09.006): coefficients of cohort × period
 * averaged with the cohorts' shares of the rows used, L·b with covariance L·V·Lᵀ.
 *
 * @throws UsageError "no-cohort-cells" when the fit has no coefficient of a cell, or "cell-rows" when the rows are not the design's
 */
export function sunAbraham(
  fit: Fit,
  covariance: Covariance,
  {cells, cellOfRow}: CohortCells,
  {weights = null, units = null}: SunAbrahamOptions = {},
): SunAbraham {
  if (cellOfRow.length !== fit.audit.rowsIn) throw otherRows(cellOfRow.length, fit.audit.rowsIn);
  const sizes = sizesOf(fit, {cells, cellOfRow}, weights);
  const kept = cells.flatMap((cell, i) =>
    fit.names.includes(cell.name) && at(sizes, i) > 0
      ? [{...cell, size: at(sizes, i), column: positionOf(fit.names, cell.name)}]
      : [],
  );
  if (kept.length === 0) throw noCells(fit.names);
  const relative = [...new Set(kept.map(({relativePeriod}) => relativePeriod))].sort((a, b) => a - b);
  const groups = relative.map((period) => kept.filter(({relativePeriod}) => relativePeriod === period));
  const variable = /^(.+?)::/.exec(kept[0]?.name ?? "")?.[1] ?? "period";
  const after = kept.filter(({relativePeriod}) => relativePeriod >= 0);
  const average = (names: readonly string[], sets: readonly Weighted[][]): CohortAverage =>
    averaged({fit, covariance, names, sets, units});
  return {
    periods: average(
      relative.map((period) => `${variable}::${period}`),
      groups,
    ),
    overall: after.length === 0 ? null : average(["ATT"], [after]),
    shares: groups.flatMap((set) => {
      const total = totalOf(set);
      return set.map(({name, size}) => ({name, share: size / total}));
    }),
    dropped: cells.filter(({name}) => !kept.some((cell) => cell.name === name)).map(({name}) => name),
  };
}

interface Weighted {
  readonly size: number;
  readonly column: number;
}

interface Averaging {
  readonly fit: Fit;
  readonly covariance: Covariance;
  readonly names: readonly string[];
  readonly sets: readonly (readonly Weighted[])[];
  readonly units: number | null;
}

function averaged({fit, covariance, names, sets, units}: Averaging): CohortAverage {
  const k = fit.names.length;
  const l = new Float64Array(sets.length * k);
  for (const [row, set] of sets.entries()) {
    const total = totalOf(set);
    for (const {size, column} of set) add(l, row * k + column, size / total);
  }
  const matrix = sandwich(l, covariance.matrix, k);
  if (units !== null) {
    for (const [row, set] of sets.entries()) {
      const shares = l.subarray(row * k, (row + 1) * k);
      const mean = dot(shares, fit.beta);
      const spread = set.reduce(
        (sum, {column}) => sum + at(shares, column) * (at(fit.beta, column) - mean) ** 2,
        0,
      );
      add(matrix, row * sets.length + row, spread / units);
    }
  }
  return {names, beta: timesVector(l, fit.beta), covariance: {...covariance, names, matrix}};
}

function totalOf(set: readonly Weighted[]): number {
  return set.reduce((sum, {size}) => sum + size, 0);
}

function sizesOf(fit: Fit, {cells, cellOfRow}: CohortCells, weights: Float64Array | null): Float64Array {
  const sizes = new Float64Array(cells.length);
  for (const row of fit.rows) {
    const cell = at(cellOfRow, row);
    if (cell >= 0) add(sizes, cell, weights === null ? 1 : at(weights, row));
  }
  return sizes;
}

function noCells(names: readonly string[]): UsageError {
  return new UsageError("no-cohort-cells", {
    message: `the fit has no coefficient of a cohort and period; it has ${names.join(", ")}`,
    where: "sun-abraham",
    hint: "write sunab(cohort, period) in the formula",
  });
}

function otherRows(rows: number, wanted: number): UsageError {
  return new UsageError("cell-rows", {
    message: `the cells are given for ${rows} rows, the design has ${wanted}`,
    where: "sun-abraham",
    hint: "give the cell of each row of the design",
  });
}
