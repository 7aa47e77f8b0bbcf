const LOG2_E: f64 = 1.4426950408889634;
/** ln 2 in two parts, the first with 33 zero bits at its end, so that its product with a small whole number is exact. */
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
/** Adding it rounds to a whole number, which then stands in the lowest bits. */
const ROUND: f64 = 6755399441055744;

/**
 * exp of two numbers, each to about 2e-16: the argument is brought to ±½·ln 2 and summed by Taylor's series to degree 13,
 * whose rest is below 5e-18. Beyond ±708 the result is that of ±708.
 */
@inline
export function exp2rows(x: v128): v128 {
  const bounded = f64x2.max(f64x2.min(x, f64x2.splat(708)), f64x2.splat(-708));
  const shifted = f64x2.add(f64x2.mul(bounded, f64x2.splat(LOG2_E)), f64x2.splat(ROUND));
  const n = f64x2.sub(shifted, f64x2.splat(ROUND));
  const high = f64x2.sub(bounded, f64x2.mul(n, f64x2.splat(LN2_HIGH)));
  const r = f64x2.sub(high, f64x2.mul(n, f64x2.splat(LN2_LOW)));
  let sum = f64x2.splat(1.0 / 6227020800);
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 479001600));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 39916800));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 3628800));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 362880));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 40320));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 5040));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 720));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 120));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 24));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1.0 / 6));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(0.5));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1));
  sum = f64x2.relaxed_madd(sum, r, f64x2.splat(1));
  // The exponent's bits are those of the whole number plus 1023, moved to their place.
  const power = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  return f64x2.mul(sum, power);
}

const HALF_BITS: i64 = 0x3fe6a09e667f3bcd;

/** Natural logarithm of a normal number above 0, to about 2e-16: without tables, which would lie in the shared memory. */
export function logarithm(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  // The exponent for which the mantissa lies in √½..√2.
  const exponent = (bits - HALF_BITS) >> 52;
  const mantissa = reinterpret<f64>(bits - (exponent << 52));
  const s = (mantissa - 1) / (mantissa + 1);
  const z = s * s;
  let sum: f64 = 1.0 / 21;
  sum = sum * z + 1.0 / 19;
  sum = sum * z + 1.0 / 17;
  sum = sum * z + 1.0 / 15;
  sum = sum * z + 1.0 / 13;
  sum = sum * z + 1.0 / 11;
  sum = sum * z + 1.0 / 9;
  sum = sum * z + 1.0 / 7;
  sum = sum * z + 1.0 / 5;
  sum = sum * z + 1.0 / 3;
  return <f64>exponent * LN2_HIGH + (2 * s + (2 * s * z * sum + <f64>exponent * LN2_LOW));
}
