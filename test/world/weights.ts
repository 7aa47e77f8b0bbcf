import {normal, seeded} from "../../src/base/index.ts";
import type {Truth, World, WorldRow} from "./world.ts";

/** A record with its net mass. */
export interface WeighedRow extends WorldRow {
  readonly kg: number | null;
}

/** What decides the weights of a world. */
export interface WeightOptions {
  readonly seed: number;
  /** What a hub's goods cost on the way to the target, as a multiple of what they cost on the way in. */
  readonly wedge: (hub: string) => number;
  /** Standard deviation of the logarithm of every record's price. */
  readonly noise: number;
}

/** A world whose customs records carry weights: each product has its price a kilogram, and a record's own is near it. */
export function withWeights(
  {rows, truth}: World,
  {seed, wedge, noise}: WeightOptions,
): {readonly rows: readonly WeighedRow[]; readonly truth: Truth} {
  const random = seeded(seed);
  const prices = new Map<string, number>();
  const price = (code: string): number => {
    const known = prices.get(code) ?? Math.exp(3 + normal(random));
    prices.set(code, known);
    return known;
  };
  const weighed = rows.map((row) => {
    const isOnward = truth.hubs.includes(row.reporter) && row.partner === truth.target;
    const dearer = isOnward ? wedge(row.reporter) : 1;
    const own = price(row.product) * dearer * Math.exp(noise * normal(random));
    return {...row, kg: row.book === "totals" ? null : row.value / own};
  });
  return {rows: weighed, truth};
}
