import {copyFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {testFolder} from "../../../test/support/folder.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

const [EXPORTS = "", IMPORTS = "", MERGED = ""] = fixture(
  import.meta.url,
  "sdmx_data_1105.csv",
  "sdmx_data_1176.csv",
  "merged_2010_2023.csv",
);
const shared = sharedFiles(
  "raw_samples/national/uz_siat_sdmx_1105_exports.csv",
  "raw_samples/national/uz_siat_sdmx_1176_imports.csv",
  "flows/uzbekistan_by_partner_annual_2010_2023.csv.gz",
);

// Expected: line 643 (Russia) of each file, column 2023: 3 495 675.6 and 6 660 632.1 thousand USD.
test("the number in the name tells exports from imports, and thousands become dollars", async () => {
  await using store = await storeOf([EXPORTS, IMPORTS]);
  expect(
    await store.rows(
      sql`SELECT flow, value_usd FROM layer.trade WHERE partner = 'RUS' AND period = 2023 ORDER BY flow`,
    ),
  ).toEqual([
    {flow: "M", value_usd: 6_660_632_100},
    {flow: "X", value_usd: 3_495_675_600},
  ]);
});

test("a code with leading zeros is its country, a printed 0.0 stays a zero", async () => {
  await using store = await storeOf([EXPORTS]);
  expect(await store.one(sql`SELECT count(*) AS n FROM layer.trade WHERE partner = 'ALB'`)).toEqual({n: 14});
  expect(await store.one(sql`SELECT count(*) > 0 AS zeros FROM layer.trade WHERE value_usd = 0`)).toEqual({
    zeros: true,
  });
});

test("the world is the sum of all lines, the one without a country included", async () => {
  await using store = await storeOf([EXPORTS]);
  const row = await store.one(sql`SELECT
    round(sum(value_native) FILTER (partner_code = 'W00')) = round(sum(value_native) FILTER (partner_code <> 'W00')) AS whole,
    count(*) FILTER (dropped = 'no partner told: "Other countries"') AS untold
    FROM clean.uzb_stat_trade_by_partner WHERE period = 2023`);
  expect(row).toEqual({whole: true, untold: 1});
});

test("both tables and their copy hold one figure a cell", async () => {
  await using store = await storeOf([EXPORTS, IMPORTS, MERGED]);
  expect(
    await store.one(
      sql`SELECT count(*) AS n FROM (SELECT 1 FROM layer.trade GROUP BY period, partner, flow HAVING count(*) > 1)`,
    ),
  ).toEqual({n: 0});
});

test("a table without its number is refused, because exports and imports look alike", async () => {
  const path = join(testFolder(), "table.csv");
  copyFileSync(EXPORTS, path);
  await expect(storeOf([path])).rejects.toMatchObject({
    code: "table-unnumbered",
    hint: expect.stringContaining("sdmx_data_1105.csv"),
  });
});

test("exchanged tables fail the check on Afghanistan", async () => {
  const folder = testFolder();
  copyFileSync(EXPORTS, join(folder, "sdmx_data_1176.csv"));
  copyFileSync(IMPORTS, join(folder, "sdmx_data_1105.csv"));
  await expect(
    storeOf([join(folder, "sdmx_data_1176.csv"), join(folder, "sdmx_data_1105.csv")]),
  ).rejects.toMatchObject({
    code: "check-failed",
    message: expect.stringContaining("Afghanistan"),
  });
});

// Expected: 24.87 and 38.66 bn USD, the sums of all lines of the two files for 2023, added up by awk.
test.skipIf(shared === null)(
  "all exports and imports of 2023 are 24.87 and 38.66 bn USD (needs ../shared)",
  async () => {
    await using store = await storeOf(shared ?? []);
    expect(
      await store.rows(
        sql`SELECT flow, round(value_usd / 1e9, 2) AS bn FROM layer.trade WHERE partner = 'W00' AND period = 2023 ORDER BY flow`,
      ),
    ).toEqual([
      {flow: "M", bn: 38.66},
      {flow: "X", bn: 24.87},
    ]);
  },
);
