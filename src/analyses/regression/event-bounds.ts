import type {FindingColumn, FindingRow} from "../../base/index.ts";
import {
  type EventStudy,
  relativeMagnitudes,
  type SensitivityResult,
  smoothness,
} from "../../methods/inference/index.ts";

/** Largest change in trend after the event, as a multiple of the largest before it. */
const MAGNITUDES = [0, 0.5, 1, 1.5, 2] as const;
/** Change of slope from period to period, as a multiple of the middle standard error. */
const BENDS = [0, 0.25, 0.5, 1] as const;

/** Bounds on the mean effect after the event when trends before would not have gone on in parallel (Rambachan & Roth 2023). */
export function boundsOf(series: EventStudy): SensitivityResult[] {
  const errors = series.rows.flatMap(({name, se}) => (name === null ? [] : [se])).sort((a, b) => a - b);
  const middle = errors[Math.floor(errors.length / 2)] ?? 1;
  return [
    relativeMagnitudes(series, MAGNITUDES),
    smoothness(
      series,
      BENDS.map((bend) => bend * middle),
    ),
  ];
}

/** Columns of a table of bounds. */
export const BOUND_COLUMNS: readonly FindingColumn[] = [
  {
    name: "restriction",
    unit: "text",
    meaning:
      "what trends may do: change after the event by at most size × the largest change before (relative-magnitudes), or change their slope by at most size a period (smoothness)",
  },
  {name: "size", unit: "coefficient", meaning: "how large a violation is allowed"},
  {
    name: "effect_low",
    unit: "coefficient",
    meaning: "lower bound of the mean effect; missing where the estimates contradict the size",
  },
  {
    name: "effect_high",
    unit: "coefficient",
    meaning: "upper bound of the mean effect; missing where the estimates contradict the size",
  },
  {
    name: "conf_low",
    unit: "coefficient",
    meaning: "lower end of the interval that holds under the restriction",
  },
  {
    name: "conf_high",
    unit: "coefficient",
    meaning: "upper end of the interval that holds under the restriction",
  },
];

/** One row a restriction and size. */
export function boundRows(results: readonly SensitivityResult[]): FindingRow[] {
  return results.flatMap(({restriction, bounds}) =>
    bounds.map(({size, identified, low, high}) => ({
      restriction,
      size,
      effect_low: identified?.low ?? null,
      effect_high: identified?.high ?? null,
      conf_low: low,
      conf_high: high,
    })),
  );
}

/** How large a violation the sign of the mean effect survives, in a sentence for each restriction. */
export function boundTexts(results: readonly SensitivityResult[]): string[] {
  return results.map(({restriction, breakdown}) =>
    breakdown === null
      ? `${restriction}: the interval of the mean effect holds zero without any violation`
      : `${restriction}: the sign of the mean effect stands up to a size of ${breakdown.toPrecision(3)}`,
  );
}
