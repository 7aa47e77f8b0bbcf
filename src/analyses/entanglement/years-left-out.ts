import {jackknifeInterval, type SumInterval, sharesOf} from "../../methods/index.ts";
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

/**
 * How sure a layer's change is, from how years of one side differ among themselves: each year before and each year after is left
 * out in turn, all months of a year together, each measure by itself. Spells are a dated record and no sample: they add nothing.
 */
export function changeIntervals({used, before, after}: LayerShares): ChangeIntervals {
  if (before === null || after === null) return {...NONE, missing: "no change to measure"};
  const sampled = used.filter(({series}) => isSampled(series.measure.statistic));
  if (sampled.length === 0) return {...NONE, missing: "a dated record, not a sample"};
  const thin = sampled.find(
    (one) => Math.min(one.before.years.length, one.after.years.length) < FEWEST_YEARS,
  );
  if (thin !== undefined) return {...NONE, missing: tooFewYears(thin)};
  const sides = sampled.flatMap((one) => [
    sharesWithoutEachYear(one.before),
    sharesWithoutEachYear(one.after),
  ]);
  const parts = sides.filter((side) => side !== null);
  if (parts.length < sides.length) return {...NONE, missing: "one year alone holds every tie of its side"};
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
