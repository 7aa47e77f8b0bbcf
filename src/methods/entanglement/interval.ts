import {below, type Random} from "../../base/index.ts";

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
