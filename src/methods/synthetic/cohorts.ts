import {at} from "../inference/dense.ts";
import {type SyntheticEstimate, type SyntheticOptions, syntheticEstimate} from "./estimate.ts";
import type {Panel} from "./panel.ts";

/** Estimates of units that start at different times. */
export interface CohortEstimates {
  readonly cohorts: readonly SyntheticEstimate[];
  /** Mean of the cohorts' effects, each weighted by its treated units × treated periods. */
  readonly effect: number;
}

/** Each start by itself, against the units never treated; treated units of other starts are left out. */
export function syntheticByCohort(panel: Panel, options: SyntheticOptions): CohortEstimates {
  const starts = [...new Set(panel.starts.filter((start) => start >= 0))].sort((a, b) => a - b);
  // Without a treated unit the single estimate says what is wrong.
  const cohorts =
    starts.length === 0
      ? [syntheticEstimate(panel, options)]
      : starts.map((start) => syntheticEstimate(cohort(panel, start), options));
  const sizes = cohorts.map(
    ({treated, gaps, times}) => treated.length * (gaps.length - times.weights.length),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {cohorts, effect: cohorts.reduce((sum, {effect}, i) => sum + (effect * at(sizes, i)) / total, 0)};
}

/** The panel of one start and the units never treated. */
export function cohort({units, times, outcomes, starts}: Panel, start: number): Panel {
  const kept = Array.from(starts.keys()).filter((unit) => at(starts, unit) < 0 || at(starts, unit) === start);
  return {
    units: kept.map((unit) => units[unit] ?? ""),
    times,
    outcomes: Float64Array.from(
      kept.flatMap((unit) => [...outcomes.subarray(unit * times.length, (unit + 1) * times.length)]),
    ),
    starts: Int32Array.from(kept, (unit) => at(starts, unit)),
  };
}
