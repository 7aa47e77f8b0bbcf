import {expect, test} from "vitest";
import type {RawFile} from "../../../src/ingest/index.ts";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";
import {writeXlsx} from "../../../test/workbooks/write-xlsx.ts";
import {readByCountry} from "./by-country.ts";

const [EXPORTS = "", IMPORTS = "", MERGED = "", GOODS = "", OLD_GOODS = ""] = fixture(
  import.meta.url,
  "4.03.00.18_exports.xlsx",
  "4.03.00.20_imports.xlsx",
  "merged_1994_2023.csv",
  "4.03.00.10_main_goods.xlsx",
  "4.03.00.12_main_goods.xls",
);
const shared = sharedFiles(
  "flows/kyrgyzstan_nsc_by_partner_annual_1994_2023.csv.gz",
  "raw_samples/national/kg_nsc_4.03.00.18_exports_by_country.xlsx",
  "raw_samples/national/kg_nsc_4.03.00.20_imports_by_country.xlsx",
);
const FROM_EU27 = sql`SELECT period, round(sum(value_usd) / 1e6, 1) AS m_usd FROM layer.trade
  WHERE reporter = 'KGZ' AND flow = 'M' AND period >= 2021 AND partner IN ('AUT', 'BEL', 'BGR', 'CYP', 'CZE', 'DEU', 'DNK', 'ESP', 'EST', 'FIN',
    'FRA', 'GRC', 'HRV', 'HUN', 'IRL', 'ITA', 'LTU', 'LUX', 'LVA', 'MLT', 'NLD', 'POL', 'PRT', 'ROU', 'SVK', 'SVN', 'SWE')
  GROUP BY period ORDER BY period`;
// The table's own line "The EU", cells AE5, AF5 and AG5 of 4.03.00.20: 289 492.931, 526 857.272, 964 572.921.
const PRINTED = [
  {period: 2021, m_usd: 289.5},
  {period: 2022, m_usd: 526.9},
  {period: 2023, m_usd: 964.6},
];

test("imports from the 27 members add up to the printed line of the EU", async () => {
  await using store = await storeOf([EXPORTS, IMPORTS]);
  expect(await store.rows(FROM_EU27)).toEqual(PRINTED);
});

test("a dash makes no row, groups and the undefined country are dropped by name", async () => {
  await using store = await storeOf([EXPORTS]);
  const dropped = await store.rows(
    sql`SELECT DISTINCT dropped FROM clean.kgz_nsc_trade_by_partner WHERE dropped IS NOT NULL ORDER BY 1`,
  );
  expect(dropped.map((row) => row.dropped)).toEqual([
    "no value published",
    'partner "EAEU": no state: EAEU',
    'partner "Europe": no state: Europe',
    'partner "SCO": no state: SCO',
    'partner "The EU": no state: The EU',
    'partner "Undefined country": no state: undefined country',
  ]);
});

test("a heading with a footnote number is a year, and the footnote's own line is no partner", async () => {
  await using store = await storeOf([IMPORTS]);
  expect(
    await store.one(
      sql`SELECT max(period) AS last, count(*) FILTER (partner_code LIKE '%data%') AS notes FROM clean.kgz_nsc_trade_by_partner`,
    ),
  ).toEqual({
    last: 2023,
    notes: 0,
  });
});

test("the original and its copy hold one figure a cell", async () => {
  await using store = await storeOf([EXPORTS, IMPORTS, MERGED]);
  const twice = sql`SELECT count(*) AS n FROM (SELECT 1 FROM layer.trade GROUP BY period, partner, flow HAVING count(*) > 1)`;
  expect(await store.one(twice)).toEqual({n: 0});
});

test("tables of main goods are named with the reason and nothing of them is loaded", async () => {
  await using store = await storeOf([GOODS, OLD_GOODS, IMPORTS]);
  const named = store.report.loaded.filter(({what}) => what.includes("without HS codes"));
  expect(named.map(({rows}) => rows)).toEqual([0, 0]);
});

test("the last year of the headings is the vintage", async () => {
  await using store = await storeOf([IMPORTS]);
  expect(await store.one(sql`SELECT vintage FROM meta.file`)).toEqual({vintage: "data to 2023"});
});

test("a column that is no year is refused by place", async () => {
  const title = [null, null, "4.03.00.18: Geographic distribution of exports of goods"];
  const bytes = writeXlsx([
    {
      name: "a",
      rows: [
        title,
        [null, null, "(thousand US dollars)"],
        ["", "", "", 2022, "share"],
        ["", "", "Total", 1, 2],
      ],
    },
  ]);
  const file: RawFile = {name: "a.xlsx", bytes: async () => bytes, text: async () => ""};
  await expect(readByCountry(file).next()).rejects.toMatchObject({
    code: "workbook-layout",
    message: 'column 5 is headed "share", expected a year',
  });
});

test.skipIf(shared === null)(
  "the full tables give the same imports from the EU27 (needs ../shared)",
  async () => {
    await using store = await storeOf(shared ?? []);
    expect(await store.rows(FROM_EU27)).toEqual(PRINTED);
  },
);
