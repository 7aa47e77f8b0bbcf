import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {indicatorSources, sources, tieSources, voteSources} from "../../sources/index.ts";
import {
  buildInto,
  loadPack,
  referenceIndicators,
  referenceRates,
  referenceResolver,
  referenceTies,
  referenceUnits,
} from "../../src/ingest/index.ts";
import {buildStore, openReader, type Reader} from "../../src/store/index.ts";
import {SHARED, testEffects} from "./ingest.ts";

/** A store on disk that goes away with the test. */
export interface TestStore extends AsyncDisposable {
  readonly path: string;
  readonly store: Reader;
}

/** A store made from the embedded pack, as `npm start` makes it. */
export async function packStore(): Promise<TestStore> {
  const folder = fileURLToPath(new URL("../../packs/eurasia", import.meta.url));
  return onDisk((path) =>
    buildStore(
      path,
      (writer) =>
        loadPack(writer, {
          folder,
          rates: referenceRates(),
          ties: referenceTies([]),
          indicators: referenceIndicators([]),
          effects: testEffects,
        }),
      {
        units: referenceUnits(),
      },
    ),
  );
}

/** A store made from files below ../shared/data/trade, given by their names. */
export async function sharedStore(files: readonly string[]): Promise<TestStore> {
  const data = files.map((file) => join(SHARED, "trade", file));
  return onDisk((path) =>
    buildStore(
      path,
      (writer) =>
        buildInto(writer, {
          data,
          sources,
          resolve: referenceResolver,
          rates: referenceRates(),
          ties: referenceTies(tieSources),
          votes: voteSources,
          indicators: referenceIndicators(indicatorSources),
          effects: testEffects,
        }),
      {units: referenceUnits()},
    ),
  );
}

async function onDisk(make: (path: string) => Promise<unknown>): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), "roundabout-test-"));
  const path = join(folder, "store.duckdb");
  await make(path);
  const store = await openReader(path);
  return {
    path,
    store,
    [Symbol.asyncDispose]: async () => {
      store.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
