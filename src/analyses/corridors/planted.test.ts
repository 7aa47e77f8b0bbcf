import {beforeAll, expect, test} from "vitest";
import {
  type PlantedRoad,
  publicationsOf,
  questionOf,
  storeOf,
  type Truth,
  type WorldOptions,
  withRoads,
  world,
} from "../../../test/world/index.ts";
import type {Finding, FindingRow} from "../../base/index.ts";
import {corridorsFinding} from "./finding.ts";
import type {CorridorRequest} from "./params.ts";

/** Roads of one, two and three hubs over one another's arcs. */
const ROADS: readonly PlantedRoad[] = [
  {hubs: [0], usd: 30e6, products: 18},
  {hubs: [1, 2], usd: 24e6, products: 12},
  {hubs: [0, 2], usd: 18e6, products: 15},
  {hubs: [3, 4, 5], usd: 20e6, products: 10},
];
const SIZE = {plants: [], plain: 8, origins: 2, listed: 20, controls: 10} as const;
/** Noise of a cell and of a state's year. With three times as much, roads of three hubs lose up to a third: docs/methods/corridors.md. */
const CALM = {noise: 0.05, stateNoise: 0.02} as const;

interface Answer {
  readonly truth: Truth;
  readonly finding: Finding;
}

async function asked(
  seed: number,
  {options = {}, request = {}}: {options?: Partial<WorldOptions>; request?: CorridorRequest} = {},
): Promise<Answer> {
  const {rows, truth} = withRoads(world(seed, {...SIZE, ...options}), ROADS);
  const store = await storeOf(publicationsOf(rows));
  try {
    const {target = null, origins = null, goods = null} = questionOf(truth);
    return {truth, finding: await corridorsFinding(store, {target, origins, goods, ...request})};
  } finally {
    store.close();
  }
}

const roadOf = ({hubs}: PlantedRoad, {hubs: cast, origins, target}: Truth): string =>
  [origins.join("+"), ...hubs.map((hub) => cast[hub]), target].join(" → ");

const usdOf = ({usd, products}: PlantedRoad): number => usd * products;

function rowFor(answer: Answer, road: PlantedRoad): FindingRow {
  const name = roadOf(road, answer.truth);
  const row = answer.finding.rows.find((candidate) => candidate.kind === "road" && candidate.road === name);
  if (row === undefined) throw new Error(`no road ${name}`);
  return row;
}

const SEEDS = [1, 2, 3, 4, 5, 6];
const answers = new Map<number, Answer>();
beforeAll(async () => {
  for (const seed of SEEDS) answers.set(seed, await asked(seed, {options: CALM}));
});

function answer(seed: number): Answer {
  const found = answers.get(seed);
  if (found === undefined) throw new Error(`world ${seed} was not asked`);
  return found;
}

const foundOf = (seed: number, road: PlantedRoad): number =>
  Math.min(usdOf(road), Number(rowFor(answer(seed), road).flow_upper_usd)) / usdOf(road);

test.each(SEEDS)("world %i: of all that was planted at least 95 %% is recovered", (seed) => {
  const all = ROADS.reduce((sum, road) => sum + usdOf(road), 0);
  const found = ROADS.reduce((sum, road) => sum + foundOf(seed, road) * usdOf(road), 0);
  expect(found / all).toBeGreaterThanOrEqual(0.95);
});

test.each(ROADS)("a planted road over $hubs is recovered with at least 95 % of its flow", (road) => {
  const shares = SEEDS.map((seed) => foundOf(seed, road));
  expect(shares.reduce((sum, share) => sum + share, 0) / SEEDS.length).toBeGreaterThanOrEqual(0.95);
  // Where a hub's large ordinary imports of one product rise far beyond their years, they claim its way out: of three hubs, half of a tenth of a road.
  expect(Math.min(...shares)).toBeGreaterThanOrEqual(road.hubs.length < 3 ? 0.95 : 0.9);
});

test.each(SEEDS)("world %i: roads that were not planted carry less than a twentieth", (seed) => {
  const planted = new Set(ROADS.map((road) => roadOf(road, answer(seed).truth)));
  const others = answer(seed).finding.rows.filter(
    ({kind, road}) => kind === "road" && !planted.has(String(road)),
  );
  const all = ROADS.reduce((sum, road) => sum + usdOf(road), 0);
  expect(others.reduce((sum, row) => sum + Number(row.flow_upper_usd), 0) / all).toBeLessThan(0.05);
});

test.each(SEEDS)("world %i: what is documented is at most what was planted, but for the noise", (seed) => {
  for (const road of ROADS) {
    const row = rowFor(answer(seed), road);
    expect(Number(row.flow_documented_usd)).toBeLessThanOrEqual(Number(row.flow_upper_usd));
    // 5 % noise on the ordinary trade of the same arcs, which is smaller than what was planted on them.
    expect(Number(row.flow_documented_usd) / usdOf(road)).toBeLessThanOrEqual(1.02);
  }
});

const QUIET = {noise: 0, stateNoise: 0, recordNoise: 0, growth: 0} as const;

test("without noise and growth the roads are the planted ones, to the cent, and nothing is left over", async () => {
  const quiet = await asked(11, {options: QUIET});
  const roads = quiet.finding.rows.filter(({kind}) => kind === "road");
  expect(roads.map(({road}) => road).sort()).toEqual(ROADS.map((road) => roadOf(road, quiet.truth)).sort());
  for (const road of ROADS) {
    const {flow_upper_usd, flow_documented_usd} = rowFor(quiet, road);
    // Each arc is rounded down to cents, product by product; sums of decimals in doubles add less.
    expect(Math.abs(Number(flow_upper_usd) - usdOf(road))).toBeLessThanOrEqual(0.02 * road.products);
    expect(Math.abs(Number(flow_documented_usd) - usdOf(road))).toBeLessThanOrEqual(0.02 * road.products);
  }
  const left = quiet.finding.rows.filter(({kind}) => kind !== "road");
  expect(left.reduce((sum, row) => sum + Number(row.flow_upper_usd), 0)).toBeLessThanOrEqual(1);
});

test("with one hub allowed only, roads of two and three turn into what finds no way", async () => {
  const {finding} = await asked(11, {options: QUIET, request: {mostHubs: 1}});
  const roads = finding.rows.filter(({kind}) => kind === "road");
  expect(roads.every(({hubs}) => hubs === 1)).toBe(true);
  const sumOf = (kind: string): number =>
    finding.rows.filter((row) => row.kind === kind).reduce((sum, row) => sum + Number(row.flow_upper_usd), 0);
  // Hub 0 has 18 m a product on its way to hub 2; hubs 1 and 3 have nowhere to go; hubs 2 and 5 send what nobody brought.
  expect(sumOf("no way out") / (18e6 * 15 + 24e6 * 12 + 20e6 * 10)).toBeCloseTo(1, 6);
  expect(sumOf("no way in") / (18e6 * 15 + 24e6 * 12 + 20e6 * 10)).toBeCloseTo(1, 6);
});

test.each(SEEDS)(
  "world %i: what comes in goes on or is left over, at every hub, product by product",
  async (seed) => {
    const {finding: arcs} = await asked(seed, {options: CALM, request: {by: "arc"}});
    const {finding: roads} = answer(seed);
    const total = (rows: readonly FindingRow[], column: string): number =>
      rows.reduce((sum, row) => sum + Number(row[column]), 0);
    const {hubs, origins, target} = answer(seed).truth;
    for (const hub of hubs) {
      const inflow = total(
        arcs.rows.filter(({to}) => to === hub),
        "flow_upper_usd",
      );
      const outflow = total(
        arcs.rows.filter(({from}) => from === hub),
        "flow_upper_usd",
      );
      // Flows are whole cents; only the sum over products in dollars rounds.
      expect(Math.abs(inflow - outflow)).toBeLessThanOrEqual(1e-9 * Math.max(1, inflow));
    }
    const kinds = (...wanted: readonly string[]) =>
      roads.rows.filter(({kind}) => wanted.includes(String(kind)));
    const start = arcs.rows.filter(({from}) => from === origins.join("+"));
    const supplied = total(start, "excess_high_usd");
    const used = total(kinds("road", "longer road", "no way out"), "flow_upper_usd");
    expect(Math.abs(used - supplied)).toBeLessThanOrEqual(1e-9 * supplied);
    const end = total(
      arcs.rows.filter(({to}) => to === target),
      "excess_high_usd",
    );
    const reached = total(kinds("road", "longer road", "no way in"), "flow_upper_usd");
    expect(Math.abs(reached - end)).toBeLessThanOrEqual(1e-9 * end);
  },
);

test("split by origin, a road is its origins' parts", async () => {
  const {finding, truth} = await asked(11, {options: QUIET, request: {by: "origin"}});
  for (const origin of truth.origins) {
    const name = [origin, truth.hubs[1], truth.hubs[2], truth.target].join(" → ");
    const row = finding.rows.find(({kind, road}) => kind === "road" && road === name);
    // The road was planted in equal parts; an arc's cents are rounded down for each origin.
    expect(Math.abs(Number(row?.flow_upper_usd) - (24e6 * 12) / truth.origins.length)).toBeLessThan(1);
  }
});

test("without a hub its roads are gone, and nothing new appears where all capacity was in use", async () => {
  const {truth} = world(11, {...SIZE, ...QUIET});
  const [, , closed = ""] = truth.hubs;
  const {finding} = await asked(11, {options: QUIET, request: {close: [closed]}});
  const through = finding.rows.filter(({kind, road}) => kind === "road" && String(road).includes(closed));
  expect(through.length).toBe(2);
  for (const row of through) {
    expect(row.after_upper_usd).toBe(0);
    expect(row.change_upper_usd).toBe(-Number(row.flow_upper_usd));
  }
  const others = finding.rows.filter(({kind, road}) => kind === "road" && !String(road).includes(closed));
  expect(others.map(({change_upper_usd}) => change_upper_usd)).toEqual(others.map(() => 0));
});
