import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

// The fixture has the copy's shape and pairs; its figures are invented.
const [MATRIX = ""] = fixture(import.meta.url, "bilateral_imports.parquet");
const shared = sharedFiles("flows/wto_bilateral_imports_minerals_arms_annual_2011_2022.parquet");

test("HS93 is chapter 93 as the importer reports it, in the edition of its year", async () => {
  await using store = await storeOf([MATRIX]);
  expect(
    await store.rows(
      sql`SELECT DISTINCT flow, product, hs_edition, period, partner_basis FROM layer.trade ORDER BY period`,
    ),
  ).toEqual([
    {flow: "M", product: "93", hs_edition: "HS2012", period: 2015, partner_basis: "origin"},
    {flow: "M", product: "93", hs_edition: "HS2017", period: 2018, partner_basis: "origin"},
  ]);
});

test("minerals and metals have no HS code and are dropped by name", async () => {
  await using store = await storeOf([MATRIX]);
  expect(
    await store.one(sql`SELECT DISTINCT dropped FROM clean.wto_bilateral_imports WHERE dropped IS NOT NULL`),
  ).toEqual({
    dropped: "no HS code: MTN 12, minerals and metals",
  });
});

// Expected: sum of the copy's own rows of 2022 by DuckDB, 7.46 bn USD from 49 importers.
test.skipIf(shared === null)(
  "arms imports of 2022 are 7.46 bn USD by 49 importers (needs ../shared)",
  async () => {
    await using store = await storeOf(shared ?? []);
    expect(
      await store.one(
        sql`SELECT round(sum(value_usd) / 1e9, 2) AS bn, count(DISTINCT reporter) AS importers FROM layer.trade WHERE period = 2022`,
      ),
    ).toEqual({
      bn: 7.46,
      importers: 49,
    });
  },
);
