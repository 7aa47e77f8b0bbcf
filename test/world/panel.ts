import type {EffectGood, EffectPanel} from "../../src/analyses/channels/effect-panel.ts";
import {type Day, day, normal, periodRange, periodsIn, type Random, seeded} from "../../src/base/index.ts";

/** What is asked of an invented panel of exports. */
export interface PlantedPanelOptions {
  /** Planted effect of each destination on its listed goods, on the logarithm. */
  readonly effects: Readonly<Record<string, number>>;
  readonly range: string;
  /** First day from which the effect of a good holds: its listing, or the shock. */
  readonly shock: Day;
  /** Days of listing of listed goods, dealt out in turn; control goods have the last of `later`, or none. */
  readonly listings: readonly Day[];
  readonly later: Day | null;
  readonly listed: number;
  readonly controls: number;
  /** Standard deviations on the logarithm: of pairs' sizes, of a pair's lasting mood, of a single cell, of a good's and a destination's own course. */
  readonly sizes: number;
  readonly mood: number;
  readonly noise: number;
  readonly goodCourse: number;
  readonly destinationCourse: number;
  /** Share of cells without trade. */
  readonly empty: number;
}

const DEFAULTS: PlantedPanelOptions = {
  effects: {HUB: 0.5},
  range: "2020..2023",
  shock: day("2022-02-24"),
  listings: [],
  later: null,
  listed: 20,
  controls: 40,
  sizes: 1,
  mood: 0.3,
  noise: 0.4,
  goodCourse: 0.3,
  destinationCourse: 0.3,
  empty: 0.1,
};

/**
 * A panel of which the effect is known: exp(pair + good's course + destination's course + effect·listed·after) times noise
 * of mean one that lasts within a pair on either side of the shock.
 */
export function plantedPanel(seed: number, given: Partial<PlantedPanelOptions> = {}): EffectPanel {
  const options = {...DEFAULTS, ...given};
  const random = seeded(seed);
  const periods = periodsIn(periodRange(options.range));
  const destinations = Object.keys(options.effects);
  const goods = goodsOf(options);
  const course = (count: number, sd: number): number[][] =>
    Array.from({length: count}, () => periods.map(() => sd * normal(random)));
  const [ofGood, ofDestination] = [
    course(goods.length, options.goodCourse),
    course(destinations.length, options.destinationCourse),
  ];
  const pairs = destinations.flatMap((_, destination) => goods.map((_, good) => ({destination, good})));
  const values = pairs.flatMap(({destination, good}) => {
    const base = 10 + options.sizes * normal(random);
    const [before, after] = [lasting(random, options.mood), lasting(random, options.mood)];
    return periods.map((at, t) => {
      if (random() < options.empty) return 0;
      const {side, from} = goods[good] ?? {side: "control", from: null};
      const first = `${at}-01-01`.slice(0, 10);
      const isTreated = side === "listed" && first >= (from ?? options.shock.slice(0, 4));
      const effect = isTreated ? (options.effects[destinations[destination] ?? ""] ?? 0) : 0;
      const mood = first >= options.shock.slice(0, 4) ? after : before;
      const level = base + (ofGood[good]?.[t] ?? 0) + (ofDestination[destination]?.[t] ?? 0) + effect;
      return Math.exp(level + mood + lasting(random, options.noise));
    });
  });
  return {destinations, goods, periods, pairs, values: Float64Array.from(values)};
}

function lasting(random: Random, sd: number): number {
  return sd * normal(random) - (sd * sd) / 2;
}

function goodsOf({listed, controls, listings, later}: PlantedPanelOptions): EffectGood[] {
  return [
    ...Array.from({length: listed}, (_, at) => ({
      label: `L${at}`,
      side: "listed" as const,
      from: listings[at % listings.length] ?? null,
    })),
    ...Array.from({length: controls}, (_, at) => ({label: `C${at}`, side: "control" as const, from: later})),
  ];
}
