import {normal, type Random} from "../../src/base/index.ts";
import type {Cast, Product} from "./cast.ts";

/** What decides how ordinary trade runs. */
export interface EconomyOptions {
  readonly frequency: "A" | "M";
  /** Standard deviation of the logarithm of every cell. */
  readonly noise: number;
  /** The same of a whole state's trade in a year. */
  readonly stateNoise: number;
  /** The same of an importer's figure against the exporter's. */
  readonly recordNoise: number;
  /** Yearly growth of all trade. */
  readonly growth: number;
  readonly firstYear: number;
  readonly lastYear: number;
  /** Ordinary noise of all but the target's direct trade is drawn and not used: what is planted stays to the last digit. */
  readonly quiet: boolean;
}

/** Expected trade of the invented states, before anything is planted. US dollars a period. */
export interface Economy {
  /** Whole years, or the months of all years, as 2022 or 202203. */
  readonly periods: readonly number[];
  /** Origins' exports to a state. */
  exports(origin: string, to: string, product: Product, period: number): number;
  /** A hub's own exports. */
  ownExports(hub: string, to: string, product: Product, period: number): number;
  /** A hub's trade with the origins in an average year. */
  yearly(hub: string): number;
  /** Share of the exporter's figure that an importer records: coverage and habit times transport costs. */
  habit(importer: string, exporter: string): number;
  /** A factor around one for a cell, fresh at each call. */
  jitter(sd: number): number;
}

const TARGET_YEARLY = 6e9;
const SMALLEST_HUB = 2e8;
const LARGEST_HUB = 6e8;

/** Draws sizes, product mixes, habits and yearly moods of all states from the seed. */
export function economyOf(
  random: Random,
  {target, origins, hubs}: Cast,
  products: readonly Product[],
  options: EconomyOptions,
): Economy {
  const jitter = (sd: number): number => Math.exp(sd * normal(random) - (sd * sd) / 2);
  const sizes = new Map([
    [target, TARGET_YEARLY],
    ...hubs.map((hub) => [hub, SMALLEST_HUB + random() * (LARGEST_HUB - SMALLEST_HUB)] as const),
  ]);
  const weights = normalised(products.map(() => jitter(0.8)));
  const shares = normalised(origins.map(() => 0.5 + random()));
  const phase = products.map(() => random() * 2 * Math.PI);
  const once = memory();
  const place = new Map(products.map((product, at) => [product.code, at]));
  const mood = (state: string, year: number): number => {
    const drawn = once(`mood ${state} ${year}`, () => jitter(options.stateNoise));
    return options.quiet && state !== target ? 1 : drawn;
  };
  const level = (state: string, product: Product, period: number): number => {
    const year = yearOfPeriod(period);
    const trend = (1 + options.growth) ** (year - options.firstYear);
    return trend * mood(state, year) * season(period, at(phase, place, product));
  };
  return {
    periods: periodsOf(options),
    jitter,
    yearly: (hub) => known(sizes.get(hub)),
    habit: (importer, exporter) =>
      once(`habit ${importer} ${exporter}`, () => (0.86 + 0.14 * random()) * (1.02 + 0.06 * random())),
    exports: (origin, to, product, period) => {
      const mix = once(`mix ${origin} ${to} ${product.code}`, () => jitter(0.5));
      const share = known(shares[origins.indexOf(origin)]) * at(weights, place, product);
      return known(sizes.get(to)) * share * mix * level(to, product, period);
    },
    ownExports: (hub, to, product, period) => {
      const mix = once(`own ${hub} ${to} ${product.code}`, () => jitter(0.5));
      const share = at(weights, place, product) * (product.listed ? 0.03 : 0.15);
      return known(sizes.get(hub)) * share * mix * level(hub, product, period);
    },
  };
}

/** 202203 → 2022. */
export function yearOfPeriod(period: number): number {
  return period < 10_000 ? period : Math.floor(period / 100);
}

function periodsOf({frequency, firstYear, lastYear}: EconomyOptions): number[] {
  const years = Array.from({length: lastYear - firstYear + 1}, (_, after) => firstYear + after);
  if (frequency === "A") return years;
  return years.flatMap((year) => Array.from({length: 12}, (_, month) => year * 100 + month + 1));
}

// A month is a twelfth of its year, up to 40 % more or less by the calendar; each product has its own high season.
function season(period: number, phase: number): number {
  if (period < 10_000) return 1;
  return (1 + 0.4 * Math.cos((2 * Math.PI * (period % 100)) / 12 + phase)) / 12;
}

function normalised(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => value / total);
}

function memory(): (key: string, make: () => number) => number {
  const values = new Map<string, number>();
  return (key, make) => {
    const before = values.get(key);
    if (before !== undefined) return before;
    const fresh = make();
    values.set(key, fresh);
    return fresh;
  };
}

function at(values: readonly number[], place: ReadonlyMap<string, number>, {code}: Product): number {
  return known(values[known(place.get(code))]);
}

function known(value: number | undefined): number {
  if (value === undefined) throw new Error("the world asked for a state or product that it does not have");
  return value;
}
