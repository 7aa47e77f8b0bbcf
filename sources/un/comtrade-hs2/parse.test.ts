import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

test("the world stands apart from partners, re-exports from exports", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_chapters.parquet"));
  const rows = await store.rows(
    sql`SELECT flow, partner, value_usd FROM layer.trade WHERE reporter = 'GEO' AND partner IN ('W00', 'AZE') ORDER BY flow, partner`,
  );
  expect(rows.map(({flow, partner}) => `${flow} ${partner}`)).toEqual([
    "M AZE",
    "M W00",
    "RX AZE",
    "RX W00",
    "X AZE",
    "X W00",
  ]);
});

test("Taiwan stands under the name that UN Comtrade gives it", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_chapters.parquet"));
  expect(
    await store.rows(
      sql`SELECT DISTINCT partner FROM clean.un_comtrade_hs2 WHERE partner_code = 'Other Asia, nes'`,
    ),
  ).toEqual([{partner: "TWN"}]);
});

test("what may not enter says why", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_chapters.parquet"));
  const rows = await store.rows(
    sql`SELECT DISTINCT reason FROM meta.dropped WHERE source = 'un/comtrade-hs2' ORDER BY reason`,
  );
  expect(rows.map(({reason}) => reason)).toEqual([
    'partner "Areas, nes": no state: areas not elsewhere specified',
    "re-imports: part of imports",
    "reporter and partner are one: BHR",
  ]);
});

const SHARED = sharedFiles("flows/comtrade_hs2_bilateral_23reporters_1991_2021.parquet");

test.skipIf(SHARED === null)(
  "23 reporters, two million cells, every name known (needs ../shared)",
  async () => {
    await using store = await storeOf(SHARED ?? []);
    expect(
      await store.one(sql`SELECT count(DISTINCT reporter) AS reporters, count(*) AS rows FROM layer.trade`),
    ).toEqual({
      reporters: 23,
      rows: 2_012_374,
    });
    expect(store.report.rows + store.report.dropped).toBe(2_050_346);
    expect(await store.rows(sql`SELECT reason FROM meta.dropped WHERE reason LIKE '%unknown%'`)).toEqual([]);
  },
  // Millions of rows on a machine that may be doing other things.
  240_000,
);
