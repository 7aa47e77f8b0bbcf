import {closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {StoreError} from "../base/index.ts";
import {cubePath} from "./cube.ts";
import {type OpenOptions, openWriter, type Writer} from "./database.ts";
import {forget} from "./kept-arrays.ts";
import {isAlive, lockStore, unwritable} from "./lock.ts";
import {emptySchema} from "./schema.ts";
import {sql} from "./sql.ts";

/** How a new store is opened, and what it is of. */
export interface StoreOptions extends OpenOptions {
  /** Codes that a reporter or partner may have, besides the world's. No row of another can enter. */
  readonly units?: readonly string[];
}

/**
 * Makes a store: `work` fills a new file beside `path`, which takes the name only when `work` has finished and the file
 * is on disk. Readers of the old store keep it; a failure or a kill at any moment leaves the old store as it was.
 *
 * @throws StoreError "build-running" when another live process is building the same store, "store-unwritable" when nothing
 *   can be written beside `path`, "disk-full"
 */
export async function buildStore<T>(
  path: string,
  work: (writer: Writer) => Promise<T>,
  options: StoreOptions = {},
): Promise<T> {
  refuseFolder(path);
  const release = lockStore(path);
  const fresh = `${path}.building-${process.pid}`;
  try {
    sweep(path);
    const result = await fill(fresh, work, {spillTo: `${fresh}.spill`, ...options});
    putInPlace(fresh, path);
    return result;
  } finally {
    try {
      sweep(path);
    } finally {
      release();
    }
  }
}

/** An in-memory store with the empty schema, for tests and for statements that must only bind. */
export async function emptyStore(options: StoreOptions = {}): Promise<Writer> {
  const writer = await openWriter(":memory:", options);
  for (const statement of emptySchema(unitsOf(options))) await writer.run(statement);
  return writer;
}

function unitsOf({units}: StoreOptions): readonly string[] {
  return units === undefined ? [] : units;
}

async function fill<T>(
  fresh: string,
  work: (writer: Writer) => Promise<T>,
  options: StoreOptions,
): Promise<T> {
  const writer = await openWriter(fresh, options);
  try {
    for (const statement of emptySchema(unitsOf(options))) await writer.run(statement);
    const result = await work(writer);
    await writer.run(sql`CHECKPOINT`);
    return result;
  } finally {
    writer.close();
  }
}

/**
 * The file takes the store's name once all of it is on disk; its cube follows, and what was kept of the old one goes. A kill between the two leaves a cube of the old
 * store, which says so and is then left alone.
 */
function putInPlace(fresh: string, path: string): void {
  try {
    const descriptor = openSync(fresh, "r+");
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(fresh, path);
    if (existsSync(cubePath(fresh))) renameSync(cubePath(fresh), cubePath(path));
    else rmSync(cubePath(path), {force: true});
    forget(path, 0);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

// Found out before the work, not by the rename after it.
function refuseFolder(path: string): void {
  if (statSync(path, {throwIfNoEntry: false})?.isDirectory() !== true) return;
  throw new StoreError("store-unwritable", {
    message: `"${path}" is a folder`,
    where: path,
    hint: "name a file with --store",
  });
}

/** Removes what builds of this store left behind: their own, and those of processes that no longer live. */
function sweep(path: string): void {
  const prefix = `${basename(path)}.building-`;
  for (const entry of readdirSync(dirname(path))) {
    if (!entry.startsWith(prefix)) continue;
    const pid = Number.parseInt(entry.slice(prefix.length), 10);
    if (pid === process.pid || !isAlive(pid))
      rmSync(join(dirname(path), entry), {recursive: true, force: true});
  }
}
