import {createHash} from "node:crypto";
import {existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync} from "node:fs";
import {basename, dirname, join} from "node:path";
import {buildMark, cubesFit} from "./cube.ts";
import type {Reader} from "./database.ts";
import {isAlive} from "./lock.ts";
import {PackedReader, PackedWriter} from "./packed-file.ts";

/** Arrays that were worked out of a store, and a text that says what they are. */
export interface KeptArrays {
  readonly about: string;
  readonly arrays: Readonly<Record<string, KeptArray>>;
}

export type KeptArray = Uint8Array | Uint16Array | Uint32Array | Int32Array;

/** What a kept file says of itself. */
interface KeptAbout {
  readonly build: string;
  readonly key: string;
  readonly about: string;
  readonly kinds: Readonly<Record<string, "u8" | "u16" | "u32" | "i32">>;
}

/** Files kept beside one store; the one used longest ago goes first. */
const MOST_FILES = 4;
/** Stands between the name of a file that is being written and the number of the process that writes it. */
const WRITING = ".writing-";

/** Where what was worked out under a key lies. */
export function keptPath(store: string, key: string): string {
  return `${store}.kept-${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;
}

/**
 * What was kept under a key beside an open store; null where nothing was, or where it was worked out of another build of the store, by
 * another layout, or is damaged: it can be worked out anew.
 */
export async function readKept(reader: Reader, key: string): Promise<KeptArrays | null> {
  const path = keptPath(reader.path, key);
  if (!cubesFit() || !existsSync(path)) return null;
  const build = await buildMark(reader);
  try {
    const found = arraysIn(path, {build, key});
    touch(path);
    return found;
  } catch {
    return null;
  }
}

function arraysIn(path: string, {build, key}: {build: string; key: string}): KeptArrays | null {
  const file = new PackedReader(path);
  try {
    const kept: KeptAbout = JSON.parse(file.about);
    if (kept.build !== build || kept.key !== key) return null;
    const arrays = Object.entries(kept.kinds).map(([name, kind]) => [name, arrayOf(file.read(name), kind)]);
    return {about: kept.about, arrays: Object.fromEntries(arrays)};
  } finally {
    file.close();
  }
}

function arrayOf(memory: SharedArrayBuffer, kind: KeptAbout["kinds"][string]): KeptArray {
  switch (kind) {
    case "u8":
      return new Uint8Array(memory);
    case "u16":
      return new Uint16Array(memory);
    case "u32":
      return new Uint32Array(memory);
    case "i32":
      return new Int32Array(memory);
  }
}

/**
 * Keeps arrays beside an open store, under a name of their own once they are whole. Where the folder takes no file (it is read-only, or
 * full) nothing is kept.
 *
 * @returns whether they were kept
 */
export async function keepArrays(reader: Reader, key: string, {about, arrays}: KeptArrays): Promise<boolean> {
  const path = keptPath(reader.path, key);
  if (!cubesFit() || !existsSync(reader.path)) return false;
  const build = await buildMark(reader);
  const fresh = `${path}${WRITING}${process.pid}`;
  const kinds = Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, kindOf(array)]));
  try {
    writeArrays(fresh, arrays, JSON.stringify({build, key, about, kinds}));
    renameSync(fresh, path);
    forget(reader.path, MOST_FILES);
    return true;
  } catch {
    rmQuietly(fresh);
    return false;
  }
}

function writeArrays(path: string, arrays: KeptArrays["arrays"], about: string): void {
  const file = new PackedWriter(path);
  try {
    for (const [name, array] of Object.entries(arrays)) file.add(name, array);
  } catch (cause) {
    file.abandon();
    throw cause;
  }
  file.finish(about);
}

function kindOf(array: KeptArray): KeptAbout["kinds"][string] {
  if (array instanceof Uint8Array) return "u8";
  if (array instanceof Uint16Array) return "u16";
  return array instanceof Uint32Array ? "u32" : "i32";
}

/** Removes what was kept beside a store, all but the `most` used last, and what processes that no longer live left half-written. */
export function forget(store: string, most: number): void {
  const prefix = `${basename(store)}.kept-`;
  const folder = dirname(store);
  const [writing, whole] = split(
    readdirSync(folder).filter((name) => name.startsWith(prefix)),
    (name) => name.includes(WRITING),
  );
  const files = whole.flatMap((name) => usedFile(join(folder, name))).toSorted((a, b) => b.used - a.used);
  for (const {path} of files.slice(most)) rmQuietly(path);
  for (const name of writing) if (!isAlive(Number(name.split(WRITING)[1]))) rmQuietly(join(folder, name));
}

function split(names: readonly string[], first: (name: string) => boolean): readonly [string[], string[]] {
  return [names.filter(first), names.filter((name) => !first(name))];
}

function usedFile(path: string): {readonly path: string; readonly used: number}[] {
  const stat = statSync(path, {throwIfNoEntry: false});
  return stat === undefined ? [] : [{path, used: stat.mtimeMs}];
}

// Another program may hold the folder: what cannot be touched or removed stays as it is.
function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    return;
  }
}

function rmQuietly(path: string): void {
  try {
    rmSync(path, {force: true});
  } catch {
    return;
  }
}
