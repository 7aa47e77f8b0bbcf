import {closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync} from "node:fs";
import {dirname, resolve} from "node:path";
import {StoreError} from "../base/index.ts";
import {diskFull, isDiskFull} from "./refusal.ts";

// Locks this process holds. A lock with our own number that is not here was left by a dead process whose number we got,
// which is the rule rather than the exception in containers.
const held = new Set<string>();

/**
 * Takes the lock of a store, `<store>.lock` with the process id: one builder a store. A lock left by a dead process is
 * taken over.
 *
 * @returns gives the lock back
 * @throws StoreError "build-running" when a live process holds it; "store-unwritable" or "disk-full" when it cannot be written
 */
export function lockStore(path: string): () => void {
  const file = resolve(`${path}.lock`);
  makeFolder(dirname(file), path);
  if (!wrote(file, path)) {
    const owner = ownerOf(file);
    if (owner !== null && (held.has(file) || (owner !== process.pid && isAlive(owner))))
      throw buildRunning(path, file, owner);
    rmSync(file, {force: true});
    if (!wrote(file, path)) throw buildRunning(path, file, ownerOf(file));
  }
  held.add(file);
  return () => {
    held.delete(file);
    rmSync(file, {force: true});
  };
}

/** True for the number of a process that runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) === "EPERM";
  }
}

/** A refusal of the file system in the project's words. */
export function unwritable(path: string, cause: unknown): StoreError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (isDiskFull(reason)) return diskFull(path, cause);
  return new StoreError("store-unwritable", {
    message: `cannot write "${path}": ${reason}`,
    where: path,
    hint: "choose a writable place with --store",
    cause,
  });
}

function makeFolder(folder: string, path: string): void {
  try {
    mkdirSync(folder, {recursive: true});
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** Writes the lock file; false when there is one already. */
function wrote(file: string, path: string): boolean {
  try {
    const descriptor = openSync(file, "wx");
    try {
      writeSync(descriptor, String(process.pid));
    } catch (cause) {
      rmSync(file, {force: true});
      throw cause;
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    throw unwritable(path, cause);
  }
}

/** The process named in the lock; null in one that a kill left between its creation and its first write. */
function ownerOf(file: string): number | null {
  try {
    const text = readFileSync(file, "utf8").trim();
    return /^\d+$/.test(text) ? Number(text) : null;
  } catch (cause) {
    // Given back between our attempt and this look at it.
    if (codeOf(cause) === "ENOENT") return null;
    throw cause;
  }
}

function buildRunning(path: string, file: string, owner: number | null): StoreError {
  return new StoreError("build-running", {
    message: `process ${owner ?? "(unknown)"} is building "${path}"`,
    where: file,
    hint: `wait for it; if that process is no build of this store, remove "${file}"`,
  });
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : null;
}
