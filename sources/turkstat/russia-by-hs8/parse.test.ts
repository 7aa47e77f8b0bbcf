import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

// The fixture has the copy's shape and codes; its figures are invented.
const [MONTHLY = ""] = fixture(import.meta.url, "turkey_russia_hs8_2025.parquet");
const shared = sharedFiles(
  "flows/turkey_russia_hs12_monthly_2025.parquet",
  "raw_samples/turkstat/turkstat_85414200-85423990-2025.html.gz",
);

test("Russia's export is Türkiye's import", async () => {
  await using store = await storeOf([MONTHLY]);
  const rows =
    await store.rows(sql`SELECT DISTINCT reporter, partner, flow, partner_basis, hs_edition FROM layer.trade
    WHERE product LIKE '2710%' OR product LIKE '8542%' ORDER BY flow`);
  expect(rows).toEqual([
    {reporter: "TUR", partner: "RUS", flow: "M", partner_basis: "origin", hs_edition: "HS2022"},
    {reporter: "TUR", partner: "RUS", flow: "X", partner_basis: "destination", hs_edition: "HS2022"},
  ]);
});

test("two lines of one code and month are one, without a quantity because their units differ", async () => {
  await using store = await storeOf([MONTHLY]);
  const rows = await store.rows(
    sql`SELECT count(*) AS n, max(unit) AS unit FROM layer.trade WHERE product = '90000000' AND period = 202506 AND flow = 'X'`,
  );
  expect(rows).toEqual([{n: 1, unit: null}]);
});

test.skipIf(shared === null)(
  "the copy agrees with TurkStat's own page on every cell but one revised since (needs ../shared)",
  async () => {
    await using store = await storeOf(shared ?? []);
    const rows =
      await store.rows(sql`SELECT p.period, p.product, p.value_usd AS page, c.value_usd AS copy FROM layer.trade AS p
    LEFT JOIN layer.trade AS c ON c.source = 'turkstat/russia-by-hs8' AND c.period = p.period AND c.product = p.product AND c.flow = p.flow
    WHERE p.source = 'turkstat/report-by-hs8' AND p.value_usd > 0 AND p.value_usd IS DISTINCT FROM c.value_usd`);
    expect(rows).toEqual([{period: 202506, product: "85423919", page: 99, copy: null}]);
  },
);
