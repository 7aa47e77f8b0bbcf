import type {Finding, FindingColumn, FindingRow} from "../../base/index.ts";
import type {PlaceboInference, SyntheticEstimate} from "../../methods/synthetic/index.ts";
import type {SynthParams} from "./params.ts";

/** One start of treatment: its estimate, and what placebos say of it; null where too few units remain for placebos. */
export interface Start {
  readonly estimate: SyntheticEstimate;
  readonly placebos: PlaceboInference | null;
}

/** The treated units by name, or how many. */
export function treatedOf(cohorts: readonly SyntheticEstimate[]): string {
  const units = cohorts.flatMap(({treated}) => treated);
  return units.length > 4 ? `${units.length} units` : units.join(", ");
}

type Shown = Pick<Finding, "columns" | "rows">;

/** Rows and columns that `show` asks for. */
export function synthShown({show}: SynthParams, starts: readonly Start[]): Shown {
  switch (show) {
    case "effect":
      return {columns: EFFECT_COLUMNS, rows: starts.map(effectRow)};
    case "periods":
      return {columns: PERIOD_COLUMNS, rows: starts.flatMap(({estimate}) => periodRows(estimate))};
    case "weights":
      return {columns: WEIGHT_COLUMNS, rows: starts.flatMap(({estimate}) => weightRows(estimate))};
    case "placebos":
      return {columns: PLACEBO_COLUMNS, rows: starts.flatMap(placeboRows)};
  }
}

const START: FindingColumn = {name: "start", unit: "text", meaning: "first treated period"};

const EFFECT_COLUMNS: readonly FindingColumn[] = [
  {name: "treated", unit: "text", meaning: "treated units, or how many"},
  START,
  {
    name: "effect",
    unit: "coefficient",
    meaning: "mean effect over the treated periods, in the unit of the outcome",
  },
  {
    name: "std_error",
    unit: "coefficient",
    meaning: "spread of the placebo effects; missing with too few units",
  },
  {
    name: "p_value",
    unit: "p",
    meaning: "rank of the effect's size among placebos; missing with too few units",
  },
  {name: "conf_low", unit: "coefficient", meaning: "lower end of the interval; missing with too few units"},
  {name: "conf_high", unit: "coefficient", meaning: "upper end of the interval; missing with too few units"},
  {name: "pre_rmse", unit: "coefficient", meaning: "root mean square distance before treatment"},
];

function effectRow({estimate, placebos}: Start): FindingRow {
  return {
    treated: treatedOf([estimate]),
    start: String(estimate.start),
    effect: estimate.effect,
    std_error: placebos?.se ?? null,
    p_value: placebos?.rankP ?? null,
    conf_low: placebos?.low ?? null,
    conf_high: placebos?.high ?? null,
    pre_rmse: estimate.preRmse,
  };
}

const PERIOD_COLUMNS: readonly FindingColumn[] = [
  START,
  {name: "period", unit: "text", meaning: "period"},
  {name: "observed", unit: "coefficient", meaning: "mean outcome of the treated"},
  {name: "counterfactual", unit: "coefficient", meaning: "what it would have been"},
  {name: "gap", unit: "coefficient", meaning: "observed less counterfactual"},
];

function periodRows({start, periods, observed, counterfactual, gaps}: SyntheticEstimate): FindingRow[] {
  return periods.map((period, at) => ({
    start: String(start),
    period: String(period),
    observed: observed[at] ?? null,
    counterfactual: counterfactual[at] ?? null,
    gap: gaps[at] ?? null,
  }));
}

const WEIGHT_COLUMNS: readonly FindingColumn[] = [
  START,
  {name: "of", unit: "text", meaning: "a unit never treated, or a period before treatment"},
  {name: "name", unit: "text", meaning: "which"},
  {name: "weight_pct", unit: "percent", meaning: "its weight in the counterfactual"},
];

function weightRows({start, controls, periods, units, times}: SyntheticEstimate): FindingRow[] {
  const rows = (of: string, names: readonly (number | string)[], weights: Float64Array) =>
    Array.from(weights, (weight, at) => ({
      start: String(start),
      of,
      name: String(names[at]),
      weight_pct: 100 * weight,
    }))
      .filter(({weight_pct: weight}) => weight > 0)
      .toSorted((a, b) => b.weight_pct - a.weight_pct);
  return [...rows("unit", controls, units.weights), ...rows("period", periods, times.weights)];
}

const PLACEBO_COLUMNS: readonly FindingColumn[] = [
  START,
  {name: "units", unit: "text", meaning: "untreated units taken as treated"},
  {name: "effect", unit: "coefficient", meaning: "what the method finds for them"},
  {name: "pre_rmse", unit: "coefficient", meaning: "root mean square distance before treatment"},
  {
    name: "ratio",
    unit: "ratio",
    meaning: "distance after over before; missing where the fit before is perfect",
  },
];

function placeboRows({estimate, placebos}: Start): FindingRow[] {
  return (placebos?.placebos ?? []).map(({units, effect, preRmse, ratio}) => ({
    start: String(estimate.start),
    units: units.join(", "),
    effect,
    pre_rmse: preRmse,
    ratio,
  }));
}
