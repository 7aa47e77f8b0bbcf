import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {testFolder} from "../../../test/support/folder.ts";
import {fixture, sharedFile, storeOf} from "../../../test/support/source-store.ts";

const QUOTED = "Relational_View_2024-11-16T06_38_12.719Z.csv";
const CODED = "easycomext_kazakhstan_coded_labels.csv";
const BULK = fileURLToPath(new URL("../comext/fixture/full_v2_202201.dat", import.meta.url));
const MERGED = sharedFile("flows/eurostat_eu_members_total_monthly_201901_202408.csv.gz");

// The extract has the sum itself: its row "European Union - 27 countries" is 162,635,477 EUR.
test("quoted EasyComext: 26 members of August 2024 sum to Eurostat's own EU27 row, which does not enter", async () => {
  await using store = await storeOf(fixture(import.meta.url, QUOTED));
  const row =
    await store.one(sql`SELECT count(*) AS rows, sum(value_native) AS eur, min(period) AS period, min(flow) AS flow,
    min(product) AS product, min(partner) AS partner, min(vintage) AS vintage FROM layer.trade`);
  expect(row).toEqual({
    rows: 26,
    eur: 162_635_477,
    period: 202408,
    flow: "X",
    product: "TOTAL",
    partner: "ARM",
    vintage: "2024-11-16",
  });
});

// Its row "European Union - 27 countries" is 921,956,331 EUR.

test("coded labels (2-EXPORT, TOTAL-Total, T-Total) read as the same data set", async () => {
  await using store = await storeOf(fixture(import.meta.url, CODED));
  const row = await store.one(
    sql`SELECT count(*) AS rows, sum(value_native) AS eur, min(product) AS product FROM layer.trade`,
  );
  expect(row).toEqual({rows: 27, eur: 921_956_331, product: "TOTAL"});
});

test("the union and the euro area are dropped by name, four rows a file", async () => {
  await using store = await storeOf(fixture(import.meta.url, QUOTED));
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped ORDER BY reason`)).toEqual([
    {reason: 'reporter "Euro area": no state: Euro area', rows: 2},
    {reason: 'reporter "European Union": no state: European Union', rows: 2},
  ]);
});

test("Ireland (Eire), Greece and annotated names are the states they are", async () => {
  await using store = await storeOf(fixture(import.meta.url, QUOTED));
  const rows = await store.rows(sql`SELECT reporter FROM clean.eurostat_comext_totals
    WHERE reporter_code IN ('Ireland (Eire)', 'Greece', 'Belgium (incl. Luxembourg ''LU'' -> 1998)') ORDER BY reporter`);
  expect(rows.map(({reporter}) => reporter)).toEqual(["BEL", "GRC", "IRL"]);
});

// ECB: mean of the daily reference rates of August 2024 is 1.1012 USD per EUR (reference/fx).

test("euro become dollars at the month's own average", async () => {
  await using store = await storeOf(fixture(import.meta.url, QUOTED));
  const {rate} = await store.one(sql`SELECT sum(value_usd) / sum(value_native) AS rate FROM layer.trade`);
  expect(rate).toBeCloseTo(1.1012, 9); // one rate for all rows, so only rounding of the sums remains
});

test("parts of a year, single customs procedures and single goods do not enter; whole years and months do", async () => {
  const file = written(
    "spans.csv",
    "REPORTER,PARTNER,PRODUCT,FLOW,STAT_PROCEDURE,PERIOD,VALUE_IN_EUR",
    "Austria,Georgia,Total,EXPORT,Total,May 2024,5",
    "Austria,Georgia,Total,IMPORT,Total,Sept. 2024,6",
    "Austria,Georgia,Total,EXPORT,Total,Jan.-Dec. 2023,70",
    "Austria,Georgia,Total,EXPORT,Total,Jan.-May 2024,20",
    "Austria,Georgia,Total,EXPORT,1-Normal,May 2024,4",
    "Austria,Georgia,Total,EXPORT,Total,Jun. 2024,:",
    "",
  );
  await using store = await storeOf([file]);
  expect(
    await store.rows(
      sql`SELECT period, flow, value_native, dropped FROM clean.eurostat_comext_totals ORDER BY source_row`,
    ),
  ).toEqual([
    {period: 202405, flow: "X", value_native: 5, dropped: null},
    {period: 202409, flow: "M", value_native: 6, dropped: null},
    {period: 2023, flow: "X", value_native: 70, dropped: null},
    {period: null, flow: "X", value_native: 20, dropped: "part of a year: its months enter"},
    {period: 202405, flow: "X", value_native: 4, dropped: "one customs procedure: only their total enters"},
    {period: 202406, flow: "X", value_native: null, dropped: "no value published"},
  ]);
});

test("a period that nobody understands stops the build", async () => {
  const file = written(
    "odd.csv",
    "REPORTER,PARTNER,PRODUCT,FLOW,STAT_PROCEDURE,PERIOD,VALUE_IN_EUR",
    "Austria,Georgia,Total,EXPORT,Total,Août 2024,5",
    "",
  );
  await expect(storeOf([file])).rejects.toThrow("every row has a period that was understood");
});

test("a renamed value column is refused by name, not skipped", async () => {
  const file = written(
    "renamed.csv",
    "REPORTER,PARTNER,PRODUCT,FLOW,STAT_PROCEDURE,PERIOD,VALUE_IN_EUROS",
    "Austria,Georgia,Total,EXPORT,Total,Aug. 2024,5",
    "",
  );
  await expect(storeOf([file])).rejects.toThrow('expected column "VALUE_IN_EUR"');
});

test("a total that stands twice in a file stops the build", async () => {
  const file = written(
    "twice.csv",
    "REPORTER,PARTNER,PRODUCT,FLOW,STAT_PROCEDURE,PERIOD,VALUE_IN_EUR",
    "Austria,Georgia,Total,EXPORT,Total,May 2024,5",
    "Austria,Georgia,TOTAL-Total,2-EXPORT,T-Total,May 2024,5",
    "",
  );
  await expect(storeOf([file])).rejects.toThrow("a total stands once in a file");
});

test("where a raw extract and the merge have one cell, it enters once", async () => {
  await using store = await storeOf(fixture(import.meta.url, QUOTED, "merged_totals.csv"));
  const row =
    await store.one(sql`SELECT count(*) AS rows, count(DISTINCT reporter) AS reporters, sum(value_native) AS eur
    FROM layer.trade WHERE partner = 'ARM' AND period = 202408`);
  expect(row).toEqual({rows: 26, reporters: 26, eur: 162_635_477});
});

test("extracts of chosen partners are apart from the bulk files, which have every partner", async () => {
  await using store = await storeOf([...fixture(import.meta.url, QUOTED, CODED, "merged_totals.csv"), BULK]);
  const rows = await store.rows(
    sql`SELECT f.source, s.partners, f.dialect, count(*) AS files FROM meta.file AS f JOIN meta.source AS s ON s.id = f.source GROUP BY ALL ORDER BY dialect`,
  );
  expect(rows).toEqual([
    {source: "eurostat/comext", partners: "all", dialect: "bulk-full-v2", files: 1},
    {source: "eurostat/comext-totals", partners: "selected", dialect: "easycomext-totals", files: 2},
    {source: "eurostat/comext-totals", partners: "selected", dialect: "merged-totals", files: 1},
  ]);
});

test.skipIf(MERGED === null)(
  "EU27 exports to Kyrgyzstan: 263.2, 1170.9, 2733.8 m EUR in 2021 to 2023 (needs ../shared)",
  async () => {
    await using store = await storeOf(MERGED === null ? [] : [MERGED]);
    const rows =
      await store.rows(sql`SELECT period // 100 AS year, count(DISTINCT period) AS months, sum(value_native) AS eur FROM layer.trade
    WHERE partner = 'KGZ' AND flow = 'X' AND period BETWEEN 202101 AND 202312 GROUP BY ALL ORDER BY year`);
    expect(rows).toEqual([
      {year: 2021, months: 12, eur: 263_239_032},
      {year: 2022, months: 12, eur: 1_170_905_948},
      {year: 2023, months: 12, eur: 2_733_762_750},
    ]);
  },
);

function written(name: string, ...lines: readonly string[]): string {
  const path = join(testFolder(), name);
  writeFileSync(path, lines.join("\n"));
  return path;
}
