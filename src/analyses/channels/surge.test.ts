import {afterAll, beforeAll, expect, test} from "vitest";
import {questionOf, type World, world, worldStore} from "../../../test/world/index.ts";
import type {Finding, FindingRow} from "../../base/index.ts";
import {referenceRates} from "../../ingest/index.ts";
import type {Writer} from "../../store/index.ts";
import {channelsFinding} from "./finding.ts";
import {SURGE_RULE, surgeFinding} from "./surge.ts";

let made: World;
let store: Writer;
let surge: Finding;
let channels: Finding;
beforeAll(async () => {
  made = world(13);
  store = await worldStore(made);
  [surge, channels] = await Promise.all([
    surgeFinding(store, questionOf(made.truth)),
    channelsFinding(store, questionOf(made.truth)),
  ]);
});
afterAll(() => store.close());

function of(plant: string): FindingRow {
  const hub = [...made.truth.hubTruths].find(([, truth]) => truth.plant.name === plant)?.[0];
  const row = surge.rows.find(({partner}) => partner === hub);
  if (row === undefined) throw new Error(`the surge rule does not see the ${plant}`);
  return row;
}

test.each(["ship", "other ship", "boom"])("the surge rule flags the %s, ours does not", (plant) => {
  expect(of(plant)).toMatchObject({flagged: true, our_grade: expect.stringMatching(/^(C|D|none)$/)});
});

test("the surge rule misses a small channel, ours finds it", () => {
  expect(of("small channel")).toMatchObject({flagged: false, our_grade: expect.stringMatching(/^[AB]$/)});
});

test("the grade beside the rule is the grade of the channels", () => {
  for (const row of surge.rows) {
    const own = channels.rows.find(({hub}) => hub === row.partner);
    expect(row.our_grade).toBe(own?.grade ?? null);
  }
});

test("exports of all origins stand together", () => {
  const {origins} = made.truth;
  for (const {partner, exports_eur} of surge.rows) {
    const records = made.rows.filter(
      (row) =>
        row.flow === "X" && row.period === 2022 && row.partner === partner && origins.includes(row.reporter),
    );
    const usd = records.reduce((sum, {value}) => sum + value, 0);
    // ECB reference average of 2022 in reference/fx, four places as the store adds them.
    expect(Number(exports_eur) / (usd / Number(referenceRates().get(2022)))).toBeCloseTo(1, 9);
  }
});

test("a flag is growth, distance and size together", () => {
  for (const {flagged, growth_pct, z, exports_eur} of surge.rows) {
    const surged =
      Number(growth_pct) > 100 * SURGE_RULE.growth &&
      Number(z) > SURGE_RULE.z &&
      Number(exports_eur) > SURGE_RULE.minimumEur;
    expect(flagged).toBe(surged);
  }
});

test("neither the target nor an origin is a destination of the rule", () => {
  const {target, origins} = made.truth;
  const seen = new Set(surge.rows.map(({partner}) => partner));
  expect([target, ...origins].filter((state) => seen.has(state))).toEqual([]);
});
