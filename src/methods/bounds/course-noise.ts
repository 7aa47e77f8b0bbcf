/** How far the years of some series lay from their usual course. */
export interface CourseNoise {
  /** Variance of one year of each series, from its own years alone; its unit squared. */
  readonly variances: Float64Array;
  /** By moments, what all series share in a year, as a share of their sum; see `sharedDeviation`. */
  readonly excess: number;
  readonly scale: number;
  readonly degrees: number;
}

/**
 * The noise of series about a course that is fitted to them with one free level each.
 *
 * With residuals e and the fitted sum F of all series over a mean year, (Σe)² − Σe² of a year has as its mean the variance
 * of what the series share times F² − Σf², because all else is independent between series.
 *
 * @param values years of each series, oldest first: series × years, two years at least
 * @param fitted the course of each, of the same shape and unit
 */
export function courseNoise(
  values: readonly (readonly number[])[],
  fitted: readonly (readonly number[])[],
): CourseNoise {
  const [first = []] = values;
  const years = first.length;
  const free = years - 1;
  const variances = new Float64Array(values.length);
  const together = new Float64Array(years);
  let [apart, total, squares] = [0, 0, 0];
  for (const [place, own] of values.entries()) {
    const course = fitted[place] ?? [];
    let [squared, level] = [0, 0];
    for (const [year, value] of own.entries()) {
      const residual = value - Number(course[year]);
      squared += residual * residual;
      together[year] = Number(together[year]) + residual;
      level += Number(course[year]) / years;
    }
    variances[place] = squared / free;
    apart += squared;
    total += level;
    squares += level * level;
  }
  const excess = together.reduce((sum, residual) => sum + residual * residual, 0) - apart;
  const usable = total > 0 && free > 0;
  return {
    variances,
    excess: usable ? excess / total ** 2 : 0,
    scale: usable ? free * (1 - squares / total ** 2) : 0,
    degrees: usable ? free : 0,
  };
}

/** Standard deviation, as a share, of what series of one group share in a year, over all groups; with its degrees of freedom. */
export function sharedDeviation(groups: readonly Pick<CourseNoise, "excess" | "scale" | "degrees">[]): {
  readonly deviation: number;
  readonly degrees: number;
} {
  const add = (part: "excess" | "scale" | "degrees"): number =>
    groups.reduce((sum, group) => sum + group[part], 0);
  const scale = add("scale");
  return {
    deviation: scale > 0 ? Math.sqrt(Math.max(0, add("excess") / scale)) : 0,
    degrees: add("degrees"),
  };
}
