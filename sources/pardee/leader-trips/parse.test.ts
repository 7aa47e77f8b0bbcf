import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [TRIPS = ""] = fixture(import.meta.url, "trips.csv");
const shared = layerFile("influence/colt_leader_trips_by_country_1990_2024.csv.gz");

// Expected: the file's own rows.
test("Armenia's leaders made seven trips in 2022 and five leaders came", async () => {
  await using store = await storeOfLayers([TRIPS]);
  const rows = await store.rows(
    sql`SELECT indicator, value FROM layer.indicator WHERE state = 'ARM' ORDER BY indicator`,
  );
  expect(rows).toEqual([
    {indicator: "leader_trips_received", value: 5},
    {indicator: "leader_trips_sent", value: 7},
  ]);
});

test("an organisation or a territory of disputed standing is no state, and says so; Turkey is one", async () => {
  await using store = await storeOfLayers([TRIPS]);
  const states = await store.rows(sql`SELECT DISTINCT state FROM layer.indicator ORDER BY state`);
  expect(states.map(({state}) => state)).toEqual(["ARM", "COD", "GEO", "TUR"]);
  const dropped = await store.rows(sql`SELECT reason FROM meta.dropped`);
  expect(dropped.every(({reason}) => String(reason).startsWith("no state of ours: "))).toBe(true);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'pardee/leader-trips'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
