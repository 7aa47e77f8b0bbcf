import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {testFolder} from "../../../test/support/folder.ts";
import {fixture, storeOf} from "../../../test/support/source-store.ts";

const BULK = ["full_v2_202201.dat", "full_v2_200201.dat", "full_v2_200252.dat", "full200101.dat"];

test("a published zero stays zero", async () => {
  await using store = await storeOf(fixture(import.meta.url, "full_v2_202201.dat"));
  const row = await store.one(
    sql`SELECT value_native, value_usd FROM layer.trade WHERE reporter = 'HUN' AND partner = 'ARM'`,
  );
  expect(row).toEqual({value_native: 0, value_usd: 0});
});

test("customs procedures of one cell add up, to the TOTAL the file has", async () => {
  await using store = await storeOf(fixture(import.meta.url, "full_v2_202201.dat"));
  const rows =
    await store.rows(sql`SELECT product, hs_edition, sum(value_native) AS eur, sum(net_kg) AS kg, sum(quantity) AS pieces
    FROM layer.trade WHERE reporter = 'DEU' AND partner = 'KGZ' GROUP BY ALL ORDER BY product`);
  expect(rows).toEqual([
    {product: "84713000", hs_edition: "HS2022", eur: 125_000, kg: 362, pieces: 214},
    {product: "85423190", hs_edition: "HS2022", eur: 64_000, kg: 3, pieces: 9000},
    {product: "TOTAL", hs_edition: null, eur: 200_000, kg: 1265, pieces: null},
  ]);
});

test("goods that a reporter hides are dropped with that reason; their value is in TOTAL", async () => {
  await using store = await storeOf(fixture(import.meta.url, "full_v2_202201.dat"));
  const rows = await store.rows(
    sql`SELECT product, value_native FROM clean.eurostat_comext WHERE dropped LIKE 'confidential%'`,
  );
  expect(rows).toEqual([{product: "48XXXXXX", value_native: 11_000}]);
});

test("GR is Greece, both parts of the United Kingdom are one, stores and provisions are no state", async () => {
  await using store = await storeOf(fixture(import.meta.url, "full_v2_202201.dat"));
  const rows =
    await store.rows(sql`SELECT reporter_code, partner_code, reporter, partner FROM clean.eurostat_comext
    WHERE reporter_code IN ('GR', 'LV', 'FR') ORDER BY reporter_code, partner_code`);
  expect(rows).toEqual([
    {reporter_code: "FR", partner_code: "QS", reporter: "FRA", partner: null},
    {reporter_code: "GR", partner_code: "RU", reporter: "GRC", partner: "RUS"},
    {reporter_code: "LV", partner_code: "XI", reporter: "LVA", partner: "GBR"},
    {reporter_code: "LV", partner_code: "XU", reporter: "LVA", partner: "GBR"},
  ]);
});

test("arrivals from the union are by consignment, imports from outside by origin", async () => {
  await using store = await storeOf(fixture(import.meta.url, "full_v2_202201.dat"));
  const rows = await store.rows(
    sql`SELECT partner, partner_basis FROM layer.trade WHERE flow = 'M' ORDER BY partner`,
  );
  expect(rows).toEqual([
    {partner: "DEU", partner_basis: "consignment"},
    {partner: "KAZ", partner_basis: "origin"},
  ]);
});

test("period 200252 is the year 2002 and is never added to its months", async () => {
  await using store = await storeOf(fixture(import.meta.url, "full_v2_200201.dat", "full_v2_200252.dat"));
  const rows = await store.rows(
    sql`SELECT period, frequency, value_native FROM layer.trade WHERE product = '18063100' ORDER BY period`,
  );
  expect(rows).toEqual([
    {period: 2002, frequency: "A", value_native: 52_130},
    {period: 200201, frequency: "M", value_native: 4739},
  ]);
});

test("older layout: ISO codes are taken, 99RRR100 is hidden goods, an empty quantity is unknown", async () => {
  await using store = await storeOf(fixture(import.meta.url, "full200101.dat"));
  const rows = await store.rows(
    sql`SELECT reporter, partner, product, hs_edition, quantity FROM layer.trade ORDER BY product`,
  );
  expect(rows).toEqual([
    {reporter: "GRC", partner: "RUS", product: "24011010", hs_edition: "HS1996", quantity: null},
    {reporter: "DEU", partner: "RUS", product: "84713091", hs_edition: "HS1996", quantity: 420},
    {reporter: "DEU", partner: "KGZ", product: "TOTAL", hs_edition: null, quantity: null},
  ]);
  const {product, dropped} = await store.one(
    sql`SELECT product, dropped FROM clean.eurostat_comext WHERE dropped IS NOT NULL`,
  );
  expect([product, dropped]).toEqual([
    "99RRR100",
    "confidential: the reporter hides the goods, the value is in TOTAL",
  ]);
});

test("the two layouts are told apart and are one data set of every partner", async () => {
  await using store = await storeOf(fixture(import.meta.url, ...BULK));
  const rows = await store.rows(
    sql`SELECT f.source, s.partners, f.dialect, count(*) AS files FROM meta.file AS f JOIN meta.source AS s ON s.id = f.source GROUP BY ALL ORDER BY dialect`,
  );
  expect(rows).toEqual([
    {source: "eurostat/comext", partners: "all", dialect: "bulk-full-v2", files: 3},
    {source: "eurostat/comext", partners: "all", dialect: "bulk-historical", files: 1},
  ]);
});

test("two bulk files of one month that differ stop the build, for neither tells which is newer", async () => {
  const [month = ""] = fixture(import.meta.url, "full_v2_202201.dat");
  const revised = join(testFolder(), "full_v2_202201.dat");
  writeFileSync(revised, readFileSync(month, "utf8").replace(",202201,700000,", ",202201,710000,"));
  await expect(storeOf([month, revised])).rejects.toThrow("differ on POL M KAZ 27101943 202201");
});
