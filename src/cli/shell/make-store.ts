import {statSync} from "node:fs";
import {sources} from "../../../sources/index.ts";
import {type Effects, StoreError, UsageError} from "../../base/index.ts";
import {type BuildReport, buildInto, referenceRates, referenceResolver} from "../../ingest/index.ts";
import {buildStore, openReader, STORE_VERSION, sql} from "../../store/index.ts";
import type {Call} from "./command.ts";
import {packageFile} from "./package-file.ts";

/** What a store is made from: a folder of files as published, or an embedded pack. */
export type BuildRequest =
  | {readonly from: "folder"; readonly folder: string}
  | {readonly from: "pack"; readonly pack: string};

/** The pack that a store is made from when nothing else is named. */
export const USUAL_PACK = "eurasia";

/**
 * Makes the store of the call; the old one stays until the new one is whole. Says on standard error what each file is
 * and what was left out.
 *
 * @throws SourceError, CheckFailed or StoreError as the build does
 */
export async function makeStore(request: BuildRequest, call: Call): Promise<void> {
  const {common, effects, log} = call;
  const data = request.from === "folder" ? request.folder : packFolder(request.pack);
  const build: Effects = {clock: effects.clock, log, env: effects.env};
  const report = await buildStore(common.store, (writer) => {
    return buildInto(writer, {
      data,
      sources,
      resolve: referenceResolver,
      rates: referenceRates(),
      effects: build,
    });
  });
  tell(report, call);
}

/** Makes the store from the usual pack, unless there is one that this version reads and that is no older than the pack. */
export async function makeStoreIfStale(call: Call): Promise<void> {
  if (await isCurrent(call.common.store, packFolder(USUAL_PACK))) return;
  await makeStore({from: "pack", pack: USUAL_PACK}, call);
}

async function isCurrent(path: string, pack: string): Promise<boolean> {
  const made = statSync(path, {throwIfNoEntry: false});
  if (made === undefined || made.mtimeMs < statSync(pack).mtimeMs) return false;
  return (await storeVersion(path)) === STORE_VERSION;
}

/** The version of the tables in a store; null when it cannot be read, as one cut off by an older program. */
async function storeVersion(path: string): Promise<number | null> {
  try {
    const store = await openReader(path);
    try {
      const {store_version: version} = await store.one(sql`SELECT store_version FROM meta.build`);
      return typeof version === "number" ? version : null;
    } finally {
      store.close();
    }
  } catch (thrown) {
    if (thrown instanceof StoreError && thrown.code !== "store-locked") return null;
    throw thrown;
  }
}

function packFolder(pack: string): string {
  const folder = /^[a-z][a-z0-9-]*$/.test(pack) ? packageFile(`packs/${pack}`) : null;
  if (folder !== null) return folder;
  throw new UsageError("unknown-pack", {
    message: `there is no embedded pack "${pack}"`,
    where: "--pack",
    hint: `the usual one is "${USUAL_PACK}"; other data are loaded with --data DIR`,
  });
}

function tell({loaded, skipped, rows, dropped}: BuildReport, {common, log}: Call): void {
  for (const {file, source, what, rows: own} of loaded) log.info(`${file}: ${what} (${source}), ${own} rows`);
  for (const {file, reason} of skipped) log.info(`${file}: left out, ${reason}`);
  log.info(`${rows} rows from ${loaded.length} files, ${dropped} rows dropped: ${common.store}`);
}
