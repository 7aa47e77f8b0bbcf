import {UsageError} from "../../base/index.ts";
import {type EventRow, type EventStudy, estimatedRows} from "./event-study.ts";

/** A period with its place in the covariance. */
export interface PlacedRow extends EventRow {
  readonly position: number;
}

/** Estimated periods on both sides of the reference. */
export interface Sides {
  /** From the one next to the reference backwards. */
  readonly before: readonly PlacedRow[];
  /** From the one next to the reference onwards. */
  readonly after: readonly PlacedRow[];
}

/** Which effect: the mean of the periods after, one period, or weights of the periods after in their order. */
export type SensitivityTarget = "mean" | number | readonly number[];

/** The effect in question as weights of the periods after the reference. */
export interface TargetWeights {
  readonly periods: readonly number[];
  readonly weights: Float64Array;
}

/**
 * The two sides of a study.
 *
 * @throws UsageError "period-gap" unless periods follow each other without a gap, "one-sided" unless both sides have one
 */
export function sidesOf(study: EventStudy): Sides {
  const placed = estimatedRows(study).map((row, position) => ({...row, position}));
  const before = placed.filter(({period}) => period < study.referencePeriod).reverse();
  const after = placed.filter(({period}) => period > study.referencePeriod);
  if (before.length === 0 || after.length === 0) throw oneSided(before.length, after.length);
  const all = study.rows.map(({period}) => period);
  const gap = all.findIndex((period, i) => i > 0 && period - (all[i - 1] ?? Number.NaN) !== 1);
  if (gap < 0) return {before, after};
  throw new UsageError("period-gap", {
    message: `periods go from ${all[gap - 1]} to ${all[gap]}`,
    where: "sensitivity",
    hint: "bounds on trends need every period; leave out the periods beyond the gap",
  });
}

/**
 * A target as weights.
 *
 * @throws UsageError "unknown-period", or "weights-length"
 */
export function targetWeights({after}: Sides, target: SensitivityTarget): TargetWeights {
  const periods = after.map(({period}) => period);
  const weights = weightsOf(periods, target);
  return {periods, weights: Float64Array.from(weights)};
}

function weightsOf(periods: readonly number[], target: SensitivityTarget): readonly number[] {
  if (target === "mean") return periods.map(() => 1 / periods.length);
  if (typeof target === "number") {
    if (periods.includes(target)) return periods.map((period) => Number(period === target));
    throw new UsageError("unknown-period", {
      message: `unknown period "${target}"; one of ${periods.join(", ")}`,
      where: "sensitivity",
      hint: "name a period after the reference",
    });
  }
  if (target.length === periods.length) return target;
  throw new UsageError("weights-length", {
    message: `${target.length} weights for ${periods.length} periods after the reference`,
    where: "sensitivity",
    hint: "give one weight for each",
  });
}

function oneSided(before: number, after: number): UsageError {
  return new UsageError("one-sided", {
    message: `there are ${before} estimated periods before the reference and ${after} after it; both sides need one`,
    where: "sensitivity",
    hint: "estimate a period before the reference: without it nothing is known of trends",
  });
}
