import {logGamma, nonZero, notConverged, outOfRange, type TwoTails} from "./gamma.ts";

const MAX_TERMS = 100_000;
const EPSILON = 2 ** -53;

/** ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), for a, b > 0. */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  // Γ(large) and Γ(small + large) agree to many digits when large is large: their ratio is taken as a series.
  return large < 1000
    ? logGamma(a) + logGamma(b) - logGamma(a + b)
    : logGamma(small) - logGammaRise(large, small);
}

/** ln Γ(x + d) − ln Γ(x) for large x. */
function logGammaRise(x: number, d: number): number {
  const sum = x + d;
  const rest = (at: number): number => 1 / (12 * at) - 1 / (360 * at ** 3) + 1 / (1260 * at ** 5);
  return (x - 0.5) * Math.log1p(d / x) + d * Math.log(sum) - d + rest(sum) - rest(x);
}

/**
 * Regularised incomplete beta function I_x(a, b) and its complement, by a continued fraction on the smaller side.
 *
 * @param y 1 − x, given apart because near x = 1 the subtraction would lose it
 * @throws NumericalError "out-of-range" unless a, b > 0 and x, y in [0, 1]
 */
export function incompleteBeta(a: number, b: number, x: number, y: number = 1 - x): TwoTails {
  for (const [name, value] of [
    ["a", a],
    ["b", b],
  ] as const) {
    if (!(value > 0) || value === Infinity)
      throw outOfRange("incompleteBeta", name, value, "a number above 0");
  }
  for (const [name, value] of [
    ["x", x],
    ["y", y],
  ] as const) {
    if (!(value >= 0 && value <= 1)) throw outOfRange("incompleteBeta", name, value, "a number from 0 to 1");
  }
  if (x === 0) return {lower: 0, upper: 1};
  if (y === 0) return {lower: 1, upper: 0};
  const front = Math.exp(a * logOf(x, y) + b * logOf(y, x) - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) {
    const lower = front * betaFraction(a, b, x, y);
    return {lower, upper: 1 - lower};
  }
  const upper = front * betaFraction(b, a, y, x);
  return {lower: 1 - upper, upper};
}

/** ln x where y = 1 − x: from whichever of the two is the smaller. */
function logOf(x: number, y: number): number {
  return x < 0.5 ? Math.log(x) : Math.log1p(-y);
}

/** Continued fraction of Didonato & Morris (1992), equation 9, whose terms do not cancel for large a or b, by Lentz's method. */
function betaFraction(a: number, b: number, x: number, y: number): number {
  // Both forms are equal; the smaller of x and y carries the digits.
  const lambda = x < y ? a - (a + b) * x : (a + b) * y - b;
  let value = nonZero((a / (a + 1)) * (lambda + 1));
  let c = value;
  let d = 0;
  for (let n = 1; n < MAX_TERMS; n++) {
    const step = a + 2 * n - 1;
    const numerator = ((a + n - 1) / step) * ((a + b + n - 1) / step) * n * (b - n) * x * x;
    const denominator = n + (n * (b - n) * x) / step + ((a + n) / (step + 2)) * (lambda + 1 + n * (1 + y));
    d = 1 / nonZero(denominator + numerator * d);
    c = nonZero(denominator + numerator / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= 4 * EPSILON) return 1 / value;
  }
  throw notConverged("incompleteBeta", `a = ${a}, b = ${b}, x = ${x}`);
}
