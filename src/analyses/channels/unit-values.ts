import {type WeightedMedian, weightedMedian} from "../../methods/index.ts";
import type {Weighed} from "./flows.ts";
import type {NotKnown} from "./model.ts";

/** A product's unit values on the two roads of a hub, US dollars a kilogram. */
export interface UnitValues {
  /** Of the origins' exports to the hub. */
  readonly inUsdPerKg: number;
  /** Of the hub's exports to the target. */
  readonly outUsdPerKg: number;
  /** The smaller of the two values: the most that can be the same goods. US dollars. */
  readonly weight: number;
}

/** What a hub's goods leave at, as a multiple of what the same products came in at. */
export interface Wedge extends Pick<WeightedMedian, "median" | "interval"> {
  readonly products: ReadonlyMap<string, UnitValues>;
  /** Products traded on both roads, weighed or not. */
  readonly both: number;
}

/** Least share of a product's value that must have been weighed for its unit value to speak for it. */
const WEIGHED_SHARE = 0.5;

/** The unit value of lines with a weight; null where these carry less than half of the value, or nothing was traded. */
function unitValue({usd, weighedUsd, kg}: Weighed): number | null {
  return kg > 0 && weighedUsd > 0 && weighedUsd >= WEIGHED_SHARE * usd ? weighedUsd / kg : null;
}

/**
 * The unit-value wedge of a hub: over the products that came in and went on, the median of the ratios of the two unit
 * values, weighed by the smaller of the two values, on the logarithm.
 *
 * Kilograms are the one unit in which all products are weighed alike; pieces and litres are not compared.
 *
 * @param labels the products that count
 * @param sent what was weighed on the way in, by product
 * @param onward what was weighed on the way on; null where nobody reports it by product
 * @returns the reason where no product has weights on both roads
 */
export function unitValueWedge(
  labels: readonly string[],
  sent: ReadonlyMap<string, Weighed> | null,
  onward: ReadonlyMap<string, Weighed> | null,
): Wedge | NotKnown {
  if (onward === null) return {reason: "nobody reports the hub's exports to the target by product"};
  if (sent === null) return {reason: "the origins' exports of the same periods are not loaded"};
  const both = labels.flatMap((label) => {
    const [own, other] = [sent.get(label), onward.get(label)];
    return own === undefined || other === undefined || own.usd <= 0 || other.usd <= 0
      ? []
      : [{label, own, other}];
  });
  if (both.length === 0) return {reason: "no product is on record on both roads"};
  const products = new Map(both.flatMap(({label, own, other}) => valuesOf(label, own, other)));
  const found = weightedMedian(
    [...products.values()].map(({inUsdPerKg, outUsdPerKg, weight}) => ({
      value: Math.log(outUsdPerKg / inUsdPerKg),
      weight,
    })),
  );
  if (found === null)
    return {reason: `weights are missing or zero on one road in all ${both.length} products on both roads`};
  const {median, interval} = found;
  return {
    median: Math.exp(median),
    interval: interval === null ? null : {low: Math.exp(interval.low), high: Math.exp(interval.high)},
    products,
    both: both.length,
  };
}

function valuesOf(label: string, own: Weighed, other: Weighed): (readonly [string, UnitValues])[] {
  const [inUsdPerKg, outUsdPerKg] = [unitValue(own), unitValue(other)];
  if (inUsdPerKg === null || outUsdPerKg === null) return [];
  return [[label, {inUsdPerKg, outUsdPerKg, weight: Math.min(own.usd, other.usd)}]];
}
