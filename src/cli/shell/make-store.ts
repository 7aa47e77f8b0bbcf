import {mkdtempSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type Effects, RoundaboutError, UsageError} from "../../base/index.ts";
import {
  type BuildReport,
  buildInto,
  loadPack,
  referenceIndicators,
  referenceRates,
  referenceResolver,
  referenceTies,
  referenceUnits,
  writePack,
} from "../../ingest/index.ts";
import {buildStore, openReader, type Writer} from "../../store/index.ts";
import type {BuildRequest} from "./build-request.ts";
import type {Call} from "./command.ts";
import {packFolder} from "./current-store.ts";

/**
 * Makes the store of the call; the old one stays until the new one is whole. Says on standard error what each file is
 * and what was left out.
 *
 * @throws SourceError, CheckFailed or StoreError as the build does
 */
export async function makeStore(request: BuildRequest, call: Call): Promise<void> {
  if (request.from === "folder") {
    await makeFromFolder(request.folder, call);
    return keepCells(call);
  }
  const {common, log} = call;
  const rates = referenceRates();
  const folder = packFolder(request.pack);
  const {rows} = await buildStore(
    common.store,
    (writer) =>
      loadPack(writer, {
        folder,
        rates,
        ties: referenceTies([]),
        indicators: referenceIndicators([]),
        effects: effectsOf(call),
      }),
    {units: referenceUnits()},
  );
  log.info(`${rows} rows from the pack "${request.pack}": ${common.store}`);
}

async function makeFromFolder(folder: string, call: Call): Promise<void> {
  const data = dataOf(folder);
  // Loaded here, because a store made from a pack needs none of the readers of published files.
  const {sources, tieSources, voteSources, indicatorSources} = await import("../../../sources/index.ts");
  const work = (writer: Writer) =>
    buildInto(writer, {
      data,
      sources,
      resolve: referenceResolver,
      rates: referenceRates(),
      ties: referenceTies(tieSources),
      votes: voteSources,
      indicators: referenceIndicators(indicatorSources),
      effects: effectsOf(call),
    });
  const report = await buildStore(call.common.store, work, {units: referenceUnits()});
  tell(report, call);
}

/**
 * Makes an embedded pack from a folder of published files, through a store of its own that is thrown away.
 *
 * @throws CheckFailed when a source of the pack is missing, may not be shipped, or the pack grows too large
 */
export async function makePack(
  {data, out}: {readonly data: string; readonly out: string},
  call: Call,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "roundabout-pack-"));
  try {
    const store = join(folder, "store.duckdb");
    await makeFromFolder(data, {...call, common: {...call.common, store}});
    const reader = await openReader(store);
    try {
      const {tables} = await writePack(reader, out);
      for (const {source, rows} of tables) call.log.info(`${source}: ${rows} rows`);
    } finally {
      reader.close();
    }
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Gathers what `explore` reads first of a large store, which stands by now: whatever fails here is told, and met again there. */
async function keepCells({common, log}: Call): Promise<void> {
  const {gatherAhead} = await import("../../analyses/explore/index.ts");
  const store = await openReader(common.store);
  try {
    const strand = await gatherAhead(store, ({source}, {done, of}) =>
      log.progress(`gathering cells of ${source} for explore: ${Math.floor((100 * done) / of)} %`),
    );
    if (strand !== null) log.info(`${strand.source}: cells of ${strand.records} records for explore`);
  } catch (cause) {
    if (!(cause instanceof RoundaboutError)) throw cause;
    log.info(`no cells for explore: ${cause.message}`);
  } finally {
    store.close();
  }
}

function effectsOf({effects, log}: Call): Effects {
  return {clock: effects.clock, log, env: effects.env};
}

/** The folder to load, or the one file. */
function dataOf(path: string): string | readonly string[] {
  const found = statSync(path, {throwIfNoEntry: false});
  if (found !== undefined) return found.isDirectory() ? path : [path];
  throw new UsageError("no-data", {
    message: `there is nothing at "${path}"`,
    where: "--data",
    hint: "name a folder of files as published, or one file",
  });
}

function tell({loaded, skipped, rows, dropped}: BuildReport, {common, log}: Call): void {
  for (const {file, source, what, rows: own} of loaded) log.info(`${file}: ${what} (${source}), ${own} rows`);
  for (const {file, reason} of skipped) log.info(`${file}: left out, ${reason}`);
  log.info(`${rows} rows from ${loaded.length} files, ${dropped} rows dropped: ${common.store}`);
}
