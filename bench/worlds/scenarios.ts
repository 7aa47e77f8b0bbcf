import {type Plant, plant, type World, type WorldOptions, type WorldRow} from "../../test/world/index.ts";

/** What is varied, and one value of it. */
export interface Scenario {
  readonly family: string;
  readonly name: string;
  readonly options: Partial<WorldOptions>;
  /** Records of the finished world that somebody does not publish. */
  readonly hides: ((row: WorldRow, truth: World["truth"]) => boolean) | null;
}

/** Years before the stored ones serve the rule that looks back; in use it looks back a decade. */
export const FIRST_YEAR = 2014;
/** What the store holds: three years before the shock and its own. */
export const FIRST_STORED = 2019;

const SMALL = {
  firstYear: FIRST_YEAR,
  origins: 2,
  listed: 12,
  controls: 14,
  renumbered: false,
  plain: 4,
} as const;

const size = (share: number, given: Partial<Plant> = {}): Plant =>
  plant(`channel of ${100 * share} %`, {size: share, onward: 0.7, ...given});

/** Five channels from a twenty-fifth to a third of the loss, one of them false transit. */
const CHANNELS = [
  size(0.04),
  size(0.08),
  plant("false transit of 12 %", {size: 0.12, vanishes: 0.7}),
  size(0.16),
  size(0.32),
];
/** What grew and sent nothing on. */
const HONEST = [plant("boom", {boom: 1.5}), plant("relocation", {lift: 0.8})];

const scenario = (
  family: string,
  name: string,
  options: Partial<WorldOptions> = {},
  hides: Scenario["hides"] = null,
): Scenario => ({family, name, options: {...SMALL, plants: [...CHANNELS, ...HONEST], ...options}, hides});

const ofSize = (share: number): Scenario =>
  scenario("size of the channels", `${100 * share} % of the loss`, {
    plants: [...Array.from({length: 4}, () => size(share)), ...HONEST],
  });

const ofTransit = (vanishes: number): Scenario =>
  scenario("part that never arrives", `${100 * vanishes} %`, {
    plants: [
      ...[0.06, 0.12, 0.18, 0.24].map((share) =>
        plant("channel", {size: share, vanishes, onward: 0.9 - vanishes}),
      ),
      ...HONEST,
    ],
  });

const ofGrowth = (boom: number): Scenario =>
  scenario("honest growth in half of the others", `all trade ×${boom}`, {
    plants: [...CHANNELS, ...Array.from({length: 4}, () => plant("boom", {boom}))],
  });

const ofRelocation = (lift: number): Scenario =>
  scenario("relocation to half of the others", `listed goods ×${1 + lift} for good`, {
    plants: [...CHANNELS, ...Array.from({length: 4}, () => plant("relocation", {lift}))],
  });

const ofNoise = (noise: number): Scenario =>
  scenario(
    "noise a cell, a state, a record",
    `${100 * noise} %, ${Math.round(40 * noise)} %, ${Math.round(30 * noise)} %`,
    {
      noise,
      stateNoise: 0.4 * noise,
      recordNoise: 0.3 * noise,
    },
  );

const published = (how: Plant["publishes"], plants: readonly Plant[]): Plant[] =>
  plants.map((own) => ({...own, publishes: how}));

const SILENT: readonly Scenario[] = [
  scenario("who publishes", "everyone, the target until the shock"),
  scenario("who publishes", "everyone, the target on and on", {targetReports: "always"}),
  scenario("who publishes", "channels publish totals only", {
    plants: [...published("totals", CHANNELS), ...HONEST],
  }),
  scenario("who publishes", "channels publish nothing", {
    plants: [...published("nothing", CHANNELS), ...HONEST],
  }),
  scenario(
    "who publishes",
    "one of three origins stops",
    {origins: 3},
    ({reporter, period}, {origins}) => reporter === origins[0] && period >= 2022,
  ),
];

const ofMakers = (turns: number): Scenario =>
  scenario("makers among the others", `buy listed goods ×1.8, sell their own to the target ×${turns}`, {
    plants: [...CHANNELS, ...Array.from({length: 4}, () => plant("maker", {lift: 0.8, sells: 4, turns}))],
  });

const ofForgetting = (forgets: number): Scenario =>
  scenario(
    "records that worsen among the others",
    `listed goods ×1.8, ${100 * forgets} % no longer recorded`,
    {
      plants: [...CHANNELS, ...Array.from({length: 4}, () => plant("forgetful", {lift: 0.8, forgets}))],
    },
  );

const FEW: readonly Scenario[] = [
  scenario("few hubs", "one channel, one other", {plants: [size(0.16)], plain: 1}),
  scenario("few hubs", "one channel, one relocation", {
    plants: [size(0.16), plant("relocation", {lift: 0.8})],
    plain: 0,
  }),
];

/** Every value of everything that is varied, one at a time. */
export const SCENARIOS: readonly Scenario[] = [
  ...[0.01, 0.02, 0.04, 0.08, 0.16, 0.32].map(ofSize),
  ...[0.05, 0.15, 0.3, 0.5].map(ofNoise),
  ...[0, 0.3, 0.6, 0.9].map(ofTransit),
  ...SILENT,
  ...[1.2, 1.5, 2, 3].map(ofGrowth),
  ...[0.4, 0.8, 1.6].map(ofRelocation),
  ...[1.5, 3].map(ofMakers),
  ...[0.1, 0.3].map(ofForgetting),
  ...FEW,
];

/** Every listed product grows alike in some hubs, so that the effect of each is one known number. */
export const EFFECT_SCENARIOS: readonly Scenario[] = [0.15, 0.3, 0.5].map((noise) =>
  scenario("effects", `noise a cell of ${100 * noise} %`, {
    noise,
    plain: 6,
    plants: [plant("even 20 %", {lift: 0.2, onward: 0.7}), plant("even 65 %", {lift: 0.65, onward: 0.7})],
  }),
);
/** How the plants of `EFFECT_SCENARIOS` are called. */
export const EVEN = "even";
