import {createHash} from "node:crypto";
import {copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterAll} from "vitest";
import {sources as everySource} from "../../sources/index.ts";
import {RoundaboutError} from "../../src/base/index.ts";
import type {BuildReport, Source} from "../../src/ingest/index.ts";
import {openReader, type Statement, type StoreRow, sql} from "../../src/store/index.ts";
import {buildFrom, totalsSource} from "./build-from.ts";
import {generatedTotals} from "./totals-file.ts";

/** Files by name, with their content. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** SHA-256 of a file's content. */
export function digest(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/** Rows and sum of the layer: equal answers mean the same data. */
export async function answer(path: string): Promise<StoreRow> {
  const reader = await openReader(path, {threads: 1});
  try {
    return await reader.one(
      sql`SELECT count(*) AS rows, sum(value_native) AS sum, min(period) AS first, max(period) AS last FROM layer.trade`,
    );
  } finally {
    reader.close();
  }
}

/** A folder with a store in it, made from 1,000 rows, and a data folder beside it. */
export interface Standing extends Disposable {
  readonly path: string;
  readonly data: string;
}

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, {recursive: true, force: true});
});

let original: string | null = null;

/** A fresh copy of the standing store in a folder of its own below `root`; its data folder lies with the system's temporary files. */
export async function standing(root: string = tmpdir()): Promise<Standing> {
  const [folder, data] = [mkdtempSync(join(root, "faults-")), mkdtempSync(join(tmpdir(), "faults-data-"))];
  const path = join(folder, "store.duckdb");
  copyFileSync(await originalStore(), path);
  return {
    path,
    data,
    [Symbol.dispose]: () => {
      for (const own of [folder, data]) rmSync(own, {recursive: true, force: true});
    },
  };
}

/** The standing store that the others are copies of; gone when the process ends. */
export async function originalStore(): Promise<string> {
  if (original !== null) return original;
  const folder = mkdtempSync(join(tmpdir(), "faults-original-"));
  made.push(folder);
  writeFileSync(join(folder, "totals.csv"), generatedTotals(1_000));
  original = join(folder, "store.duckdb");
  await buildFrom(original, folder, {sources: [totalsSource]});
  return original;
}

/** What became of a build that had to fail: its error, and what else must hold. */
export interface Refusal {
  readonly error: RoundaboutError;
  /** True when the old store has the same bytes and stands alone in its folder. */
  readonly oldStoreWhole: boolean;
}

/**
 * Builds over the standing store from `files`, which must fail with an error of the project.
 *
 * @throws the error when it is none of the project's, or an Error when the build succeeds
 */
export async function refusal(
  files: Files,
  {sources = everySource}: {sources?: readonly Source[]} = {},
): Promise<Refusal> {
  using store = await standing();
  write(store.data, files);
  return await refusalOf(store, () => buildFrom(store.path, store.data, {sources}));
}

/** The same for a build of any kind over a standing store. */
export async function refusalOf({path}: Standing, build: () => Promise<unknown>): Promise<Refusal> {
  const before = digest(path);
  const error = await failureOf(build);
  const alone = readdirSync(dirname(path)).join() === "store.duckdb";
  return {error, oldStoreWhole: alone && digest(path) === before};
}

async function failureOf(build: () => Promise<unknown>): Promise<RoundaboutError> {
  try {
    await build();
  } catch (cause) {
    if (cause instanceof RoundaboutError) return cause;
    throw cause;
  }
  throw new Error("the build had to fail and did not");
}

/** What a build from `files` gave: its report, its warnings, and rows of the store it made. */
export async function loaded(
  files: Files,
  statement: Statement,
  {sources = everySource}: {sources?: readonly Source[]} = {},
): Promise<{report: BuildReport; warnings: readonly string[]; rows: readonly StoreRow[]}> {
  using store = await standing();
  write(store.data, files);
  const warnings: string[] = [];
  const report = await buildFrom(store.path, store.data, {
    sources,
    warn: (message) => void warnings.push(message),
  });
  const reader = await openReader(store.path);
  try {
    return {report, warnings, rows: await reader.rows(statement)};
  } finally {
    reader.close();
  }
}

/** Writes files into a folder. */
export function write(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
}
