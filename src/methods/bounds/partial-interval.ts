import {tCdf, tQuantile} from "../special/index.ts";

/** Estimated ends of the set that an amount lies in, and how far each may be off. All in one unit. */
export interface IdentifiedSet {
  readonly low: number;
  readonly high: number;
  readonly lowError: number;
  readonly highError: number;
  /** Degrees of freedom behind the errors; above zero. */
  readonly degrees: number;
}

/** Halvings of the range that the critical value lies in: 1e-9 of a standard error is left. */
const HALVINGS = 30;

/**
 * An interval that holds an amount known only within bounds with a stated probability, wherever in the set it lies
 * (Imbens and Manski 2004, doi:10.1111/j.1468-0262.2004.00555.x): [low − c·error, high + c·error], with c from
 * T(c + width ÷ larger error) − T(−c) = level. A set of no width has the two-sided quantile, a wide one the one-sided: no
 * amount lies near both of its ends. Student's T stands for the normal, because the errors are estimated.
 *
 * Inside a wide set the coverage is above the level, towards one. Ends that have crossed count as no width.
 *
 * @param level probability, above 0.5 and below 1
 */
export function partialInterval(
  {low, high, lowError, highError, degrees}: IdentifiedSet,
  level = 0.95,
): {readonly low: number; readonly high: number} {
  const largest = Math.max(lowError, highError);
  if (largest === 0) return {low, high};
  const width = Math.max(0, high - low) / largest;
  let least = tQuantile(level, degrees);
  let most = tQuantile((1 + level) / 2, degrees);
  for (let at = 0; at < HALVINGS; at++) {
    const middle = (least + most) / 2;
    if (tCdf(middle + width, degrees) - tCdf(-middle, degrees) < level) least = middle;
    else most = middle;
  }
  return {low: low - most * lowError, high: high + most * highError};
}
