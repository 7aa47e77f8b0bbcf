import type {Fit} from "./design.ts";
import {bySample, type Prepared} from "./prepare.ts";

/** The columns of a fit that have a value for each row used. */
export type RowValues = Pick<Fit, "mu" | "residual" | "workingWeight">;

/** How each column is made. */
export type RowMakers = {readonly [Column in keyof RowValues]: (values: RowValues) => Float64Array};

/** Rows up to which columns are made at once, 2 MiB each: the solver's memory can then be let go. */
const EAGER_ROWS = 2 ** 18;

/**
 * Columns by row used, made from the solver's memory when first asked for: of ten million rows each takes 80 MB and a third of
 * a second, and few questions ask for all.
 */
export function rowValues(rows: number, makers: RowMakers): RowValues {
  const made = new Map<keyof RowValues, Float64Array>();
  const column = (name: keyof RowValues): Float64Array => {
    const values = made.get(name) ?? makers[name](lazy);
    made.set(name, values);
    return values;
  };
  const lazy: RowValues = {
    get mu() {
      return column("mu");
    },
    get residual() {
      return column("residual");
    },
    get workingWeight() {
      return column("workingWeight");
    },
  };
  if (rows > EAGER_ROWS) return lazy;
  return {mu: lazy.mu, residual: lazy.residual, workingWeight: lazy.workingWeight};
}

/** A fit of these parts, its columns still to be made. */
export function withRows(fit: Omit<Fit, keyof RowValues>, values: RowValues): Fit {
  return {
    ...fit,
    get mu() {
      return values.mu;
    },
    get residual() {
      return values.residual;
    },
    get workingWeight() {
      return values.workingWeight;
    },
  };
}

/** How the columns of a Poisson fit are made; `panel.weight` holds weight × mean, divided by `scale`. */
export function poissonRows(prepared: Prepared, scale: number): RowMakers {
  const {
    design: {y, weights},
    sample: {rows},
  } = prepared;
  return {
    workingWeight: () => bySample(prepared, prepared.panel.weight.cells, scale),
    mu: ({workingWeight}) =>
      weights === null
        ? workingWeight
        : workingWeight.map((value, used) => value / (weights[rows[used] ?? -1] ?? Number.NaN)),
    // These loops go over every row, so that they read without the checked helpers.
    residual: ({workingWeight}) => {
      const residual = new Float64Array(rows.length);
      for (let used = 0; used < residual.length; used++) {
        const row = rows[used] ?? -1;
        const weight = weights === null ? 1 : (weights[row] ?? Number.NaN);
        residual[used] = weight * (y[row] ?? Number.NaN) - (workingWeight[used] ?? Number.NaN);
      }
      return residual;
    },
  };
}

/** How the columns of a least-squares fit are made from weight × residual by row of the panel, divided by `scale`. */
export function squaresRows(prepared: Prepared, weighted: Float64Array, scale: number): RowMakers {
  const {
    design: {y, weights},
    sample: {rows},
  } = prepared;
  return {
    residual: () => bySample(prepared, weighted, scale),
    workingWeight: () => {
      const given = new Float64Array(rows.length).fill(1);
      if (weights === null) return given;
      return given.map((_, used) => weights[rows[used] ?? -1] ?? Number.NaN);
    },
    mu: ({residual, workingWeight}) =>
      residual.map(
        (value, used) => (y[rows[used] ?? -1] ?? Number.NaN) - value / (workingWeight[used] ?? Number.NaN),
      ),
  };
}
