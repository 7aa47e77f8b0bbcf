import {expect, test} from "vitest";
import {plantedPanel, questionOf, world, worldStore} from "../../../test/world/index.ts";
import {day, seeded} from "../../base/index.ts";
import {type EffectPanel, withPairs} from "./effect-panel.ts";
import {channelsFinding} from "./finding.ts";
import {tripleGoodsPlacebo, tripleHubPlacebo} from "./placebo.ts";
import {tripleDifference, whyNotTriple} from "./triple-difference.ts";

const shock = day("2022-02-24");
const PLANTED = {HUB: 0.5, TWO: 0.2, TGT: -1, P0: 0, P1: 0, P2: 0, P3: 0};
const ROLES = {hubs: [0, 1], target: 2, controls: [3, 4, 5, 6]};
const planted = (seed: number): EffectPanel =>
  plantedPanel(seed, {effects: PLANTED, listed: 30, controls: 30, sizes: 0.5});

test("effects planted in two hubs and in the target are recovered, and their intervals cover", async () => {
  const draws = 30;
  const errors: number[] = [];
  let covered = 0;
  for (let seed = 1; seed <= draws; seed++) {
    for (const found of await tripleDifference({panel: planted(seed), roles: ROLES, shock})) {
      if ("reason" in found) throw new Error(found.reason);
      const truth = Object.entries(PLANTED).find(([name]) => name === found.destination)?.[1] ?? Number.NaN;
      errors.push(found.estimate - truth);
      if (found.low <= truth && truth <= found.high) covered++;
    }
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const sd = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length);
  // Three Monte-Carlo errors of 30 worlds: the three effects of a world share its controls.
  expect(Math.abs(mean)).toBeLessThan((3 * sd) / Math.sqrt(draws));
  // 90 intervals of 95 %, three a world that share controls: fewer than 82 of independent ones has probability 0.03.
  expect(covered / errors.length).toBeGreaterThan(0.91);
});

test("a ban that cuts each product of the target by another part moves no hub's effect and widens no interval", async () => {
  const even = planted(7);
  const random = seeded(70);
  const T = even.periods.length;
  const cuts = even.goods.map(() => 0.02 + 0.9 * random());
  const uneven = even.values.map((value, cell) => {
    const pair = even.pairs[Math.floor(cell / T)];
    const isCut =
      pair?.destination === ROLES.target && even.goods[pair.good]?.side === "listed" && cell % T >= 2;
    return isCut ? value * (cuts[pair.good] ?? 1) : value;
  });
  const hubs = async (panel: EffectPanel) =>
    (await tripleDifference({panel, roles: ROLES, shock})).filter(({destination}) => destination !== "TGT");
  expect(await hubs({...even, values: uneven})).toEqual(await hubs(even));
});

test("without an effect the placebo hubs' p is uniform", async () => {
  const none = Object.fromEntries(Object.keys(PLANTED).map((name) => [name, 0]));
  const ranks = new Map<number, number>();
  for (let seed = 1; seed <= 60; seed++) {
    const panel = plantedPanel(seed, {effects: none, listed: 10, controls: 10, sizes: 0.5});
    const input = {panel, roles: ROLES, shock, pool: ROLES.controls, draws: 9, random: seeded(seed)};
    const rank = (await tripleHubPlacebo(input, 0))?.rank ?? 0;
    ranks.set(rank, (ranks.get(rank) ?? 0) + 1);
  }
  const counts = [1, 2, 3, 4, 5].map((rank) => ranks.get(rank) ?? 0);
  // Five ranks, twelve each expected: χ²(4) beyond 18.5 has probability 1e-3.
  expect(counts.reduce((sum, count) => sum + (count - 12) ** 2 / 12, 0)).toBeLessThan(18.5);
});

test("a planted effect outranks random lists of control goods", async () => {
  const strong = plantedPanel(3, {effects: {...PLANTED, HUB: 2}, listed: 30, controls: 60, sizes: 0.5});
  const input = {panel: strong, roles: ROLES, shock, pool: ROLES.controls, draws: 19, random: seeded(1)};
  const {rank, of} = (await tripleGoodsPlacebo(input)).get("HUB") ?? {rank: 0, of: 0};
  expect([rank, of]).toEqual([1, 20]);
});

test("too few goods, no other destination and a hub that began to trade after the shock are refused by name", async () => {
  const panel = planted(1);
  expect(whyNotTriple(panel, {...ROLES, controls: []})).toContain("name the hubs");
  const listedOnly = withPairs(panel, ({good}) => panel.goods[good]?.side === "listed");
  expect(whyNotTriple(listedOnly, ROLES)).toContain("0 control goods");
  const T = panel.periods.length;
  const values = panel.values.map((value, cell) => {
    const pair = panel.pairs[Math.floor(cell / T)];
    const isNew = pair?.destination === 0 && panel.goods[pair.good]?.side === "listed" && cell % T < 2;
    return isNew ? 0 : value;
  });
  const [, hub] = await tripleDifference({panel: {...panel, values}, roles: ROLES, shock});
  expect(hub).toMatchObject({destination: "HUB", reason: expect.stringContaining("compare")});
});

test("a world with control goods and other destinations gets a triple difference, in the finding", async () => {
  const made = world(3, {plain: 6, listed: 16, controls: 16});
  const store = await worldStore(made);
  try {
    const hub = [...made.truth.hubTruths].find(([, {plant}]) => plant.name === "large channel")?.[0] ?? "";
    const request = {...questionOf(made.truth), hubs: [hub], effects: {draws: 5, transition: 3}};
    const {estimates, caveats} = await channelsFinding(store, request);
    const [found] = estimates.filter(({term}) => term === `listed:post:${hub}`);
    expect(found?.estimate).toBeGreaterThan(0.3);
    expect(estimates.map(({term}) => term)).toContain(`placebo-hubs:${hub}`);
    expect(caveats.join()).toContain("triple difference");
    const without = await channelsFinding(store, {...request, effects: null});
    expect(without.estimates).toEqual([]);
  } finally {
    store.close();
  }
});
