import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {DuckDBInstance} from "@duckdb/node-api";
import {composed, type Names} from "./compose.ts";

/**
 * Writes web/goods/names.json, the names of goods that the app shows beside their codes; web/goods/README.md says whose they are.
 *
 * Run: node tools/goods/names.ts FOLDER, where FOLDER holds the two files that the README names.
 */
const [folder = "."] = process.argv.slice(2);
const output = new URL("../../web/goods/names.json", import.meta.url);
const connection = await (await DuckDBInstance.create()).connect();

async function namesIn(statement: string, values: Readonly<Record<string, string>>): Promise<Names> {
  const rows = (await connection.runAndReadAll(statement, values)).getRows();
  return new Map(rows.map(([code, text]) => [String(code), String(text)]));
}

function cepii(file: string): Promise<Names> {
  const statement = "SELECT code, description FROM read_csv($file, all_varchar = true)";
  return namesIn(statement, {file: join(folder, file)});
}

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const latest = await namesIn(
  "SELECT hs6, editions FROM read_csv($file, all_varchar = true) WHERE contains(editions, 'H6')",
  {file: file("../../reference/hs/codes.csv")},
);
const own = (edition: string) =>
  namesIn("SELECT code, name FROM read_csv($file, all_varchar = true) WHERE edition = $edition", {
    file: file("own.csv"),
    edition,
  });
const names = composed({
  chapters: await own("Chapter"),
  hs2022: await own("HS2022"),
  hs2017: await cepii("baci_product_codes_HS17_V202201.csv.gz"),
  hs1992: await cepii("baci_product_codes_HS92_V202501.csv.gz"),
  reused: new Set(latest.keys()),
});
const sections = Object.entries(names).map(([edition, pairs]) => {
  const lines = pairs.map(([code, text]) => `    ${JSON.stringify(code)}: ${JSON.stringify(text)}`);
  return `  ${JSON.stringify(edition)}: {\n${lines.join(",\n")}\n  }`;
});
writeFileSync(output, `{\n${sections.join(",\n")}\n}\n`);
