import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

test("fuel by month, code and partner, with its weight", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_fuel.csv"));
  const row = await store.one(
    sql`SELECT value_usd, net_kg, hs_edition FROM layer.trade WHERE period = 202206 AND partner = 'RUS' AND product = '271019'`,
  );
  expect(row).toEqual({value_usd: 20_567_363.73, net_kg: 15_790_114.43, hs_edition: "HS2022"});
});

test("271012 before 2012 is of the edition that made the code", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_fuel.csv"));
  expect(await store.rows(sql`SELECT DISTINCT hs_edition FROM layer.trade WHERE period = 201006`)).toEqual([
    {hs_edition: "HS2012"},
  ]);
});

test("a published weight of zero stays zero, an absent one is missing", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_fuel.csv"));
  expect(
    await store.one(
      sql`SELECT count(*) FILTER (net_kg = 0) > 0 AS zeros, count(*) - count(net_kg) AS missing FROM layer.trade`,
    ),
  ).toEqual({
    zeros: true,
    missing: 1,
  });
});

const SHARED = sharedFiles("flows/armenia_comtrade_fuel_imports_monthly.csv.gz");

test.skipIf(SHARED === null)("184 of the 186 months from 2010 to mid-2025 (needs ../shared)", async () => {
  await using store = await storeOf(SHARED ?? []);
  expect(store.report).toMatchObject({rows: 5_824, dropped: 138});
  expect(
    await store.one(
      sql`SELECT count(DISTINCT period) AS months, min(period) AS first, max(period) AS last FROM layer.trade`,
    ),
  ).toEqual({
    months: 184,
    first: 201_001,
    last: 202_506,
  });
});
