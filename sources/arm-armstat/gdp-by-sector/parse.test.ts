import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [ANNUAL = ""] = fixture(import.meta.url, "annual.csv");

// Expected: the Committee's table: growth of 12.6 % in 2022, information and communication 148.5.
test("the product grew by 12.6 % in 2022, and information and communication by 48.5 %", async () => {
  await using store = await storeOfLayers([ANNUAL]);
  expect(
    await store.rows(
      sql`SELECT item, value, unit FROM layer.indicator WHERE indicator = 'volume_index' AND period = '2022' ORDER BY item`,
    ),
  ).toEqual([
    {
      item: "Domestic product (gross, market prices)",
      value: 112.6,
      unit: "same period of the year before = 100",
    },
    {item: "J Information and communication", value: 148.5, unit: "same period of the year before = 100"},
  ]);
});

test("the first year has no index and makes no row of it; what is covered can be asked", async () => {
  await using store = await storeOfLayers([ANNUAL]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped`)).toEqual([
    {reason: "no value published", rows: 2},
  ]);
  expect(
    await store.one(
      sql`SELECT min(year) AS first, max(year) AS last FROM meta.tie_coverage WHERE state = 'ARM' AND kind = 'production_amd'`,
    ),
  ).toEqual({first: 2012, last: 2025});
});
