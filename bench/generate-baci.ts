// Writes a generated release of BACI, as CEPII packs it.
// Usage: node bench/generate-baci.ts FOLDER [years=6] [rows a year=10000000]
import {mkdirSync, renameSync, statSync} from "node:fs";
import {join} from "node:path";
import {writeZip} from "../test/zip-writer.ts";
import {type BaciShape, EDITION, tableName, tableText, VERSION} from "./baci-shape.ts";

const [folder, years = "6", rowsPerYear = "10000000"] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: node bench/generate-baci.ts FOLDER [years] [rows a year]");
const shape: BaciShape = {
  firstYear: 2012,
  years: Number(years),
  rowsPerYear: Number(rowsPerYear),
  seed: 20220224,
};

mkdirSync(folder, {recursive: true});
const path = join(folder, `BACI_${EDITION.file}_${VERSION}.zip`);
const started = performance.now();
const tables = Array.from({length: shape.years}, (_, at) => shape.firstYear + at).map((year) => ({
  name: tableName(year),
  content: tableText(year, shape),
}));
await writeZip(`${path}.part`, tables);
renameSync(`${path}.part`, path);
const megabytes = statSync(path).size / 1e6;
process.stdout.write(
  `${path}: ${megabytes.toFixed(0)} MB in ${((performance.now() - started) / 1e3).toFixed(0)} s\n`,
);
