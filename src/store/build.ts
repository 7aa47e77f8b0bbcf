import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import {basename, dirname, join} from "node:path";
import {StoreError} from "../base/index.ts";
import {type OpenOptions, openWriter, type Writer} from "./database.ts";
import {emptySchema} from "./schema.ts";
import {sql} from "./sql.ts";

/**
 * Makes a store: `work` fills a new file beside `path`, which takes the name only when `work` has finished and the file
 * is on disk. Readers of the old store keep it; a failure or a kill at any moment leaves the old store as it was.
 *
 * @throws StoreError "build-running" when another live process is building the same store
 */
export async function buildStore<T>(
  path: string,
  work: (writer: Writer) => Promise<T>,
  options: OpenOptions = {},
): Promise<T> {
  mkdirSync(dirname(path), {recursive: true});
  const release = lock(path);
  const fresh = `${path}.building-${process.pid}`;
  try {
    sweep(path);
    const result = await fill(fresh, work, {spillTo: `${fresh}.spill`, ...options});
    flush(fresh);
    renameSync(fresh, path);
    return result;
  } finally {
    sweep(path);
    release();
  }
}

/** An in-memory store with the empty schema, for tests and for statements that must only bind. */
export async function emptyStore(options: OpenOptions = {}): Promise<Writer> {
  const writer = await openWriter(":memory:", options);
  for (const statement of emptySchema()) await writer.run(statement);
  return writer;
}

async function fill<T>(
  fresh: string,
  work: (writer: Writer) => Promise<T>,
  options: OpenOptions,
): Promise<T> {
  const writer = await openWriter(fresh, options);
  try {
    for (const statement of emptySchema()) await writer.run(statement);
    const result = await work(writer);
    await writer.run(sql`CHECKPOINT`);
    return result;
  } finally {
    writer.close();
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** One builder a store: a lock file with the process id; one left by a dead process is taken over. */
function lock(path: string): () => void {
  const file = `${path}.lock`;
  for (const attempt of ["first", "after a dead owner"] as const) {
    try {
      const descriptor = openSync(file, "wx");
      writeSync(descriptor, String(process.pid));
      closeSync(descriptor);
      return () => rmSync(file, {force: true});
    } catch (cause) {
      const owner = ownerOf(file);
      if (attempt === "first" && owner !== null && !isAlive(owner)) rmSync(file, {force: true});
      else throw buildRunning(path, file, owner, cause);
    }
  }
  throw buildRunning(path, file, null, null);
}

function buildRunning(path: string, file: string, owner: number | null, cause: unknown): StoreError {
  if (cause instanceof Error && "code" in cause && cause.code !== "EEXIST") {
    return new StoreError("store-unwritable", {
      message: `cannot write beside "${path}": ${cause.message}`,
      where: dirname(path),
      hint: "choose a writable place with --store",
      cause,
    });
  }
  return new StoreError("build-running", {
    message: `process ${owner ?? "(unknown)"} is building "${path}"`,
    where: file,
    hint: `wait for it; if no such process exists, remove "${file}"`,
  });
}

function ownerOf(file: string): number | null {
  const text = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  // A lock without a number was left by a kill between its creation and its first write.
  if (text === "") return existsSync(file) ? -1 : null;
  return /^\d+$/.test(text) ? Number(text) : null;
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
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
