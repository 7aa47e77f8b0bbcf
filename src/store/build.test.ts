import {createHash} from "node:crypto";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, dirname, join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {buildStore} from "./build.ts";
import {openReader, type Writer} from "./database.ts";
import {STORE_VERSION} from "./schema.ts";
import {sql} from "./sql.ts";

const folder = mkdtempSync(join(tmpdir(), "build-"));
afterAll(() => rmSync(folder, {recursive: true}));

// Above the largest process number that Linux gives out (2^22), so that no process has it.
const NO_PROCESS = 4_194_305;

let stores = 0;
function freshPath(): string {
  stores += 1;
  return join(folder, String(stores), "store.duckdb");
}

const holding = (origin: string) => async (writer: Writer) => {
  await writer.run(sql`INSERT INTO meta.build VALUES ('2024-01-01', ${STORE_VERSION}, ${origin}, '')`);
  return origin;
};

async function originOf(path: string): Promise<unknown> {
  const reader = await openReader(path);
  const {origin} = await reader.one(sql`SELECT origin FROM meta.build`);
  reader.close();
  return origin;
}

const digest = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
const files = (path: string) => readdirSync(dirname(path)).sort();

test("a build gives back what its work gave, makes missing folders, and leaves one file", async () => {
  const path = freshPath();
  expect(await buildStore(path, holding("a"))).toBe("a");
  expect(await originOf(path)).toBe("a");
  expect(files(path)).toEqual([basename(path)]);
});

test("while a build runs, the store is still the old one", async () => {
  const path = freshPath();
  await buildStore(path, holding("old"));
  await buildStore(path, async (writer) => {
    await holding("new")(writer);
    expect(await originOf(path)).toBe("old");
  });
  expect(await originOf(path)).toBe("new");
});

test("a first build that is under way is no store yet", async () => {
  const path = freshPath();
  await buildStore(path, async (writer) => {
    await holding("new")(writer);
    expect(existsSync(path)).toBe(false);
  });
});

test("a build that fails leaves the old store to the byte, nothing beside it, and its own error", async () => {
  const path = freshPath();
  await buildStore(path, holding("old"));
  const before = digest(path);
  const failure = new Error("found fault");
  const work = async (writer: Writer) => {
    await writer.run(sql`CREATE TABLE raw.large AS SELECT hash(range) AS h FROM range(100000)`);
    throw failure;
  };
  await expect(buildStore(path, work)).rejects.toBe(failure);
  expect(digest(path)).toBe(before);
  expect(files(path)).toEqual([basename(path)]);
});

test("a second build of the same store in one process is refused, and the first goes on", async () => {
  const path = freshPath();
  await buildStore(path, async (writer) => {
    await holding("first")(writer);
    await expect(buildStore(path, holding("second"))).rejects.toMatchObject({
      code: "build-running",
      message: `process ${process.pid} is building "${path}"`,
    });
  });
  expect(await originOf(path)).toBe("first");
});

test("a lock held by another live process is respected, and told with what to do", async () => {
  const path = freshPath();
  await buildStore(path, holding("old"));
  writeFileSync(`${path}.lock`, String(process.ppid));
  await expect(buildStore(path, holding("new"))).rejects.toMatchObject({
    code: "build-running",
    where: `${path}.lock`,
    hint: expect.stringContaining(`remove "${path}.lock"`),
  });
  expect(readFileSync(`${path}.lock`, "utf8")).toBe(String(process.ppid));
  expect(await originOf(path)).toBe("old");
});

// A container starts its program with the same process number each time.
test.each([
  ["of a dead process", String(NO_PROCESS)],
  ["with our own number from an earlier life", String(process.pid)],
  ["without a number, as a kill leaves it before the first write", ""],
])("a lock %s is taken over", async (_, content) => {
  const path = freshPath();
  mkdirSync(dirname(path));
  writeFileSync(`${path}.lock`, content);
  await buildStore(path, holding("new"));
  expect(files(path)).toEqual([basename(path)]);
});

test("leftovers of dead builds are removed; those of a live process and of other stores stay", async () => {
  const path = freshPath();
  const beside = (name: string) => join(dirname(path), name);
  mkdirSync(beside(`store.duckdb.building-${NO_PROCESS}.spill`), {recursive: true});
  const left = [`store.duckdb.building-${NO_PROCESS}`, `store.duckdb.building-${NO_PROCESS}.wal`];
  const kept = [`store.duckdb.building-${process.ppid}`, `other.duckdb.building-${NO_PROCESS}`, "notes.txt"];
  for (const name of [...left, ...kept]) writeFileSync(beside(name), "x");
  await buildStore(path, holding("new"));
  expect(files(path)).toEqual([...kept, basename(path)].sort());
});

test("a folder where the store should be is refused before any work", async () => {
  const path = freshPath();
  mkdirSync(path, {recursive: true});
  let worked = false;
  const work = async () => {
    worked = true;
  };
  await expect(buildStore(path, work)).rejects.toMatchObject({
    code: "store-unwritable",
    message: `"${path}" is a folder`,
  });
  expect(worked).toBe(false);
});

test("a file where the store's folder should be is store-unwritable", async () => {
  const path = freshPath();
  writeFileSync(dirname(path), "a file");
  await expect(buildStore(path, holding("new"))).rejects.toMatchObject({code: "store-unwritable"});
});
