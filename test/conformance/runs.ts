import {copyFileSync, mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect} from "vitest";
import {indicatorSources, sources, tieSources, voteSources} from "../../sources/index.ts";
import {agreementFinding, agreementParams, transitFinding} from "../../src/analyses/index.ts";
import {commandsFor} from "../../src/cli/commands/index.ts";
import {runProgram} from "../../src/cli/program.ts";
import {makeStoreIfStale} from "../../src/cli/shell/current-store.ts";
import {
  type Check,
  type Correction,
  loadPack,
  referenceIndicators,
  referenceRates,
  referenceTies,
  referenceUnits,
  type Source,
  writePack,
} from "../../src/ingest/index.ts";
import {listFiles} from "../../src/ingest/inspect.ts";
import {emptyStore, openReader, type Reader, readDataFile, writeParquet} from "../../src/store/index.ts";
import {recordedEffects} from "../cli-effects.ts";
import {ingest, testEffects} from "../support/ingest.ts";
import {storeOfLayers} from "../support/source-store.ts";
import {storedOf} from "../world/index.ts";

/**
 * Runs of the engine, by what they do: they carry the statements that live inside it to the database. A new statement that
 * none of them reaches fails the test beside this file; add the run that reaches it.
 */
export const RUNS: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  "a build of every kind of file": buildOfEverything,
  "a build with a code that nobody knows": buildWithUnknownCode,
  "a pack written and loaded": packThereAndBack,
  "the command line from build to doctor": commandLine,
  "data files of every kind, read by column": dataFiles,
  "a store with its packed cube, and a question that reads it": packedCube,
  "a table written as Parquet": async (folder) => {
    const columns = [{name: "hub", unit: "text", meaning: "state"}] as const;
    await writeParquet([], columns, join(folder, "empty.parquet"));
    await writeParquet([{hub: "ARM"}], columns, join(folder, "one.parquet"));
  },
};

const SOURCES = fileURLToPath(new URL("../../sources/", import.meta.url));
const TOTALS = "eurostat/comext-totals";

const CORRECTION: Correction = {
  id: "probe",
  reason: "none: it changes a value into itself",
  source: "this file",
  match: {reporter: "AUT", partner: "KGZ", flow: "X", period: 202_001},
  set: {value_native: {from: 368_019, to: 368_019}},
};

const corrected: readonly Source[] = sources.map((source) =>
  source.meta.id === TOTALS ? {...source, corrections: [CORRECTION]} : source,
);

async function buildOfEverything(folder: string): Promise<void> {
  const data = join(folder, "data");
  copyFixtures(data, [TOTALS, "eurostat/comext", "eurostat/comext-banned-goods", "cepii/baci"]);
  copyFileSync(join(data, "eurostat_comext-totals", "merged_totals.csv"), join(data, "twin.csv"));
  writeFileSync(join(data, "notes.txt"), "no table\n");
  const {store} = await ingest(corrected, data);
  store.close();
  const ties = join(folder, "ties");
  copyFixtures(
    ties,
    tieSources.map(({meta}) => meta.id),
  );
  const built = await ingest([], ties, referenceTies(tieSources));
  await askChecks(built.store, tieSources);
  built.store.close();
  const strict = tieSources.map((source) => ({...source, meta: {...source.meta, mapping_bound: 1.01}}));
  await expect(ingest([], ties, referenceTies(strict))).rejects.toThrow();
  const figures = join(folder, "figures");
  copyFixtures(
    figures,
    [...voteSources, ...indicatorSources].map(({meta}) => meta.id),
  );
  const layers = await storeOfLayers([figures].flatMap((at) => listFiles(at)));
  await agreementFinding(layers.writer, agreementParams({sessions: [75, 76]}));
  await askChecks(layers.writer, [...voteSources, ...indicatorSources]);
  await layers[Symbol.asyncDispose]();
}

/** Asks what the checks of sources observe, also those that are held to nothing in a fixture's few rows. */
async function askChecks(
  store: Reader,
  asked: readonly {readonly checks: readonly Check[]}[],
): Promise<void> {
  for (const {checks} of asked) for (const {observe} of checks) await store.rows(observe);
}

async function buildWithUnknownCode(folder: string): Promise<void> {
  const path = join(folder, "unknown.csv");
  writeFileSync(
    path,
    "month,reporter,reporter_name,partner,flow,value_eur\n2022-01-01,DEU,Germany,ZZZ,X,5\n",
  );
  await expect(ingest(sources, [path])).rejects.toMatchObject({code: "mapping-bound"});
}

async function dataFiles(folder: string): Promise<void> {
  const all = (names: readonly string[]) => names;
  const table = join(folder, "table.csv");
  writeFileSync(table, "x,yes,name,gap\n1,true,a,NA\n2,false,b,3\n");
  await readDataFile(table, all);
  await readDataFile(table, () => []);
  const late = join(folder, "late.csv");
  writeFileSync(late, `x\n${"1\n".repeat(30_000)}text\n`);
  await readDataFile(late, all);
  const lines = join(folder, "lines.ndjson");
  writeFileSync(lines, '{"x":1}\n');
  await readDataFile(lines, all);
  const parquet = join(folder, "table.parquet");
  await writeParquet([{hub: "ARM"}], [{name: "hub", unit: "text", meaning: "state"}], parquet);
  await readDataFile(parquet, all);
}

async function packedCube(folder: string): Promise<void> {
  const path = join(folder, "store.duckdb");
  const side = {reporter: "DEU", partner: "KGZ", flow: "X", product: "847130", value: 1} as const;
  const other = {...side, reporter: "KGZ", partner: "DEU", flow: "M"} as const;
  const rows = [2020, 2021, 2022].flatMap((period) => [
    {...side, period},
    {...other, period},
  ]);
  await storedOf([{id: "both", rows}], path);
  const reader = await openReader(path);
  await transitFinding(reader, {origins: ["DEU"], hubs: ["KGZ"], digits: 6});
  reader.close();
}

async function packThereAndBack(folder: string): Promise<void> {
  const data = join(folder, "data");
  const pack = join(folder, "pack");
  mkdirSync(pack);
  const cuts = [
    {id: "un-desa/migrant-stock", states: ["own"], from: 1995, kinds: ["migrant_stock"], why: "a probe"},
    {id: "unhcr/refugees", items: ["refugees"], why: "a probe"},
    {id: "voeten/unga-votes", from: 2019, why: "a probe"},
  ];
  const whole = [TOTALS, "rus-fts/trade-by-partner", "arm-armstat/gdp-by-sector"];
  copyFixtures(data, [...whole, ...cuts.map(({id}) => id)]);
  const contents = {pack: "probe", states: {own: ["KGZ"]}, sources: [...whole, ...cuts]};
  writeFileSync(join(pack, "contents.yaml"), JSON.stringify(contents));
  const built = await storeOfLayers(listFiles(data));
  await writePack(built.writer, pack);
  await built[Symbol.asyncDispose]();
  const loaded = await emptyStore({units: referenceUnits()});
  await loadPack(loaded, {
    folder: pack,
    rates: referenceRates(),
    ties: referenceTies([]),
    indicators: referenceIndicators([]),
    effects: testEffects,
  });
  loaded.close();
}

async function commandLine(folder: string): Promise<void> {
  const store = join(folder, "store.duckdb");
  const {effects} = recordedEffects({cwd: folder});
  const run = async (...argv: string[]) =>
    runProgram([...argv, "--store", store], await commandsFor(argv), effects);
  await run("build");
  const common = {store, quiet: true, format: null, output: null, asOf: null} as const;
  await makeStoreIfStale({positional: [], options: {}, common, effects, log: effects.log({quiet: true})});
  for (const command of ["trade", "ties", "response", "entanglement", "network", "sources", "doctor"])
    await run(command, "--format", "json");
  await run("ties", "--state", "ARM", "--date", "2012", "--format", "json");
  await run("entanglement", "ARM", "--show", "index", "--format", "json");
  for (const by of ["partner", "source"]) await run("explore", "--by", by, "--format", "json");
  const chosen = ["--reporter", "LTU", "--partner", "KGZ", "--chapter", "84", "--goods", "chpl"];
  await run("explore", ...chosen, "--format", "json");
  const converted = ["--hs", "2022", "--product", "870822", "--reporter", "EU27", "--partner", "KGZ"];
  await run("trade", ...converted, "--period", "2021", "--format", "json");
  await run("channels", "--hubs", "KGZ", "--format", "json");
  await run("channels", "--hubs", "KGZ", "--tests", "full", "--format", "json");
  await run("transit", "--hub", "KGZ", "--format", "json");
  await expect(run("transit", "--goods", "847150")).rejects.toMatchObject({code: "no-mirrored-trade"});
  await run("corridors", "--hubs", "KGZ", "--format", "json");
  await expect(run("trade", "--side", "reconciled")).rejects.toMatchObject({code: "no-reconciled-source"});
}

function copyFixtures(to: string, ids: readonly string[]): void {
  mkdirSync(to, {recursive: true});
  for (const id of ids) {
    const from = join(SOURCES, id, "fixture");
    const own = join(to, id.replaceAll("/", "_"));
    mkdirSync(own, {recursive: true});
    for (const file of readdirSync(from)) copyFileSync(join(from, file), join(own, basename(file)));
  }
}
