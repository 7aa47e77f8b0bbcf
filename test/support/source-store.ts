import {existsSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {indicatorSources, sources, tieSources, voteSources} from "../../sources/index.ts";
import {silentLog} from "../../src/base/index.ts";
import {
  type BuildInput,
  type BuildReport,
  buildInto,
  referenceIndicators,
  referenceRates,
  referenceResolver,
  referenceTies,
  referenceUnits,
} from "../../src/ingest/index.ts";
import {emptyStore, type Statement, type StoreRow, type Writer} from "../../src/store/index.ts";

const SHARED = fileURLToPath(new URL("../../../shared/data/trade/", import.meta.url));

/** A store in memory with some files in it, for tests. */
export interface FixtureStore extends AsyncDisposable {
  readonly writer: Writer;
  readonly report: BuildReport;
  rows(statement: Statement): Promise<StoreRow[]>;
  one(statement: Statement): Promise<StoreRow>;
}

/** Files of a source's fixture/ folder, by the test's `import.meta.url`. */
export function fixture(test: string, ...names: readonly string[]): string[] {
  return names.map((name) => fileURLToPath(new URL(`./fixture/${name}`, test)));
}

/** Files of ../shared/data/trade, or null where one of them is absent. */
export function sharedFiles(...paths: readonly string[]): string[] | null {
  const files = paths.map((path) => SHARED + path);
  return files.every((file) => existsSync(file)) ? files : null;
}

/** A file of ../shared/data/trade, or null where that folder is absent. */
export function sharedFile(path: string): string | null {
  return existsSync(SHARED + path) ? SHARED + path : null;
}

/** A file of ../shared/data/layers, or null where that folder is absent. */
export function layerFile(path: string): string | null {
  const file = `${SHARED}../layers/${path}`;
  return existsSync(file) ? file : null;
}

/** Builds every source from `files`, with the real reference, into memory. */
export function storeOf(files: readonly string[]): Promise<FixtureStore> {
  return built(files, {});
}

/** The same with every source of ties, and the facts of reference/. */
export function storeOfTies(files: readonly string[]): Promise<FixtureStore> {
  return built(files, {ties: referenceTies(tieSources)});
}

/** The same with every source of ties, votes and indicators, without the facts of reference/. */
export function storeOfLayers(files: readonly string[]): Promise<FixtureStore> {
  return built(files, {
    ties: referenceTies(tieSources, []),
    votes: voteSources,
    indicators: referenceIndicators(indicatorSources),
  });
}

async function built(
  files: readonly string[],
  layers: Pick<BuildInput, "ties" | "votes" | "indicators">,
): Promise<FixtureStore> {
  const writer = await emptyStore({units: referenceUnits()});
  const report = await buildInto(writer, {
    data: files,
    sources,
    resolve: referenceResolver,
    rates: referenceRates(),
    effects: {clock: () => new Date(0), log: silentLog, env: {}},
    ...layers,
  });
  return {
    writer,
    report,
    rows: (statement) => writer.rows(statement),
    one: (statement) => writer.one(statement),
    [Symbol.asyncDispose]: async () => writer.close(),
  };
}
