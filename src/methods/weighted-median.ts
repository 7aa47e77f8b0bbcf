/** A weighted median and an interval around it, in the unit of the values. */
export interface WeightedMedian {
  readonly median: number;
  /** Bounds of about 95 %; null of fewer than six values, or where they weigh no more than four equal ones. */
  readonly interval: {readonly low: number; readonly high: number} | null;
  /** How many equal weights tell as much: (Σw)² / Σw². */
  readonly effective: number;
}

/** A value with its weight, which is above zero. */
export interface WeightedValue {
  readonly value: number;
  readonly weight: number;
}

/** Of five values, the least and the greatest hold the median between them in 94 % of samples, of six in 97 %. */
const LEAST_VALUES = 6;
/** With fewer, 1.96·½/√n is half of the weight: no value is far enough out. */
const LEAST_EFFECTIVE = 4;
const NORMAL_975 = 1.959963984540054;
// Sums of the same weights in another order differ by rounding.
const ROUNDING = 1e-12;

/**
 * The value with half of the weight on either side, and an interval of order statistics around it (Woodruff 1952, JASA 47:
 * 635–646): values at the weights ½ ± 1.96·½/√n, with n the effective number. Of equal weights these are the order statistics
 * of the exact binomial interval, or the next further out.
 *
 * Where exactly half of the weight lies below, the mean of the two values in the middle.
 *
 * @returns null without values
 */
export function weightedMedian(values: readonly WeightedValue[]): WeightedMedian | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a.value - b.value);
  const total = sorted.reduce((sum, {weight}) => sum + weight, 0);
  const effective = total ** 2 / sorted.reduce((sum, {weight}) => sum + weight ** 2, 0);
  const [least, most] = quantileEnds(sorted, total / 2);
  const reach = NORMAL_975 / (2 * Math.sqrt(effective));
  const interval =
    values.length < LEAST_VALUES || effective < LEAST_EFFECTIVE * (1 - ROUNDING)
      ? null
      : {
          low: quantileEnds(sorted, total * (0.5 - reach))[0],
          high: quantileEnds(sorted, total * (0.5 + reach))[1],
        };
  return {median: (least + most) / 2, interval, effective};
}

/** The values whose cumulative weight reaches, and passes, a weight: the same one but where it is met exactly. */
function quantileEnds(sorted: readonly WeightedValue[], wanted: number): [number, number] {
  let total = 0;
  const cumulative = sorted.map(({weight}) => {
    total += weight;
    return total;
  });
  const slack = ROUNDING * total;
  const at = (place: number): number => sorted.at(place)?.value ?? Number.NaN;
  return [
    at(cumulative.findIndex((sum) => sum >= wanted - slack)),
    // The last one, where rounding leaves none above.
    at(cumulative.findIndex((sum) => sum > wanted + slack)),
  ];
}
