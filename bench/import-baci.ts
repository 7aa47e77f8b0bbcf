// Measures the import of a release of BACI from its zip into a store.
// Usage: node bench/import-baci.ts ARCHIVE [--keep]     (make one with bench/generate-baci.ts)
import {mkdirSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import {loadBulkCsv} from "../src/ingest/bulk-csv.ts";
import {createFlowTable, flowLayout} from "../src/ingest/flow-table.ts";
import {inParallel} from "../src/ingest/parallel.ts";
import {referenceResolver} from "../src/ingest/reference-input.ts";
import {zipEntries} from "../src/ingest/zip.ts";
import {HS_EDITIONS, hsCodes} from "../src/reference/index.ts";
import {buildStore, type Writer} from "../src/store/index.ts";
import {machine} from "./machine.ts";

const COLUMNS = {
  year: "t",
  reporter: "i",
  partner: "j",
  product: "k",
  value: {name: "v", scale: 3},
  weight: {name: "q", scale: 3},
  missing: ["NA"],
  delimiter: ",",
  scheme: "baci",
  hsEdition: "HS2012",
} as const;
const TARGET = {schema: "clean", table: "cepii_baci"};
const AT_ONCE = 2;
const MEMORY = "3GB";

const [archive, keep] = process.argv.slice(2);
if (archive === undefined) throw new Error("usage: node bench/import-baci.ts ARCHIVE [--keep]");
const store = join(tmpdir(), "roundabout-bench", "baci.duckdb");
mkdirSync(join(store, ".."), {recursive: true});
rmSync(store, {force: true});

const started = performance.now();
const rows = await buildStore(store, (writer) => importAll(writer, archive), {memoryLimit: MEMORY});
const seconds = (performance.now() - started) / 1e3;
report(rows, seconds);
if (keep !== "--keep") rmSync(store);

async function importAll(writer: Writer, path: string): Promise<number> {
  const products = [...new Set(HS_EDITIONS.flatMap((edition) => hsCodes(edition)))].sort();
  const {layout, labels} = flowLayout(COLUMNS, {resolve: referenceResolver, products, year: 2020});
  await writer.run(createFlowTable(TARGET.schema, TARGET.table, labels));
  const shown = basename(path);
  const tables = (await zipEntries({path, shown})).filter(({name}) => /^BACI_.*\.csv$/.test(name));
  let loaded = 0;
  await inParallel([...tables.entries()], AT_ONCE, async ([at, {name}]) => {
    const own = await writer.beside();
    const file = {path, shown: `${shown}/${name}`, packing: {entry: name}};
    loaded += (await loadBulkCsv(own, {file, layout, target: TARGET, fileId: at + 1})).rows;
    own.close();
  });
  return loaded;
}

function report(rows: number, seconds: number): void {
  const usage = process.resourceUsage();
  const result = {
    what: "import of a generated BACI release from its zip into a store: inflate, check, map codes, write, checkpoint, flush",
    rows,
    seconds: round(seconds, 1),
    rows_per_second: Math.round(rows / seconds),
    peak_resident_mib: Math.round(usage.maxRSS / 1024),
    processor_seconds: round((usage.userCPUTime + usage.systemCPUTime) / 1e6, 1),
    archive_mb: Math.round(statSync(archive ?? "").size / 1e6),
    store_mb: Math.round(statSync(store).size / 1e6),
    engine_memory_limit: MEMORY,
    tables_at_once: AT_ONCE,
    ...machine(new Date()),
  };
  const folder = new URL("results/", import.meta.url);
  writeFileSync(new URL("import-baci.json", folder), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(new URL("import-baci.md", folder), markdown(result));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\nwritten to ${fileURLToPath(folder)}\n`);
}

function markdown(result: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(result).map(([name, value]) => `| ${name.replaceAll("_", " ")} | ${value} |`);
  return `# Import of BACI\n\n| | |\n|---|---|\n${lines.join("\n")}\n\nMade by \`node bench/import-baci.ts\` on data of \`node bench/generate-baci.ts\`.\n`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
