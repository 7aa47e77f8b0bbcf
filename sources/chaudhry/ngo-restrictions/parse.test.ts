import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [YEARS = ""] = fixture(import.meta.url, "years.csv");
const shared = layerFile("law/chaudhry_ngo_restrictions.csv.gz");

test("a question that was not coded is missing, and a row that stands twice enters once", async () => {
  await using store = await storeOfLayers([YEARS]);
  const rows = await store.rows(
    sql`SELECT item, value, missing FROM layer.tie WHERE a = 'CZE' AND item IN ('barrier_to_foreign_funds', 'politics_barred') ORDER BY item`,
  );
  expect(rows).toEqual([
    {item: "barrier_to_foreign_funds", value: null, missing: "not coded"},
    {item: "politics_barred", value: 1, missing: null},
  ]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped`)).toEqual([
    {reason: "repeats another row of its file", rows: 12},
  ]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'chaudhry/ngo-restrictions'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
