import {incompleteBeta} from "./beta.ts";
import {incompleteGamma, notConverged, outOfRange} from "./gamma.ts";

/** Which tail: the probability of a value at most x, or above it. Each keeps its own relative accuracy. */
export type Tail = "lower" | "upper";

/** The complementary error function, 2/√π·∫ₓ^∞ exp(−t²) dt, for any real x. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) throw outOfRange("erfc", "x", x, "a number");
  const {lower, upper} = incompleteGamma(0.5, x * x);
  return x < 0 ? 1 + lower : upper;
}

/** Probability of a standard normal value at most z (lower) or above z (upper). */
export function normalCdf(z: number, tail: Tail = "lower"): number {
  return 0.5 * erfc((tail === "lower" ? -z : z) * Math.SQRT1_2);
}

/**
 * Student's t with any positive degrees of freedom.
 *
 * @throws NumericalError "out-of-range" unless degrees of freedom > 0
 */
export function tCdf(t: number, degreesOfFreedom: number, tail: Tail = "lower"): number {
  requirePositive("tCdf", "degrees of freedom", degreesOfFreedom);
  if (Number.isNaN(t)) throw outOfRange("tCdf", "t", t, "a number");
  if (degreesOfFreedom === Infinity) return normalCdf(t, tail);
  const square = t * t;
  const scale = degreesOfFreedom + square;
  const {lower: beyond} =
    square === Infinity
      ? {lower: 0}
      : incompleteBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / scale, square / scale);
  const inTail = beyond / 2;
  return (tail === "lower") === t < 0 ? inTail : 1 - inTail;
}

/**
 * F distribution, f ≥ 0.
 *
 * @throws NumericalError "out-of-range" for f < 0 or degrees of freedom not above 0
 */
export function fCdf(f: number, numerator: number, denominator: number, tail: Tail = "lower"): number {
  requirePositive("fCdf", "numerator degrees of freedom", numerator);
  requirePositive("fCdf", "denominator degrees of freedom", denominator);
  if (!(f >= 0)) throw outOfRange("fCdf", "f", f, "a number from 0");
  if (denominator === Infinity) return chiSquaredCdf(f * numerator, numerator, tail);
  if (f === Infinity) return tail === "lower" ? 1 : 0;
  const scale = denominator + numerator * f;
  return incompleteBeta(numerator / 2, denominator / 2, (numerator * f) / scale, denominator / scale)[tail];
}

/**
 * χ² distribution, x ≥ 0.
 *
 * @throws NumericalError "out-of-range" for x < 0 or degrees of freedom not above 0
 */
export function chiSquaredCdf(x: number, degreesOfFreedom: number, tail: Tail = "lower"): number {
  requirePositive("chiSquaredCdf", "degrees of freedom", degreesOfFreedom);
  return incompleteGamma(degreesOfFreedom / 2, x / 2)[tail];
}

/** z with normalCdf(z) = p; p strictly between 0 and 1. */
export function normalQuantile(p: number, tail: Tail = "lower"): number {
  requireProbability("normalQuantile", p);
  if (p > 0.5) return -normalQuantile(1 - p, tail);
  const z = invert((at) => normalCdf(at), p, {low: -40, high: 0});
  return tail === "lower" ? z : -z;
}

/** t with tCdf(t) = p; p strictly between 0 and 1. */
export function tQuantile(p: number, degreesOfFreedom: number, tail: Tail = "lower"): number {
  requireProbability("tQuantile", p);
  requirePositive("tQuantile", "degrees of freedom", degreesOfFreedom);
  if (degreesOfFreedom === Infinity) return normalQuantile(p, tail);
  if (p > 0.5) return -tQuantile(1 - p, degreesOfFreedom, tail);
  let low = -1;
  while (tCdf(low, degreesOfFreedom) > p) low *= 2;
  // The square of t overflows beyond this.
  if (low < -1e150) throw outOfRange("tQuantile", "p", p, "a quantile within 1e150");
  const t = invert((at) => tCdf(at, degreesOfFreedom), p, {low, high: 0});
  return tail === "lower" ? t : -t;
}

/** f with fCdf(f) = p; p strictly between 0 and 1. */
export function fQuantile(p: number, numerator: number, denominator: number, tail: Tail = "lower"): number {
  requireProbability("fQuantile", p);
  return positiveQuantile((at, side) => fCdf(at, numerator, denominator, side), p, tail);
}

/** x with chiSquaredCdf(x) = p; p strictly between 0 and 1. */
export function chiSquaredQuantile(p: number, degreesOfFreedom: number, tail: Tail = "lower"): number {
  requireProbability("chiSquaredQuantile", p);
  return positiveQuantile((at, side) => chiSquaredCdf(at, degreesOfFreedom, side), p, tail);
}

/** Solved on the smaller tail, which alone keeps its digits. */
function positiveQuantile(cdf: (at: number, tail: Tail) => number, p: number, tail: Tail): number {
  if (p > 0.5) return positiveQuantile(cdf, 1 - p, tail === "lower" ? "upper" : "lower");
  const rising = (at: number): number => (tail === "lower" ? cdf(at, tail) : -cdf(at, tail));
  const target = tail === "lower" ? p : -p;
  let [low, high] = [1, 1];
  while (rising(low) > target && low > 1e-300) low /= 4;
  while (rising(high) < target && high < 1e300) high *= 4;
  return invert(rising, target, {low, high});
}

/** Root of a rising function between two ends by bisection with secant steps (Illinois), to the last bits of its argument. */
function invert(
  cdf: (at: number) => number,
  target: number,
  {low, high}: {readonly low: number; readonly high: number},
): number {
  let [a, b, atA, atB] = [low, high, cdf(low) - target, cdf(high) - target];
  for (let step = 0; step < 2000; step++) {
    if (atA === 0) return a;
    if (atB === 0 || b - a <= 2e-16 * Math.max(Math.abs(a), Math.abs(b))) return b;
    const secant = a - (atA * (b - a)) / (atB - atA);
    const middle = step % 3 !== 2 && secant > a && secant < b ? secant : (a + b) / 2;
    if (middle <= a || middle >= b) return b;
    const value = cdf(middle) - target;
    if (value < 0) [a, atA, atB] = [middle, value, step % 3 === 1 ? atB / 2 : atB];
    else [b, atB, atA] = [middle, value, step % 3 === 1 ? atA / 2 : atA];
  }
  throw notConverged("quantile", `probability ${target}`);
}

function requirePositive(where: string, name: string, value: number): void {
  if (!(value > 0)) throw outOfRange(where, name, value, "a number above 0");
}

function requireProbability(where: string, p: number): void {
  if (!(p > 0 && p < 1)) throw outOfRange(where, "p", p, "a probability strictly between 0 and 1");
}
