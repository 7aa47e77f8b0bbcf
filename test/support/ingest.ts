import {existsSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {silentLog} from "../../src/base/index.ts";
import {
  type BuildReport,
  buildInto,
  referenceRates,
  referenceResolver,
  referenceUnits,
  type Source,
  type TieInput,
} from "../../src/ingest/index.ts";
import {emptyStore, type Writer} from "../../src/store/index.ts";

/** A fixed clock: builds in tests carry no date of today. */
export const testEffects = {clock: () => new Date("2024-01-01T00:00:00Z"), log: silentLog, env: {}};

/** An in-memory store built by the real engine from files, with what the build said. Close the store. */
export async function ingest(
  sources: readonly Source[],
  files: string | readonly string[],
  ties?: TieInput,
): Promise<{store: Writer; report: BuildReport}> {
  const store = await emptyStore({threads: 2, units: referenceUnits()});
  const report = await buildInto(store, {
    data: files,
    sources,
    resolve: referenceResolver,
    rates: referenceRates(),
    effects: testEffects,
    ...(ties === undefined ? {} : {ties}),
  });
  return {store, report};
}

/** The folder of real data that stands beside the project where it is developed; users have none. */
export const SHARED = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
export const hasShared = existsSync(SHARED);
