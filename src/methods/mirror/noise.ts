import {normal, type Random} from "../../base/index.ts";
import type {GapGroup} from "./units.ts";

/** How much gaps move from year to year without a shock. */
export interface GapNoise {
  /** Residuals to draw from, for each group. */
  readonly pools: ReadonlyMap<GapGroup, Float64Array>;
  /** Degrees of freedom behind the pools. */
  readonly degrees: number;
  /** Standard deviation of what an importer's pairs and products share in a year, in logs. */
  readonly shared: number;
  readonly sharedDegrees: number;
}

// A pool is the residuals of the third of the groups nearest in size, no fewer than eight groups: large flows are steadier.
const LEAST_GROUPS = 8;

/**
 * Year-to-year noise of gaps, from the years before the shock.
 *
 * @param groups groups of one importer, whose residuals make the pools
 * @param others moments of further importers, which help only to tell what moves an importer as a whole
 * @returns null where no group has two years
 */
export function gapNoise(
  groups: readonly GapGroup[],
  others: readonly SharedMoments[] = [],
): GapNoise | null {
  const usable = groups.filter(({residuals}) => residuals.length > 0).toSorted((a, b) => size(a) - size(b));
  if (usable.length === 0) return null;
  const {variance, degrees} = sharedVariance([...sharedMoments(groups), ...others]);
  return {
    pools: poolsOf(groups, usable),
    degrees: usable.reduce((sum, {residuals}) => sum + residuals.length - 1, 0),
    shared: Math.sqrt(variance),
    sharedDegrees: degrees,
  };
}

function size({series: {exported}}: GapGroup): number {
  return exported.reduce((sum, value) => sum + value, 0) / exported.length;
}

/** Pools as parts of one array: the residuals of all usable groups in order of size. */
function poolsOf(groups: readonly GapGroup[], usable: readonly GapGroup[]): Map<GapGroup, Float64Array> {
  const sizes = usable.map(size);
  const all = Float64Array.from(usable.flatMap(({residuals}) => residuals));
  const starts = [0];
  for (const {residuals} of usable) starts.push(Number(starts.at(-1)) + residuals.length);
  const span = Math.min(usable.length, Math.max(LEAST_GROUPS, Math.ceil(usable.length / 3)));
  return new Map(
    groups.map((group) => {
      const own = upTo(sizes, size(group)) - 1;
      const from = Math.min(Math.max(0, own - Math.floor(span / 2)), usable.length - span);
      return [group, all.subarray(starts[from], starts[from + span])];
    }),
  );
}

/** How many of ascending values are no more than `most`. */
function upTo(ascending: readonly number[], most: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (Number(ascending[middle]) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What one importer's groups tell of the part of a year's gaps that they share. */
export interface SharedMoments {
  readonly importer: string;
  readonly excess: number;
  readonly scale: number;
  readonly degrees: number;
}

/**
 * The part of a year's gaps that all groups of an importer share, by moments: with weights w and residuals e, (Σwe)² − Σw²e²
 * has the shared variance times 1 − Σw² as its mean, because all else is independent between groups.
 *
 * @returns one for each importer
 */
export function sharedMoments(groups: readonly GapGroup[]): SharedMoments[] {
  return [...Map.groupBy(groups, ({importer}) => importer)].map(([importer, own]) => {
    const years = new Set(own.flatMap(({series}) => series.years));
    let [excess, scale, used] = [0, 0, 0];
    for (const year of years) {
      const here = own.flatMap((group) => {
        const residual = group.residuals[group.series.years.indexOf(year)];
        return residual === undefined ? [] : [{weight: size(group), residual}];
      });
      if (here.length < 2) continue;
      const total = here.reduce((sum, {weight}) => sum + weight, 0);
      const parts = here.map(({weight, residual}) => ({share: weight / total, residual}));
      const together = parts.reduce((sum, {share, residual}) => sum + share * residual, 0);
      excess += together ** 2 - parts.reduce((sum, {share, residual}) => sum + (share * residual) ** 2, 0);
      scale += 1 - parts.reduce((sum, {share}) => sum + share ** 2, 0);
      used += 1;
    }
    return {importer, excess, scale, degrees: scale > 0 ? Math.max(0, used - 1) : 0};
  });
}

function sharedVariance(moments: readonly SharedMoments[]): {variance: number; degrees: number} {
  const [excess, scale, degrees] = (["excess", "scale", "degrees"] as const).map((part) =>
    moments.reduce((sum, own) => sum + own[part], 0),
  );
  if (excess === undefined || scale === undefined || degrees === undefined) throw new Error("three sums");
  return {variance: scale > 0 ? Math.max(0, excess / scale) : 0, degrees};
}

const MANY = 100;
const FEW = 12;

/** √(degrees ÷ χ²): by how much a scale that few numbers told may be off. One where there are many. */
export function drawScale(degrees: number, random: Random): number {
  return degrees >= MANY || degrees < 1 ? 1 : Math.sqrt(degrees / drawSquare(degrees, random));
}

function drawSquare(degrees: number, random: Random): number {
  if (degrees > FEW) {
    // Wilson and Hilferty's cube: a normal in place of a sum of squares, right to a thousandth from here on.
    const spread = 2 / (9 * degrees);
    return degrees * (1 - spread + Math.sqrt(spread) * normal(random)) ** 3;
  }
  let square = 0;
  for (let at = 0; at < degrees; at++) square += normal(random) ** 2;
  return square;
}
