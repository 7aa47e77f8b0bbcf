import {below, type Random} from "../../base/index.ts";
import {tQuantile} from "../special/index.ts";

/** Bounds that hold the middle `level` of the draws. */
export interface PercentileInterval {
  readonly low: number;
  readonly high: number;
}

/** Positions of a sample of `count` drawn from `count` with replacement. */
export function resampled(count: number, random: Random): number[] {
  return Array.from({length: count}, () => below(random, count));
}

/**
 * Percentile interval of bootstrap draws (Efron 1979): quantiles by linear interpolation between order statistics.
 *
 * @returns null without draws
 */
export function percentileInterval(draws: readonly number[], level: number): PercentileInterval | null {
  if (draws.length === 0) return null;
  const sorted = Float64Array.from(draws).sort();
  return {low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2)};
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const [from, to] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (from === undefined || to === undefined) return Number.NaN;
  return from + (to - from) * (place - Math.floor(place));
}

/** Bounds of a sum of independent parts. */
export interface SumInterval extends PercentileInterval {
  /** Of the t distribution (Satterthwaite 1946); null where nothing varies. */
  readonly freedom: number | null;
}

/**
 * Interval of a sum whose parts were drawn apart: the variance of each part by its values with one year left out (the jackknife of
 * Tukey 1958: (n − 1)/n Σ (θ₍ᵢ₎ − θ̄)²), together a t with the degrees of freedom of Welch and Satterthwaite. For a difference of two
 * means it is Welch's interval.
 *
 * @param parts of each part the sum's contribution with each of its n ≥ 2 years left out
 * @param bounds what the sum can be at all: the interval ends there
 */
export function jackknifeInterval(
  estimate: number,
  parts: readonly (readonly number[])[],
  {level, least, most}: {readonly level: number; readonly least: number; readonly most: number},
): SumInterval {
  const variances = parts.map(jackknifeVariance);
  const variance = variances.reduce((sum, one) => sum + one, 0);
  // Years that do not differ leave rounding alone: differences of a few units in the last place of shares.
  if (variance < 1e-28) return {low: estimate, high: estimate, freedom: null};
  const spread = variances.reduce(
    (sum, one, at) => sum + one ** 2 / ((parts[at]?.length ?? Number.NaN) - 1),
    0,
  );
  const freedom = variance ** 2 / spread;
  const reach = tQuantile((1 + level) / 2, freedom) * Math.sqrt(variance);
  return {low: Math.max(least, estimate - reach), high: Math.min(most, estimate + reach), freedom};
}

function jackknifeVariance(replicates: readonly number[]): number {
  const count = replicates.length;
  const mean = replicates.reduce((sum, one) => sum + one, 0) / count;
  return ((count - 1) / count) * replicates.reduce((sum, one) => sum + (one - mean) ** 2, 0);
}
