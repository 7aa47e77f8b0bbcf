import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

test("modes of transport without a total are summed: one row a cell, with its weight and number", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_cars.parquet"));
  const rows = await store.rows(
    sql`SELECT product, value_usd, net_kg, quantity, unit FROM layer.trade WHERE reporter = 'ARM' AND partner = 'RUS' AND flow = 'X' ORDER BY product`,
  );
  // Five modes each in November 2022; sums over the Parquet rows.
  expect(rows).toMatchObject([
    {product: "8703", quantity: 2008, unit: "u"},
    {product: "870323", quantity: 1353, unit: "u"},
  ]);
  expect(rows.map(({value_usd}) => Number(value_usd).toFixed(2))).toEqual(["44232746.38", "19454652.96"]);
  expect(rows.map(({net_kg}) => Number(net_kg).toFixed(3))).toEqual(["8422646.874", "5781194.739"]);
});

test("names mangled by the copy, and codes that are no ISO codes, are states", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_cars.parquet", "monthly_cars.csv"));
  const dropped = await store.rows(sql`SELECT reason FROM meta.dropped WHERE reason LIKE '%unknown%'`);
  expect(dropped).toEqual([]);
});

test("the month and the edition in force are told", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_cars.parquet"));
  const rows = await store.rows(
    sql`SELECT DISTINCT period, hs_edition FROM layer.trade WHERE reporter = 'GEO' ORDER BY period`,
  );
  expect(rows).toEqual([
    {period: 202_111, hs_edition: "HS2017"},
    {period: 202_211, hs_edition: "HS2022"},
  ]);
});

test("the CSV of the same source gives each of its rows", async () => {
  await using store = await storeOf(fixture(import.meta.url, "monthly_cars.csv"));
  expect(store.report.rows).toBe(15);
  const row = await store.one(
    sql`SELECT value_usd, net_kg, quantity, unit FROM layer.trade WHERE period = 202101 AND partner = 'AUT' AND flow = 'M'`,
  );
  expect(row).toEqual({value_usd: 168_274.65, net_kg: 14_746.874, quantity: 53, unit: "u"});
});

const SHARED = sharedFiles(
  "flows/comtrade_monthly_hs8703_georgia_armenia.parquet",
  "raw_samples/comtrade/tavadyan_comtrade_monthly_8703_head.csv",
);

test.skipIf(SHARED === null)(
  "Georgian car exports: 905.7 m USD in 2022, 98.4 % more than in 2021 (needs ../shared)",
  async () => {
    await using store = await storeOf(SHARED ?? []);
    const rows = await store.rows(
      sql`SELECT period // 100 AS year, sum(value_usd) AS value FROM layer.trade
      WHERE reporter = 'GEO' AND flow = 'X' AND product = '8703' AND period // 100 IN (2021, 2022) GROUP BY year ORDER BY year`,
    );
    const [before = Number.NaN, after = Number.NaN] = rows.map(({value}) => Number(value));
    // The published figures of the two years, to the digits they are published with.
    expect((after / 1e6).toFixed(1)).toBe("905.7");
    expect((100 * (after / before - 1)).toFixed(1)).toBe("98.4");
  },
);

test.skipIf(SHARED === null)(
  "Armenian car imports of 2022 are counted once, whatever their mode (needs ../shared)",
  async () => {
    await using store = await storeOf(SHARED ?? []);
    const row = await store.one(
      sql`SELECT sum(value_usd) AS value, count(*) AS cells FROM layer.trade
      WHERE reporter = 'ARM' AND flow = 'M' AND product = '8703' AND period // 100 = 2022`,
    );
    // Sum over the 537 rows of heading 8703 in the file, which has each mode once and no total: 599.47 m. In two cells the
    // partner is "Areas, nes", which is no state.
    expect(Number(row.value) / 1e6).toBeCloseTo(599.47, 0);
  },
);
