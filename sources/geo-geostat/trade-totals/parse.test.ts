import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

const [WORKBOOK = "", MERGED = ""] = fixture(
  import.meta.url,
  "FTrade_2021-2024.xlsx",
  "totals_monthly_2021_2024.csv",
);
const shared = sharedFiles(
  "raw_samples/national/ge_geostat_FTrade_1995-2024.xlsx",
  "flows/georgia_geostat_totals_monthly_1995_2024.csv.gz",
);

// Expected: cells of the workbook, million USD: exports of 2022 5582.444243196493, of March 2023 546.6862697972647.
test("months and years are totals with the world in whole dollars", async () => {
  await using store = await storeOf([WORKBOOK]);
  const rows = await store.rows(sql`SELECT period, partner, round(value_usd) AS usd FROM layer.trade
    WHERE flow = 'X' AND period IN (2022, 202303) ORDER BY period`);
  expect(rows).toEqual([
    {period: 2022, partner: "W00", usd: 5_582_444_243},
    {period: 202303, partner: "W00", usd: 546_686_270},
  ]);
});

test("the total of a running year is dropped, its months are kept", async () => {
  await using store = await storeOf([WORKBOOK]);
  expect(await store.one(sql`SELECT count(*) AS n FROM layer.trade WHERE period = 2024`)).toEqual({n: 0});
  expect(
    await store.one(sql`SELECT count(*) AS n FROM layer.trade WHERE period BETWEEN 202401 AND 202412`),
  ).toEqual({n: 20});
  expect(
    await store.one(sql`SELECT DISTINCT dropped FROM clean.geo_geostat_trade_totals WHERE period = 2024`),
  ).toEqual({
    dropped: "a running year: its total is of 10 months",
  });
});

test("the workbook and its copy hold one figure a month", async () => {
  await using store = await storeOf([WORKBOOK, MERGED]);
  expect(
    await store.one(
      sql`SELECT count(*) AS n FROM (SELECT 1 FROM layer.trade GROUP BY period, flow HAVING count(*) > 1)`,
    ),
  ).toEqual({n: 0});
});

test.skipIf(shared === null)("thirty years of months agree with their years (needs ../shared)", async () => {
  await using store = await storeOf(shared ?? []);
  expect(await store.one(sql`SELECT outcome FROM meta.check WHERE name LIKE 'twelve months%'`)).toEqual({
    outcome: "passed",
  });
});
