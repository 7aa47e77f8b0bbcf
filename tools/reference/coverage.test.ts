import {existsSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {gunzipSync} from "node:zlib";
import {DuckDBInstance} from "@duckdb/node-api";
import {describe, expect, test} from "vitest";
import {type CodeScheme, states} from "../../src/reference/index.ts";

const trade = new URL("../../../shared/data/trade/", import.meta.url);

/** Files of the data room with the columns that name states, and those that hold codes. */
const NAMES: readonly (readonly [file: string, columns: readonly string[]])[] = [
  ["flows/armenia_by_partner_monthly_200701_202412.csv.gz", ["partner_name"]],
  ["flows/armenia_comtrade_fuel_imports_monthly.csv.gz", ["partner", "reporter"]],
  ["flows/eurostat_eu27_exports_all_partners_annual_2010_2023.csv.gz", ["partner_name"]],
  ["flows/eurostat_eu_members_total_monthly_201901_202408.csv.gz", ["reporter_name"]],
  ["flows/imf_imts_russia_by_partner_annual_2016_2024.csv.gz", ["partner_name"]],
  ["flows/kazakhstan_bns_by_partner_annual_2018_2023.csv.gz", ["partner_name"]],
  ["flows/kyrgyzstan_nsc_by_partner_annual_1994_2023.csv.gz", ["partner_name_en", "partner_name_ru"]],
  ["flows/russia_fts_main_partners_monthly_2006_2021.csv.gz", ["partner_name"]],
  ["flows/ukraine_wits_by_partner_annual_1996_2022.csv.gz", ["Country"]],
  ["flows/uzbekistan_by_partner_annual_2010_2023.csv.gz", ["partner_name"]],
  ["flows/comtrade_hs2_bilateral_23reporters_1991_2021.parquet", ["partner", "reporter"]],
  ["flows/comtrade_hs2_turkey_uae_partner_groups_1991_2021.parquet", ["partner_or_subregion", "reporter"]],
  ["flows/comtrade_eu27_wood_imports_hs4_2018_2022.parquet", ["partner_desc", "reporter_desc"]],
  ["flows/armenia_cba_money_transfers_by_country_monthly_2013_2024.parquet", ["country"]],
  ["raw_samples/eurostat/easycomext_quoted.csv", ["REPORTER", "PARTNER"]],
  ["raw_samples/eurostat/easycomext_unquoted.csv", ["REPORTER", "PARTNER"]],
];

const CODES: readonly (readonly [file: string, column: string, scheme: CodeScheme])[] = [
  ["codes/comtrade_reporter.csv", "id", "comtrade"],
  ["codes/comtrade_partner.csv", "id", "comtrade"],
  ["codes/baci_country_codes_V202201.csv", "country_code", "baci"],
  ["flows/uzbekistan_by_partner_annual_2010_2023.csv.gz", "partner_m49", "m49"],
  ["flows/baci_hs17_v202301_2020_afghanistan_southafrica.parquet", "j", "baci"],
  ["flows/comtrade_eu27_wood_imports_hs4_2018_2022.parquet", "partner_iso", "comtrade_iso"],
  ["flows/comtrade_monthly_hs8703_georgia_armenia.parquet", "partner_iso", "comtrade_iso"],
  ["flows/wto_bilateral_imports_minerals_arms_annual_2011_2022.parquet", "exporter", "iso3"],
  ["flows/russia_mirror_totals_by_partner_2019_202605.csv", "partner_iso2", "iso2"],
];

/** Distinct values of a column. A gzipped CSV is unpacked here, so that one reader serves both kinds of file. */
async function distinct(file: string, column: string): Promise<string[]> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  const path = fileURLToPath(new URL(file, trade)).replaceAll("'", "''");
  const latin = file.startsWith("codes/baci") ? ", encoding='latin-1'" : "";
  const from = file.endsWith(".parquet") ? `'${path}'` : `read_csv('${path}', all_varchar=true${latin})`;
  const reader = await connection.runAndReadAll(`SELECT DISTINCT "${column}" FROM ${from}`);
  connection.closeSync();
  instance.closeSync();
  return reader
    .getRows()
    .map(([value]) => value)
    .filter((value) => value !== null && value !== undefined && value !== "")
    .map(String);
}

describe.skipIf(!existsSync(trade))(
  "names and codes of the data room resolve (skipped without ../shared)",
  () => {
    test.each(NAMES)("%s", async (file, columns) => {
      const unresolved: string[] = [];
      for (const column of columns) {
        for (const name of await distinct(file, column)) {
          if (states().byName(name).kind === "unknown") unresolved.push(`${column}: ${name}`);
        }
      }
      expect(unresolved).toEqual([]);
    });

    test.each(CODES)("%s %s as %s", async (file, column, scheme) => {
      const values = await distinct(file, column);
      expect(values.length).toBeGreaterThan(0);
      expect(values.filter((code) => states().byCode(scheme, code).kind === "unknown")).toEqual([]);
    });

    test("a name and the ISO3 beside it agree", () => {
      const file = new URL("flows/kazakhstan_bns_by_partner_annual_2018_2023.csv.gz", trade);
      const lines = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n").slice(1);
      for (const line of lines.filter((text) => !text.includes('"'))) {
        const [, , iso3 = "", name = ""] = line.split(",");
        if (iso3 !== "") expect(states().byName(name), name).toEqual({kind: "state", iso3});
      }
    });
  },
);
