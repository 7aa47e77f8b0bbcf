// Measures `build` on a release of BACI in its zip: from the archive to a finished store, checks and ledger included.
// Usage: node bench/import-baci.ts ARCHIVE [STORE]     (make an archive with bench/generate-baci.ts; STORE is kept)
import {mkdtempSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {sources} from "../sources/index.ts";
import {type Log, silentLog} from "../src/base/index.ts";
import {buildInto, referenceRates, referenceResolver, referenceUnits} from "../src/ingest/index.ts";
import {buildStore} from "../src/store/index.ts";
import {machine} from "./machine.ts";

const MEMORY = "3GB";

const [archive, kept] = process.argv.slice(2);
if (archive === undefined) throw new Error("usage: node bench/import-baci.ts ARCHIVE [STORE]");
const folder = mkdtempSync(join(tmpdir(), "roundabout-bench-"));
const store = kept ?? join(folder, "baci.duckdb");

let loaded = Number.NaN;
const started = performance.now();
const clock: Log = {
  ...silentLog,
  // The last table's line comes when all rows are in; what follows is checks, ledger and summaries.
  progress: (message) => {
    if (message.startsWith("loaded ")) loaded = performance.now();
  },
};
const built = await buildStore(
  store,
  (writer) =>
    buildInto(writer, {
      data: [archive],
      sources,
      resolve: referenceResolver,
      rates: referenceRates(),
      effects: {clock: () => new Date(), log: clock, env: {}},
    }),
  {memoryLimit: MEMORY, units: referenceUnits()},
);
const ended = performance.now();
report(built.rows + built.dropped);
rmSync(folder, {recursive: true});

function report(rows: number): void {
  const usage = process.resourceUsage();
  const seconds = (ended - started) / 1e3;
  const result = {
    what: "build on a generated BACI release: inspect, hash, inflate, parse, check, map codes, write, ledger, checks, summaries, flush",
    rows,
    seconds: round(seconds),
    rows_per_second: Math.round(rows / seconds),
    seconds_until_rows_are_in: round((loaded - started) / 1e3),
    rows_per_second_until_in: Math.round((1e3 * rows) / (loaded - started)),
    peak_resident_mib: Math.round(usage.maxRSS / 1024),
    processor_seconds: round((usage.userCPUTime + usage.systemCPUTime) / 1e6),
    archive_mb: Math.round(statSync(archive ?? "").size / 1e6),
    store_mb: Math.round(statSync(store).size / 1e6),
    engine_memory_limit: MEMORY,
    ...machine(new Date()),
  };
  const folder = new URL("results/", import.meta.url);
  writeFileSync(new URL("import-baci.json", folder), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(new URL("import-baci.md", folder), markdown(result));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

function markdown(result: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(result).map(([name, value]) => `| ${name.replaceAll("_", " ")} | ${value} |`);
  return `# Import of BACI\n\n| measure | value |\n| --- | --- |\n${lines.join("\n")}\n\nMade by \`node bench/import-baci.ts\` on an archive of \`node bench/generate-baci.ts\`.\n`;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
