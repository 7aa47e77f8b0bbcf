import {spawnSync} from "node:child_process";
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {DuckDBConnection} from "@duckdb/node-api";
import {afterAll, afterEach, expect, test, vi} from "vitest";
import {writeZip} from "../zip-writer.ts";
import {buildFrom, totalsSource} from "./build-from.ts";
import {answer, refusalOf, standing, write} from "./standing-store.ts";
import {generatedTotals} from "./totals-file.ts";

const ONE = {sources: [totalsSource]};

const HINT = "free some space and run the same command again; the old store is untouched";
const MANY = generatedTotals(100_000);

// The standing store takes 4 MB of these, so that a small build still fits beside it and a large one does not.
const DISK_MB = 10;
const disk = mkdtempSync(join(tmpdir(), "disk-"));
const mounted =
  process.platform === "linux" &&
  spawnSync("mount", ["-t", "tmpfs", "-o", `size=${DISK_MB}m`, "tmpfs", disk]).status === 0;

afterAll(() => {
  if (mounted) spawnSync("umount", [disk]);
  rmSync(disk, {recursive: true});
});
afterEach(() => vi.restoreAllMocks());

const withDisk = test.skipIf(!mounted);

/** Fills the small disk until nothing more goes on it; gives back how to empty it again. */
function fillUp(): Disposable {
  let files = 0;
  for (const bytes of [100_000, 1_000, 1]) {
    for (let fits = true; fits; files++) fits = fitted(join(disk, `filler-${files}`), bytes);
  }
  return {
    [Symbol.dispose]: () => {
      for (const name of readdirSync(disk)) if (name.startsWith("filler-")) rmSync(join(disk, name));
    },
  };
}

function fitted(path: string, bytes: number): boolean {
  try {
    writeFileSync(path, Buffer.alloc(bytes));
    return true;
  } catch {
    return false;
  }
}

withDisk(
  "a disk that fills during a build is disk-full, and the old store stays (needs leave to mount a disk)",
  async () => {
    using store = await standing(disk);
    write(store.data, {"totals.csv": MANY});
    const {error, oldStoreWhole} = await refusalOf(store, () => buildFrom(store.path, store.data, ONE));
    expect(error).toMatchObject({code: "disk-full", hint: HINT});
    expect(error.message).toContain(`the disk is full while writing "${store.path}`);
    expect(oldStoreWhole).toBe(true);
    write(store.data, {"totals.csv": generatedTotals(500)});
    await buildFrom(store.path, store.data, ONE);
    expect((await answer(store.path)).rows).toBe(500);
  },
);

withDisk(
  "a disk that is full before the build is disk-full, and leaves no lock behind (needs leave to mount a disk)",
  async () => {
    using store = await standing(disk);
    write(store.data, {"totals.csv": generatedTotals(500)});
    using _full = fillUp();
    const before = readdirSync(join(store.path, ".."));
    await expect(buildFrom(store.path, store.data, ONE)).rejects.toMatchObject({
      code: "disk-full",
      hint: HINT,
    });
    expect(readdirSync(join(store.path, ".."))).toEqual(before);
  },
);

withDisk(
  "a disk that fills while an archive is unpacked is disk-full (needs leave to mount a disk)",
  async () => {
    using store = await standing(disk);
    await writeZip(join(store.data, "totals.zip"), [
      {name: "totals.csv", content: [Buffer.from(generatedTotals(200_000))]},
    ]);
    const {error, oldStoreWhole} = await refusalOf(store, () => buildFrom(store.path, store.data, ONE));
    expect(error).toMatchObject({code: "disk-full", hint: HINT});
    expect(oldStoreWhole).toBe(true);
  },
);

// What the engine says on a full disk, put in its mouth, for systems where no disk can be mounted.
test.each([
  ["the first", 0],
  ["the tenth", 10],
  ["the fortieth", 40],
])("a full disk at %s statement is disk-full, and the old store stays", async (_, statements) => {
  using store = await standing();
  write(store.data, {"totals.csv": generatedTotals(500)});
  const run = DuckDBConnection.prototype.run;
  let left = statements;
  vi.spyOn(DuckDBConnection.prototype, "run").mockImplementation(async function (
    this: DuckDBConnection,
    ...given: Parameters<typeof run>
  ) {
    if (left === 0) throw new Error('IO Error: Could not write file "x": No space left on device');
    left -= 1;
    return Reflect.apply(run, this, given);
  });
  const {error, oldStoreWhole} = await refusalOf(store, () => buildFrom(store.path, store.data, ONE));
  expect(error).toMatchObject({code: "disk-full", hint: HINT});
  expect(oldStoreWhole).toBe(true);
});
