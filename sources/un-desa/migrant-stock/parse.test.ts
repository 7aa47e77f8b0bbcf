import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [STOCK = ""] = fixture(import.meta.url, "stock.csv");

// Expected: the publisher's table, Ukraine to the Russian Federation, 2020.
test("3,268,263 born in Ukraine lived in Russia in 2020", async () => {
  await using store = await storeOfLayers([STOCK]);
  expect(
    await store.rows(
      sql`SELECT layer, form, directed, value, unit FROM layer.tie WHERE a = 'UKR' AND b = 'RUS' AND start = '2020'`,
    ),
  ).toEqual([{layer: "people", form: "value", directed: true, value: 3_268_263, unit: "persons"}]);
});

test("the Channel Islands are dropped by name", async () => {
  await using store = await storeOfLayers([STOCK]);
  expect(await store.rows(sql`SELECT DISTINCT reason FROM meta.dropped`)).toEqual([
    {reason: "the Channel Islands, listed together"},
  ]);
});
