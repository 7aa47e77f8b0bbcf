import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import {basename, dirname, join} from "node:path";
import {expect, test} from "vitest";
import {testFolder} from "../../test/support/folder.ts";
import {buildStore} from "./build.ts";
import {openReader, type Reader, type Writer} from "./database.ts";
import {type KeptArrays, keepArrays, keptPath, readKept} from "./kept-arrays.ts";
import {STORE_VERSION} from "./schema.ts";
import {sql} from "./sql.ts";

// Above the largest process number that Linux gives out (2^22), so that no process has it.
const NO_PROCESS = 4_194_305;

const freshPath = () => join(testFolder(), "store.duckdb");
const files = (path: string) => readdirSync(dirname(path)).sort();

async function built(path: string, day: string): Promise<void> {
  await buildStore(path, async (writer: Writer) => {
    await writer.run(sql`INSERT INTO meta.build VALUES (${day}, ${STORE_VERSION}, 'a test', '')`);
  });
}

async function withReader<T>(path: string, work: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = await openReader(path);
  try {
    return await work(reader);
  } finally {
    reader.close();
  }
}

const some = (first: number): KeptArrays => ({
  about: `from ${first}`,
  arrays: {
    bytes: Uint8Array.of(first, 255),
    shorts: Uint16Array.of(first, 65_535),
    wholes: Uint32Array.of(first, 2 ** 32 - 1),
    signed: Int32Array.of(first, -(2 ** 31)),
    none: new Uint32Array(),
  },
});

/** The same values: what is read lies in memory that threads share. */
function plain(kept: KeptArrays | null) {
  if (kept === null) return null;
  const arrays = Object.entries(kept.arrays).map(([name, own]) => [name, own.constructor.name, [...own]]);
  return {about: kept.about, arrays};
}

test("what is kept comes back under its key alone, each array in its own kind", async () => {
  const path = freshPath();
  await built(path, "first");
  await withReader(path, async (reader) => {
    expect(await keepArrays(reader, "a", some(1))).toBe(true);
    expect(plain(await readKept(reader, "a"))).toEqual(plain(some(1)));
    expect(await readKept(reader, "b")).toBe(null);
  });
});

test("a build removes what was kept of the store before it, and half-written files of dead processes; other stores' stay", async () => {
  const path = freshPath();
  await built(path, "first");
  await withReader(path, (reader) => keepArrays(reader, "a", some(1)));
  const left = `${keptPath(path, "a")}.writing-${NO_PROCESS}`;
  const other = join(dirname(path), "other.duckdb.kept-0123");
  writeFileSync(left, "half");
  writeFileSync(other, "whole");
  await built(path, "second");
  expect(files(path)).toEqual([basename(other), basename(path)]);
  expect(await withReader(path, (reader) => readKept(reader, "a"))).toBe(null);
});

test("a build that fails leaves what was kept: it is of the store that stays", async () => {
  const path = freshPath();
  await built(path, "first");
  await withReader(path, (reader) => keepArrays(reader, "a", some(1)));
  const failure = new Error("found fault");
  const work = async () => {
    throw failure;
  };
  await expect(buildStore(path, work)).rejects.toBe(failure);
  expect(plain(await withReader(path, (reader) => readKept(reader, "a")))).toEqual(plain(some(1)));
});

test("a store that is replaced while it is open: what its reader keeps is not taken for the new one's, nor the other way round", async () => {
  const path = freshPath();
  await built(path, "first");
  await withReader(path, async (old) => {
    await built(path, "second");
    expect(await keepArrays(old, "a", some(1))).toBe(true);
    await withReader(path, async (fresh) => {
      expect(await readKept(fresh, "a")).toBe(null);
      expect(await keepArrays(fresh, "a", some(2))).toBe(true);
      expect(plain(await readKept(fresh, "a"))).toEqual(plain(some(2)));
    });
    expect(await readKept(old, "a")).toBe(null);
  });
});

test("a file that was cut off at any place, or altered in any byte of its head, is as if it were not there", async () => {
  const path = freshPath();
  await built(path, "first");
  await withReader(path, async (reader) => {
    await keepArrays(reader, "a", some(1));
    const file = keptPath(path, "a");
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length; length += 37) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      expect(await readKept(reader, "a")).toBe(null);
    }
    for (let at = 0; at < 36; at++) {
      const altered = Uint8Array.from(whole, (byte, place) => (place === at ? byte ^ 1 : byte));
      writeFileSync(file, altered);
      expect(await readKept(reader, "a")).toBe(null);
    }
    writeFileSync(file, whole);
    expect(plain(await readKept(reader, "a"))).toEqual(plain(some(1)));
  });
});

test("another's file under our name, by chance or by hand, is not taken: the key stands in it", async () => {
  const path = freshPath();
  await built(path, "first");
  await withReader(path, async (reader) => {
    await keepArrays(reader, "a", some(1));
    writeFileSync(keptPath(path, "b"), readFileSync(keptPath(path, "a")));
    expect(await readKept(reader, "b")).toBe(null);
  });
});

test.skipIf(!existsSync("/dev/full"))(
  "a disk that is full keeps nothing, and leaves nothing half (skipped without /dev/full)",
  async () => {
    const path = freshPath();
    await built(path, "first");
    await withReader(path, async (reader) => {
      symlinkSync("/dev/full", `${keptPath(path, "a")}.writing-${process.pid}`);
      expect(await keepArrays(reader, "a", some(1))).toBe(false);
      expect(files(path)).toEqual([basename(path)]);
      expect(await keepArrays(reader, "a", some(1))).toBe(true);
    });
  },
);

test("four are kept; the one used longest ago goes first", async () => {
  const path = freshPath();
  await built(path, "first");
  await withReader(path, async (reader) => {
    for (const [at, key] of ["a", "b", "c", "d", "e"].entries()) {
      expect(await keepArrays(reader, key, some(at))).toBe(true);
      // Times of files are told apart by the millisecond.
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (key === "d") await readKept(reader, "a");
    }
    expect(await readKept(reader, "b")).toBe(null);
    for (const key of ["a", "c", "d", "e"]) expect(await readKept(reader, key)).not.toBe(null);
  });
});

test("where the store has gone nothing is kept", async () => {
  const path = freshPath();
  await built(path, "first");
  await withReader(path, async (reader) => {
    rmSync(path);
    expect(await keepArrays(reader, "a", some(1))).toBe(false);
  });
});
