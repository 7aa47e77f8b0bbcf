import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [YEARS = ""] = fixture(import.meta.url, "years.csv");
const shared = layerFile("law/civic_indices_fh_idea_eiu.csv.gz");

test("each index stands under its own name, and Ukraine is missing from the three that the copy cut off", async () => {
  await using store = await storeOfLayers([YEARS]);
  const rows = await store.rows(
    sql`SELECT state, count(DISTINCT item) AS cut FROM layer.indicator WHERE item LIKE 'c_%idea' AND item NOT LIKE 'civsoc%' GROUP BY state ORDER BY state`,
  );
  expect(rows).toEqual([{state: "RUS", cut: 3}]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'gapminder/civic-indices'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
