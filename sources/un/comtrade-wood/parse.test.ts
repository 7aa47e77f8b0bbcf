import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

test("chapters, headings and subheadings are kept apart by their digits", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_wood.parquet"));
  const rows = await store.rows(
    sql`SELECT digits, product, value_usd FROM layer.trade WHERE partner = 'RUS' AND period = 2022 ORDER BY product`,
  );
  expect(rows).toMatchObject([
    {digits: 4, product: "4403", value_usd: 439_306.615},
    {digits: 4, product: "4407"},
    {digits: 2, product: "48", value_usd: 65_287_500.776},
    {digits: 6, product: "940391", value_usd: 356_721.276},
  ]);
});

test("the edition is the Combined Nomenclature's of the year", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_wood.parquet"));
  // 9403 91 is a code of HS2022, and the file has it in 2022 only.
  expect(
    await store.rows(sql`SELECT DISTINCT period, hs_edition FROM layer.trade WHERE product = '940391'`),
  ).toEqual([{period: 2022, hs_edition: "HS2022"}]);
});

const SHARED = sharedFiles("flows/comtrade_eu27_wood_imports_hs4_2018_2022.parquet");

test.skipIf(SHARED === null)("27 members in each of five years (needs ../shared)", async () => {
  await using store = await storeOf(SHARED ?? []);
  expect(store.report).toMatchObject({rows: 170_719, dropped: 2_639});
});
