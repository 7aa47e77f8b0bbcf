import {
  jackknifeInterval,
  jointReplicates,
  type SumInterval,
  sharesOf,
  type YearsTerm,
} from "../../methods/index.ts";
import type {LayerShares, MeasureChange} from "./layer.ts";
import {type MeasureWindow, meanWeights} from "./measure.ts";

/** Intervals of the change of each share, one a target; or why there are none. */
export interface ChangeIntervals {
  readonly intervals: readonly (SumInterval | null)[];
  readonly missing: string | null;
}

/** Fewest years on either side that tell how much years differ. */
const FEWEST_YEARS = 3;
const LEVEL = 0.95;
const NONE = {intervals: []};
const ONE_YEAR = "one year alone holds every tie of its side";

/**
 * How sure a layer's change is, from how years of one side differ among themselves: each year before and each year after is left
 * out in turn, all months of a year together, each measure by itself. Spells are a dated record and no sample: they add nothing.
 */
export function changeIntervals({used, before, after}: LayerShares): ChangeIntervals {
  if (before === null || after === null) return {...NONE, missing: "no change to measure"};
  const sampled = used.filter(({series}) => isSampled(series.measure.statistic));
  if (sampled.length === 0) return {...NONE, missing: "a dated record, not a sample"};
  const thin = sampled.find(isThin);
  if (thin !== undefined) return {...NONE, missing: tooFewYears(thin)};
  const sides = sampled.flatMap((one) => [
    sharesWithoutEachYear(one.before),
    sharesWithoutEachYear(one.after),
  ]);
  const parts = sides.filter((side) => side !== null);
  if (parts.length < sides.length) return {...NONE, missing: ONE_YEAR};
  return {
    missing: null,
    intervals: after.map((share, at) =>
      jackknifeInterval(
        share - (before[at] ?? Number.NaN),
        // The layer's change is the mean over all measures used.
        parts.map((years) => years.map((shares) => (shares[at] ?? Number.NaN) / used.length)),
        {level: LEVEL, least: -1, most: 1},
      ),
    ),
  };
}

/**
 * How sure the change of the composite is: each year is left out of all layers at once, as what moved one layer in a year may have
 * moved the others. Layers of spells alone add nothing; one with too few years leaves no interval.
 *
 * @param layers those that the composite is a mean of
 * @param change of each target's composite share
 */
export function compositeIntervals(
  layers: readonly LayerShares[],
  change: readonly number[],
): ChangeIntervals {
  if (layers.length === 0) return {...NONE, missing: "no change to measure"};
  const sampled = layers.flatMap(({used}) =>
    used
      .filter(({series}) => isSampled(series.measure.statistic))
      .map((one) => ({...one, weight: 1 / used.length / layers.length})),
  );
  if (sampled.length === 0) return {...NONE, missing: "a dated record, not a sample"};
  const thin = sampled.find(isThin);
  if (thin !== undefined) return {...NONE, missing: tooFewYears(thin)};
  const sides = (["before", "after"] as const).map((side) =>
    sampled.map((one) => leftOut(one[side], one.weight)),
  );
  const known = sides.map((side) => side.flatMap((term) => term ?? []));
  if (known.some((side) => side.length < sampled.length)) return {...NONE, missing: ONE_YEAR};
  return {
    missing: null,
    intervals: change.map((estimate, at) =>
      jackknifeInterval(
        estimate,
        known.map((side) => jointReplicates(side.map((term) => ofTarget(term, at)))),
        {level: LEVEL, least: -1, most: 1, fewest: known.map(fewestYears)},
      ),
    ),
  };
}

interface LeftOut {
  readonly years: readonly number[];
  readonly shares: readonly (readonly number[])[];
  readonly weight: number;
}

function leftOut(window: MeasureWindow, weight: number): LeftOut | null {
  const shares = sharesWithoutEachYear(window);
  return shares === null ? null : {years: window.years, shares, weight};
}

function ofTarget({years, shares, weight}: LeftOut, at: number): YearsTerm {
  return {years, replicates: shares.map((one) => one[at] ?? Number.NaN), weight};
}

// A year less in one layer must not make the whole surer than that layer is.
function fewestYears(side: readonly LeftOut[]): number {
  return Math.min(...side.map(({years}) => years.length));
}

function isThin({before, after}: MeasureChange): boolean {
  return Math.min(before.years.length, after.years.length) < FEWEST_YEARS;
}

function isSampled(statistic: string): boolean {
  return statistic === "value" || statistic === "proximity" || statistic === "trade";
}

function tooFewYears({series, before, after}: MeasureChange): string {
  const [from, to] = [before.years.length, after.years.length];
  return `${series.measure.measure} has ${from} years before and ${to} after; ${FEWEST_YEARS} are needed on each side`;
}

/** `shares[year left out][target]`; null where what is left has no tie at all. */
function sharesWithoutEachYear({years, observations}: MeasureWindow): (readonly number[])[] | null {
  const shares = years.flatMap((year) => {
    const left = sharesOf(meanWeights(observations.filter((one) => one.year !== year)));
    return left === null ? [] : [left];
  });
  return shares.length < years.length ? null : shares;
}
