import {existsSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {indicatorSources, sources, tieSources, voteSources} from "../../sources/index.ts";
import {silentLog} from "../../src/base/index.ts";
import {
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

/** Builds every source from `files`, with the real reference, into memory. */
export async function storeOf(files: readonly string[]): Promise<FixtureStore> {
  const writer = await emptyStore({units: referenceUnits()});
  const report = await buildInto(writer, {
    data: files,
    sources,
    resolve: referenceResolver,
    rates: referenceRates(),
    ties: referenceTies(tieSources),
    votes: voteSources,
    indicators: referenceIndicators(indicatorSources),
    effects: {clock: () => new Date(0), log: silentLog, env: {}},
  });
  return {
    writer,
    report,
    rows: (statement) => writer.rows(statement),
    one: (statement) => writer.one(statement),
    [Symbol.asyncDispose]: async () => writer.close(),
  };
}
