import {seeded} from "../../base/index.ts";
import {
  columnMeans,
  evenness,
  herfindahl,
  type RankAcceptability,
  rankAcceptability,
  shapley,
} from "../../methods/index.ts";
import type {StateTies} from "./compute.ts";

/** A state's layers that are known on both sides of the shock, complete over the poles compared. */
export interface Profile {
  readonly layers: readonly string[];
  /** `before[layer][pole]`. */
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
}

/** The layers of a state that can be compared over the shock. */
export function profileOf({layers}: StateTies): Profile {
  const known = layers.flatMap(({shares: {layer, before, after}}) =>
    before === null || after === null ? [] : [{layer, before, after}],
  );
  return {
    layers: known.map(({layer}) => layer),
    before: known.map(({before}) => before),
    after: known.map(({after}) => after),
  };
}

/** What all layers together say of a state at one side of the shock, each layer the same weight. */
export interface Composite {
  /** By pole. */
  readonly shares: readonly number[];
  readonly concentration: number;
  readonly evenness: number | null;
  readonly ranks: RankAcceptability;
}

/** @returns null without a layer */
export function compositeOf(
  scores: readonly (readonly number[])[],
  {seed, draws}: {readonly seed: number; readonly draws: number},
): Composite | null {
  if (scores.length === 0) return null;
  const shares = columnMeans(scores);
  return {
    shares,
    concentration: herfindahl(shares),
    evenness: evenness(shares),
    ranks: rankAcceptability(scores, {random: seeded(seed), draws}),
  };
}

/** What each layer has in the change of the whole. */
export interface Split {
  /** `shares[layer][pole]`: in closed form, as the composite is a mean: the layer's change over the number of layers. */
  readonly shares: readonly (readonly number[])[];
  readonly concentration: readonly number[];
  readonly evenness: readonly (number | null)[];
}

/** Shapley split by layer: a coalition of layers has its shares after, the others theirs before. */
export function splitOf({layers, before, after}: Profile): Split {
  const count = layers.length;
  const mixed = (coalition: number) =>
    columnMeans(before.map((row, layer) => ((coalition & (1 << layer)) === 0 ? row : (after[layer] ?? row))));
  const even = shapley(count, (coalition) => evenness(mixed(coalition)) ?? Number.NaN);
  return {
    shares: before.map((row, layer) =>
      row.map((share, pole) => ((after[layer]?.[pole] ?? Number.NaN) - share) / count),
    ),
    concentration: shapley(count, (coalition) => herfindahl(mixed(coalition))),
    evenness: even.map((one) => (Number.isNaN(one) ? null : one)),
  };
}
