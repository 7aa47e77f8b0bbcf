import {channelsFinding, transitFinding} from "../../src/analyses/index.ts";
import type {Estimate, FindingRow} from "../../src/base/index.ts";
import type {Reader, Writer} from "../../src/store/index.ts";
import {
  type HubTruth,
  publicationsOf,
  questionOf,
  storeOf,
  type Truth,
  type World,
  world,
} from "../../test/world/index.ts";
import {changed, surging} from "./rules.ts";
import {FIRST_STORED, type Scenario} from "./scenarios.ts";

/** Detectors that are compared, ours first. */
export const DETECTORS = [
  "channels, grade A or B",
  "channels, grade A to C",
  "surge rule, all goods",
  "surge rule, listed goods",
  "growth over 30 %, all goods",
  "growth over 30 %, listed goods",
] as const;
export type Detector = (typeof DETECTORS)[number];

/** Ends of an interval with the planted amount between them, or not; US dollars, or shares of it. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly truth: number;
}

/** What was said of one hub of one world, beside its truth. */
export interface HubTrial {
  readonly plant: string;
  /** Whether listed goods reached the target through it. */
  readonly isChannel: boolean;
  readonly flags: ReadonlyMap<Detector, boolean>;
  /** Documented to upper refill; null where channels shows no row. */
  readonly refill: Interval | null;
  /** The refill by the 95 % interval round these bounds; null where channels shows none. */
  readonly interval: Interval | null;
  /** The same interval against the bounds of the world without noise; null where these were not asked for. */
  readonly ends: {readonly documented: Interval; readonly upper: Interval} | null;
  /** False transit by `transit`'s 95 % interval; null where it shows none. */
  readonly vanished: Interval | null;
  /** What came in on the logarithm, by `--effects estimate`; null where it was not asked or has none. */
  readonly effect: Interval | null;
}

/** Which questions are asked of a world. */
export interface Asked {
  readonly transit: boolean;
  /** Whether the bounds are also taken from the same world without its noise. */
  readonly ends: boolean;
  /** Hubs by the beginning of their plant's name; the others are what they are compared with. Null for no estimate. */
  readonly effectsOf: string | null;
}

/** Makes a world of the scenario, asks the shipped analyses through a store, and sets the answers beside the truth. */
export async function trialOf(seed: number, scenario: Scenario, asked: Asked): Promise<HubTrial[]> {
  const made = seen(world(seed, scenario.options), scenario);
  const quiet = asked.ends ? await quietRows(seed, scenario) : [];
  const store = await storeWith(made);
  try {
    const {rows} = await channelsFinding(store, questionOf(made.truth));
    const lost = asked.transit ? await transitRows(store, made.truth) : [];
    const effects = asked.effectsOf === null ? [] : await effectsOf(store, made.truth, asked.effectsOf);
    const flags = publicFlags(made);
    return [...made.truth.hubTruths].map(([hub, truth]) => {
      const row = rows.find((candidate) => candidate.hub === hub);
      return {
        plant: truth.plant.name,
        isChannel: truth.refillUsd > 0,
        flags: new Map(DETECTORS.map((name) => [name, flags(name, hub) ?? graded(row, name)])),
        refill: refillOf(row, truth),
        interval: row === undefined ? null : confidence(row, truth.refillUsd),
        ends: endsOf(
          row,
          quiet.find((candidate) => candidate.hub === hub),
        ),
        vanished: vanishedOf(
          lost.find((candidate) => candidate.hub === hub),
          truth,
        ),
        effect: effectOf(
          effects.find(({term}) => term === `listed:post:${hub}`),
          truth,
        ),
      };
    });
  } finally {
    store.close();
  }
}

function storeWith({rows}: World): Promise<Writer> {
  return storeOf(publicationsOf(rows.filter(({period}) => period >= FIRST_STORED)));
}

async function quietRows(seed: number, scenario: Scenario): Promise<readonly FindingRow[]> {
  const made = seen(world(seed, {...scenario.options, quiet: true}), scenario);
  const store = await storeWith(made);
  try {
    return (await channelsFinding(store, questionOf(made.truth))).rows;
  } finally {
    store.close();
  }
}

function confidence(row: FindingRow, truth: number): Interval | null {
  const [low, high] = [row.refill_conf_low_usd, row.refill_conf_high_usd];
  return typeof low === "number" && typeof high === "number" ? {low, high, truth} : null;
}

function endsOf(row: FindingRow | undefined, quiet: FindingRow | undefined): HubTrial["ends"] {
  if (row === undefined || quiet === undefined) return null;
  const documented = confidence(row, Number(quiet.refill_documented_usd));
  const upper = confidence(row, Number(quiet.refill_upper_usd));
  return documented === null || upper === null ? null : {documented, upper};
}

function seen({rows, truth}: World, {hides}: Scenario): World {
  return {rows: hides === null ? rows : rows.filter((row) => !hides(row, truth)), truth};
}

function publicFlags(made: World): (detector: Detector, hub: string) => boolean | null {
  const found = new Map<Detector, ReadonlySet<string>>([
    ["surge rule, all goods", surging(made, "all goods")],
    ["surge rule, listed goods", surging(made, "listed goods")],
    ["growth over 30 %, all goods", changed(made, "all goods")],
    ["growth over 30 %, listed goods", changed(made, "listed goods")],
  ]);
  return (detector, hub) => found.get(detector)?.has(hub) ?? null;
}

// A hub without a row is not found.
function graded(row: FindingRow | undefined, detector: Detector): boolean {
  const enough = detector === "channels, grade A or B" ? ["A", "B"] : ["A", "B", "C"];
  return row !== undefined && enough.includes(String(row.grade));
}

function refillOf(row: FindingRow | undefined, {refillUsd}: HubTruth): Interval | null {
  return row === undefined
    ? null
    : {
        low: Number(row.refill_documented_usd),
        high: Number(row.refill_upper_usd),
        truth: refillUsd,
      };
}

async function transitRows(store: Reader, {origins, target}: Truth): Promise<readonly FindingRow[]> {
  return (await transitFinding(store, {origins, target, goods: "chpl"})).rows;
}

// What a hub that tells no products lets vanish is not asked of transit: it shows the goods only where both sides name them.
function vanishedOf(row: FindingRow | undefined, {plant, vanishedUsd}: HubTruth): Interval | null {
  const [low, high] = [row?.shock_low_usd ?? null, row?.shock_high_usd ?? null];
  if (low === null || high === null || plant.publishes !== "products") return null;
  return {low: Number(low), high: Number(high), truth: vanishedUsd};
}

async function effectsOf(store: Reader, truth: Truth, plants: string): Promise<readonly Estimate[]> {
  const hubs = [...truth.hubTruths]
    .filter(([, {plant}]) => plant.name.startsWith(plants))
    .map(([hub]) => hub);
  const effects = {draws: 0, transition: 3};
  return (await channelsFinding(store, {...questionOf(truth), hubs, effects})).estimates;
}

function effectOf(found: Estimate | undefined, {plant}: HubTruth): Interval | null {
  const [low, high] = [found?.conf_low ?? null, found?.conf_high ?? null];
  return low === null || high === null ? null : {low, high, truth: Math.log1p(plant.lift)};
}
