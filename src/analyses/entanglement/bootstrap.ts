import type {Random} from "../../base/index.ts";
import {columnMeans, resampled, sharesOf} from "../../methods/index.ts";
import type {LayerShares} from "./layer.ts";
import {meanWeights} from "./measure.ts";
import type {Observation} from "./series.ts";

/** Draws of the change of each share, `draws[draw][target]`; or why there are none. */
export interface ChangeDraws {
  readonly draws: readonly (readonly number[])[];
  readonly missing: string | null;
}

/** Fewest years on either side that are resampled. */
const FEWEST_YEARS = 3;

/**
 * Bootstrap of a layer's change: the years before and the years after are drawn again with replacement, each measure by itself, all
 * months of a year together. Spells are a dated record and no sample: they stay as they are.
 */
export function changeDraws(
  {used, before, after}: LayerShares,
  {random, draws}: {readonly random: Random; readonly draws: number},
): ChangeDraws {
  if (before === null || after === null) return {draws: [], missing: "no change to measure"};
  const sampled = used.filter(({series}) => isSampled(series.measure.statistic));
  if (sampled.length === 0) return {draws: [], missing: "a dated record, not a sample"};
  const thin = sampled.find(
    (one) => Math.min(one.before.years.length, one.after.years.length) < FEWEST_YEARS,
  );
  if (thin !== undefined) {
    const [from, to] = [thin.before.years.length, thin.after.years.length];
    return {
      draws: [],
      missing: `${thin.series.measure.measure} has ${from} years before and ${to} after; ${FEWEST_YEARS} are needed on each side`,
    };
  }
  const found = Array.from({length: draws}, () => oneDraw(used, random)).filter((draw) => draw !== null);
  return {draws: found, missing: null};
}

function isSampled(statistic: string): boolean {
  return statistic === "value" || statistic === "proximity" || statistic === "trade";
}

function oneDraw(used: LayerShares["used"], random: Random): number[] | null {
  const changes = used.map(({series, before, after}) => {
    const [from, to] = isSampled(series.measure.statistic)
      ? [redrawn(before.observations, random), redrawn(after.observations, random)]
      : [before.observations, after.observations];
    const [first, last] = [sharesOf(meanWeights(from)), sharesOf(meanWeights(to))];
    return first === null || last === null
      ? null
      : last.map((share, at) => share - (first[at] ?? Number.NaN));
  });
  const known = changes.filter((change) => change !== null);
  return known.length < changes.length ? null : columnMeans(known);
}

function redrawn(observations: readonly Observation[], random: Random): Observation[] {
  const years = [...Map.groupBy(observations, ({year}) => year).values()];
  return resampled(years.length, random).flatMap((at) => years[at] ?? []);
}
