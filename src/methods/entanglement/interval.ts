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

/** How sure an interval is to be, and what the sum can be at all. */
export interface IntervalBounds {
  readonly level: number;
  readonly least: number;
  readonly most: number;
  readonly fewest?: readonly number[];
}

/** A term of a sum with each of its years left out in turn. */
export interface YearsTerm {
  readonly years: readonly number[];
  /** In the order of `years`. */
  readonly replicates: readonly number[];
  /** Of the term in the sum. */
  readonly weight: number;
}

/**
 * A weighted sum with each year left out of all its terms at once, less its mean over years: terms that move together in a year add
 * up, and do not cancel. A term without the year stays as it is. Where all terms have the same n years this is the jackknife of the
 * sum itself; else each term's part is scaled so that its own variance is that of its own years.
 *
 * @returns a value for each year of any term, ascending; their jackknife variance is that of the sum
 */
export function jointReplicates(terms: readonly YearsTerm[]): number[] {
  const years = [...new Set(terms.flatMap((term) => term.years))].sort((a, b) => a - b);
  const scale = (count: number) => Math.sqrt((count - 1) / count);
  return years.map((year) =>
    terms.reduce((sum, {years: own, replicates, weight}) => {
      const replicate = replicates[own.indexOf(year)];
      if (replicate === undefined) return sum;
      const mean = replicates.reduce((all, one) => all + one, 0) / own.length;
      return sum + (weight * (replicate - mean) * scale(own.length)) / scale(years.length);
    }, 0),
  );
}

/**
 * Interval of a sum whose parts were drawn apart: the variance of each part by its values with one year left out (the jackknife of
 * Tukey 1958: (n − 1)/n Σ (θ₍ᵢ₎ − θ̄)²), together a t with the degrees of freedom of Welch and Satterthwaite. For a difference of two
 * means it is Welch's interval.
 *
 * @param parts of each part the sum's contribution with each of its n ≥ 2 years left out
 * @param bounds what the sum can be at all: the interval ends there
 * @param fewest of each part the years that count for its degrees of freedom, where fewer than n
 */
export function jackknifeInterval(
  estimate: number,
  parts: readonly (readonly number[])[],
  {level, least, most, fewest}: IntervalBounds,
): SumInterval {
  const variances = parts.map(jackknifeVariance);
  const variance = variances.reduce((sum, one) => sum + one, 0);
  // Years that do not differ leave rounding alone: differences of a few units in the last place of shares.
  if (variance < 1e-28) return {low: estimate, high: estimate, freedom: null};
  const spread = variances.reduce(
    (sum, one, at) => sum + one ** 2 / ((fewest?.[at] ?? parts[at]?.length ?? Number.NaN) - 1),
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
