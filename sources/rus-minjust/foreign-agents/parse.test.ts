import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [MONTHS = ""] = fixture(import.meta.url, "months.csv");
const shared = layerFile("law/russia_foreign_agents_registry_monthly.csv");

test("the register opens with one organisation in June 2013", async () => {
  await using store = await storeOfLayers([MONTHS]);
  const rows = await store.rows(
    sql`SELECT item, value FROM layer.indicator WHERE period = '2013-06' AND value > 0`,
  );
  expect(rows).toEqual([{item: "organisations_added", value: 1}]);
});

// Expected: the copy's register has 763 entries.
test.skipIf(shared === null)("763 entries were made by February 2024 (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  expect(
    await store.one(sql`SELECT sum(value) AS entries FROM layer.indicator WHERE item LIKE '%added'`),
  ).toEqual({entries: 763});
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'rus-minjust/foreign-agents'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
