import {weightedMedian} from "../../methods/index.ts";
import type {MeasuredFlows} from "../channels/flows.ts";
import {type Bounds, type Measured, sum} from "../channels/model.ts";

/** Standard deviations that an excess must exceed: two hold 95 % of ordinary years where years scatter normally. */
const BEYOND = 2;

/**
 * How far a product's year on an arc usually lies from the mean of its baseline years, as a share of that mean: the median over the
 * arc's products of their standard deviations, so that a few restless ones do not speak for the rest. Null where no
 * product has two baseline years with trade.
 */
export function usualDeviation({products}: Pick<MeasuredFlows, "products">): number | null {
  const values = [...products.values()].flatMap((measured) => {
    const own = relativeDeviation(measured);
    return own === null ? [] : [{value: own, weight: 1}];
  });
  return weightedMedian(values)?.median ?? null;
}

/** Of one product; null below two baseline years, or without trade in them. Corrected so that its median is the true one of normal years. */
function relativeDeviation({baseline}: Measured): number | null {
  const free = baseline.length - 1;
  const mean = sum(baseline) / baseline.length;
  if (free < 1 || mean <= 0) return null;
  const variance = sum(baseline.map((year) => (year - mean) ** 2)) / free;
  // Median of χ² over its degrees of freedom, by the cube of Wilson and Hilferty (1931): within 2 % from one degree on.
  return Math.sqrt(variance / (1 - 2 / (9 * free)) ** 3) / mean;
}

/** Whether an excess, at its low end, is no more than years differ by on this arc anyway: the window's and the baseline's mean together. */
export function isOrdinary({low}: Bounds, {baseline}: Measured, deviation: number | null): boolean {
  if (deviation === null) return false;
  const mean = sum(baseline) / baseline.length;
  return low <= BEYOND * deviation * mean * Math.sqrt(1 + 1 / baseline.length);
}
