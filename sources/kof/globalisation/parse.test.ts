import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [INDEX = ""] = fixture(import.meta.url, "index.csv");
const shared = layerFile("influence/kof_globalisation_2023_1990_2021.csv.gz");

// Expected: the file's cells of Armenia; Turkmenistan's index of trade is empty there.
test("Armenia's index is 67.48 in 2021; what could not be computed is missing with its reason", async () => {
  await using store = await storeOfLayers([INDEX]);
  expect(
    await store.rows(sql`SELECT state, item, value, missing FROM layer.indicator WHERE period = '2021'
      AND (state, item) IN (('ARM', 'KOFGI'), ('TKM', 'KOFTrGI')) ORDER BY state`),
  ).toEqual([
    {state: "ARM", item: "KOFGI", value: 67.48, missing: null},
    {state: "TKM", item: "KOFTrGI", value: null, missing: "not computed"},
  ]);
});

test("Romania is there under the publisher's old code, and groups of states are not", async () => {
  await using store = await storeOfLayers([INDEX]);
  const states = await store.rows(sql`SELECT DISTINCT state FROM layer.indicator ORDER BY state`);
  expect(states.map(({state}) => state)).toEqual(["ARM", "ROU", "TKM"]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'kof/globalisation'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
