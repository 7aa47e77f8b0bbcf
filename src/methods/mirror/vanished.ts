import {normal, type SeededRandom, wordAt} from "../../base/index.ts";
import {drawScale, type GapNoise} from "./noise.ts";
import type {GapGroup, PlacedUnit} from "./units.ts";

/** Bounds of a 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What was exported and did not arrive on paper, beyond what is usual. Amounts in the units' currency, exporter's valuation. */
export interface Vanished {
  readonly exported: number;
  readonly imported: number;
  /** What the importer's records stand for at the usual gap and the common change. */
  readonly arrived: number;
  /** exported − arrived; negative where more arrived than usual. */
  readonly amount: number;
  /** Units' shortfalls without those that have a surplus set against them. */
  readonly shortfalls: number;
  /** amount ÷ exported; null without exports. */
  readonly share: number | null;
  /** Standard error and interval of `share`; null without exports or without two years of any group. */
  readonly error: number | null;
  readonly interval: Interval | null;
}

/** What decides an estimate besides the units. */
export interface VanishedOptions {
  readonly noise: GapNoise | null;
  /** Change of the gap that control importers share, in logs; draws of it beside it for the interval. */
  readonly common: number;
  readonly commonDraws: readonly number[];
  readonly random: SeededRandom;
  readonly draws: number;
}

/** Draws of the noise for all groups of an importer, shared by every sum over some of its units. */
export interface NoiseDraws {
  /** E[exp(−noise)], by which a sum of importers' records at noisy usual gaps is too large. */
  readonly smear: ReadonlyMap<GapGroup, number>;
  /** exp(−noise) of each draw, by group. */
  readonly factors: ReadonlyMap<GapGroup, Float64Array>;
}

/**
 * Noise of every group, drawn `draws` times: residuals of the years before resampled within groups of like size, and what
 * the importer's whole record shares in a year as a normal. Few years make the draws wider, as Student's t is.
 */
export function drawNoise(
  groups: readonly GapGroup[],
  {noise, random, draws}: Pick<VanishedOptions, "noise" | "random" | "draws">,
): NoiseDraws {
  if (noise === null) return {factors: new Map(groups.map((group) => [group, NONE])), smear: ones(groups)};
  const shared = drawShared(groups, noise, {random, draws});
  const all = new Float64Array(groups.length * draws);
  const smear = new Map<GapGroup, number>();
  const factors = new Map<GapGroup, Float64Array>();
  let place = 0;
  for (const [at, group] of groups.entries()) {
    const own = all.subarray(at * draws, (at + 1) * draws);
    const years = group.series.years.length;
    const sum = fillFactors(own, shared, {years, pool: noise.pools.get(group) ?? NONE, place});
    factors.set(group, own);
    smear.set(group, draws === 0 ? 1 : sum / draws);
    place += years + 1;
  }
  return {factors, smear};
}

const NONE = new Float64Array();

function ones(groups: readonly GapGroup[]): Map<GapGroup, number> {
  return new Map(groups.map((group) => [group, 1]));
}

/** What the groups of an importer share in each draw, and the state of the generator behind which each draw's residuals lie. */
interface SharedDraws {
  readonly scale: Float64Array;
  readonly shared: Float64Array;
  readonly state: Uint32Array;
}

function drawShared(
  groups: readonly GapGroup[],
  noise: GapNoise,
  {random, draws}: Pick<VanishedOptions, "random" | "draws">,
): SharedDraws {
  const residuals = groups.reduce((sum, {series: {years}}) => sum + years.length + 1, 0);
  const drawn = {
    scale: new Float64Array(draws),
    shared: new Float64Array(draws),
    state: new Uint32Array(draws),
  };
  for (let draw = 0; draw < draws; draw++) {
    drawn.scale[draw] = drawScale(noise.degrees, random);
    drawn.shared[draw] = noise.shared * drawScale(noise.sharedDegrees, random) * normal(random);
    drawn.state[draw] = random.skip(residuals);
  }
  return drawn;
}

/**
 * exp(−noise) of one group in every draw: a new year's residual less the mean of as many as made the usual gap. A group's
 * residuals lie `place` behind the state of a draw, so that all draws of a group are made at once, while its pool is near.
 *
 * @returns their sum
 */
function fillFactors(
  factors: Float64Array,
  {scale, shared, state}: SharedDraws,
  {years, pool, place}: {readonly years: number; readonly pool: Float64Array; readonly place: number},
): number {
  // A 32-bit word times this is the place in the pool: the quotient by 2³² is exact.
  const reach = pool.length / 2 ** 32;
  const spread = Math.sqrt(1 + 1 / years);
  let sum = 0;
  for (let draw = 0; draw < factors.length; draw++) {
    const from = Number(state[draw]);
    let before = 0;
    for (let year = 0; year < years; year++)
      before += Number(pool[Math.floor(wordAt(from, place + year) * reach)]);
    const gap = Number(pool[Math.floor(wordAt(from, place + years) * reach)]) - before / years;
    const factor = Math.exp(-Number(scale[draw]) * gap - Number(shared[draw]) * spread);
    factors[draw] = factor;
    sum += factor;
  }
  return sum;
}

/**
 * Exports that never became imports, beyond the usual gap and a change that controls share: a difference-in-differences of
 * the gap, in money. What a group's records stand for is its imports × exp(usual gap + common change), the mean effect of
 * noise taken off (Duan's smearing).
 *
 * The interval is a bootstrap of the recording noise: it is about what was recorded here, so that how unevenly goods vanish
 * over products does not widen it. Draws mirror the error (basic bootstrap in logs).
 */
export function vanished(
  units: readonly PlacedUnit[],
  noise: NoiseDraws,
  options: VanishedOptions,
): Vanished {
  const {common, commonDraws} = options;
  const exported = units.reduce((sum, {unit}) => sum + unit.window.exported, 0);
  const imported = units.reduce((sum, {unit}) => sum + unit.window.imported, 0);
  const amounts = new Map<GapGroup, number>();
  let [arrived, shortfalls] = [0, 0];
  for (const {unit, group} of units) {
    const worth =
      (unit.window.imported * Math.exp(group.usual + common)) / (noise.smear.get(group) ?? Number.NaN);
    const before = amounts.get(group);
    amounts.set(group, before === undefined ? worth : before + worth);
    arrived += worth;
    shortfalls += Math.max(0, unit.window.exported - worth);
  }
  const known = {exported, imported, arrived, amount: exported - arrived, shortfalls};
  const share = exported > 0 ? known.amount / exported : null;
  const drawn =
    share === null || options.noise === null
      ? []
      : drawnArrivals(amounts, noise, {arrived, common, commonDraws});
  if (drawn.length === 0) return {...known, share, error: null, interval: null};
  const shares = drawn.map((value) => 1 - value / exported).sort((a, b) => a - b);
  return {
    ...known,
    share,
    error: deviation(shares),
    interval: {low: quantile(shares, 0.025), high: quantile(shares, 0.975)},
  };
}

function drawnArrivals(
  amounts: ReadonlyMap<GapGroup, number>,
  {factors, smear}: NoiseDraws,
  {
    arrived,
    common,
    commonDraws,
  }: {readonly arrived: number; readonly common: number; readonly commonDraws: readonly number[]},
): number[] {
  const [first = NONE] = factors.values();
  const seen = new Float64Array(first.length);
  for (const [group, amount] of amounts) {
    const own = factors.get(group) ?? NONE;
    const mean = smear.get(group) ?? Number.NaN;
    for (let draw = 0; draw < seen.length; draw++)
      seen[draw] = Number(seen[draw]) + (amount * Number(own[draw])) / mean;
  }
  return Array.from(seen, (drawn, draw) => {
    const shift =
      commonDraws.length === 0 ? 0 : common - (commonDraws[draw % commonDraws.length] ?? Number.NaN);
    // Nothing arrived: nothing recorded can be off.
    return drawn > 0 ? (arrived * arrived * Math.exp(shift)) / drawn : arrived;
  });
}

/** Quantile of ascending values by linear interpolation (type 7). */
export function quantile(sorted: readonly number[], p: number): number {
  const place = p * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) return Number.NaN;
  return low + (place - Math.floor(place)) * (high - low);
}

function deviation(values: readonly number[]): number {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}
