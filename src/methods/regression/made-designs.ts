import type {Random} from "../../base/index.ts";
import type {Design, EffectCodes, Regressor} from "./design.ts";

/** A design with defaults for what a test does not speak of. */
export function design(parts: Partial<Design> & Pick<Design, "y">): Design {
  return {regressors: [], effects: [], weights: null, offset: null, ...parts};
}

/** A regressor from plain numbers. */
export function regressor(name: string, values: Iterable<number>): Regressor {
  return {name, values: Float64Array.from(values)};
}

/** An effect from codes; levels up to the largest. */
export function effect(name: string, codes: Iterable<number>): EffectCodes {
  const coded = Int32Array.from(codes);
  return {name, codes: coded, levels: coded.reduce((most, code) => Math.max(most, code + 1), 0)};
}

/** A column over rows 0..rows−1. */
export function column(rows: number, value: (row: number) => number): Float64Array {
  return Float64Array.from({length: rows}, (_, row) => value(row));
}

/** An unbalanced panel of units, firms and periods with two regressors, Poisson-like with zeros; every level has a positive outcome. */
export function madePanel(
  random: Random,
  {units, firms, periods}: {units: number; firms: number; periods: number},
): Design {
  const rows = units * periods;
  const firm = column(rows, () => Math.floor(random() * firms));
  const x1 = column(rows, (row) => random() - 0.5 + (row % periods) / periods);
  const x2 = column(rows, (row) => (random() < 0.3 && row % 2 === 0 ? 1 : 0));
  const y = column(rows, (row) => {
    const mean = Math.exp(
      x1[row] === undefined ? 0 : 0.7 * x1[row] + Math.sin(row) + ((firm[row] ?? Number.NaN) % 3) / 2,
    );
    return random() < 0.3 ? 0 : mean * (0.3 + random());
  });
  return design({
    y,
    regressors: [
      {name: "x1", values: x1},
      {name: "x2", values: x2},
    ],
    effects: [
      effect(
        "unit",
        column(rows, (row) => Math.floor(row / periods)),
      ),
      effect("firm", firm),
      effect(
        "period",
        column(rows, (row) => row % periods),
      ),
    ],
  });
}
