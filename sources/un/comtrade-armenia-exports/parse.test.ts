import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

test("the reporter's exports enter, to the world; the author's re-exports do not", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_exports.parquet"));
  expect(await store.rows(sql`SELECT DISTINCT reporter, partner, flow, digits FROM layer.trade`)).toEqual([
    {reporter: "ARM", partner: "W00", flow: "X", digits: 6},
  ]);
});

const SHARED = sharedFiles("flows/armenia_hs6_exports_and_estimated_reexports_monthly.parquet");

test.skipIf(SHARED === null)(
  "exports of the listed goods rise from 0.45 to 2.09 bn USD in 2022 (needs ../shared)",
  async () => {
    await using store = await storeOf(SHARED ?? []);
    const rows = await store.rows(
      sql`SELECT period // 100 AS year, round(sum(value_usd) / 1e6, 2) AS musd FROM layer.trade WHERE period // 100 IN (2021, 2022) GROUP BY year ORDER BY year`,
    );
    // Sums of the column X by year over the Parquet file.
    expect(rows).toEqual([
      {year: 2021, musd: 453.99},
      {year: 2022, musd: 2_086.68},
    ]);
    expect(store.report).toMatchObject({rows: 18_685, dropped: 0});
  },
);
