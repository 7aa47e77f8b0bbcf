// Measures `build` over a folder of published files of all layers, as the whole command from its start.
// Usage: node bench/layers.ts FOLDER     (such as ../shared/data/layers) writes bench/results/layers.{json,md}
import {spawnSync} from "node:child_process";
import {mkdtempSync, rmSync, statSync, writeFileSync} from "node:fs";
import {loadavg, tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {openReader, sql} from "../src/store/index.ts";
import {machine} from "./machine.ts";

const RUNS = 3;
const [loadAtStart = Number.NaN] = loadavg();
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: node bench/layers.ts FOLDER");

const place = mkdtempSync(join(tmpdir(), "roundabout-layers-"));
const store = join(place, "layers.duckdb");
const seconds = Array.from({length: RUNS}, () => built(folder));
const held = await rowsByLayer();
const result = {
  what: "build of all layers from published files: the whole command, checks, drop ledger and coverage included",
  files: held.files,
  rows: held.rows,
  median_seconds: seconds.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)],
  runs_seconds: seconds.join(", "),
  store_mb: Math.round(statSync(store).size / 1e6),
  machine_load_at_start: Math.round(loadAtStart * 100) / 100,
  ...machine(new Date()),
};
rmSync(place, {recursive: true, force: true});
const path = (ending: string): URL => new URL(`results/layers.${ending}`, import.meta.url);
writeFileSync(path("json"), `${JSON.stringify(result, null, 2)}\n`);
const lines = Object.entries(result).map(([key, value]) => `| ${key.replaceAll("_", " ")} | ${value} |`);
writeFileSync(
  path("md"),
  `# layers\n\n| | |\n|---|---|\n${lines.join("\n")}\n\nMade by \`node bench/layers.ts\`.\n`,
);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);

function built(data: string): number {
  rmSync(store, {force: true});
  const launcher = fileURLToPath(new URL("../bin/roundabout.js", import.meta.url));
  const began = performance.now();
  const argv = [launcher, "build", "--data", data, "--store", store, "--quiet"];
  const {status, stderr} = spawnSync(process.execPath, argv, {encoding: "utf8"});
  if (status !== 0) throw new Error(stderr);
  return Math.round((performance.now() - began) / 10) / 100;
}

async function rowsByLayer() {
  const reader = await openReader(store);
  try {
    const {rows} = await reader.one(sql`SELECT sum(rows) AS rows FROM meta.file`);
    const {files} = await reader.one(sql`SELECT count(*) AS files FROM meta.file`);
    return {rows: Number(rows), files: Number(files)};
  } finally {
    reader.close();
  }
}
