import {existsSync} from "node:fs";
import {setTimeout as pause} from "node:timers/promises";
import {expect, test} from "vitest";
import {openReader, type Reader, sql} from "../../src/store/index.ts";
import {buildFrom, totalsSource} from "./build-from.ts";
import {startBuild} from "./other-process.ts";
import {answer, digest, standing, write} from "./standing-store.ts";
import {generatedTotals} from "./totals-file.ts";

const ONE = {sources: [totalsSource]};

const READERS = 20;
const ROWS = sql`SELECT count(*) AS rows FROM layer.trade`;
const NEW = generatedTotals(60_000);

async function rowsOf(reader: Reader): Promise<unknown> {
  return (await reader.one(ROWS)).rows;
}

function openTwenty(path: string): Promise<Reader[]> {
  return Promise.all(Array.from({length: READERS}, () => openReader(path, {threads: 1})));
}

test("twenty readers at once give one answer", async () => {
  using store = await standing();
  const readers = await openTwenty(store.path);
  expect(await Promise.all(readers.map(rowsOf))).toEqual(new Array(READERS).fill(1_000));
  for (const reader of readers) reader.close();
});

test("readers of the old store keep it while another process builds and after it has put the new one in place", async () => {
  using store = await standing();
  write(store.data, {"totals.csv": NEW});
  const readers = await openTwenty(store.path);
  const build = await startBuild(store.path, store.data);
  const seen = new Set<unknown>();
  let through = false;
  void build.killed.finally(() => (through = true));
  while (!through) {
    for (const rows of await Promise.all(readers.map(rowsOf))) seen.add(rows);
    await pause(5);
  }
  expect(await build.killed).toBe(false);
  for (const rows of await Promise.all(readers.map(rowsOf))) seen.add(rows);
  expect([...seen]).toEqual([1_000]);
  expect((await answer(store.path)).rows).toBe(60_000);
  for (const reader of readers) reader.close();
});

test("a build is refused while another process builds the same store, by that process's number", async () => {
  using store = await standing();
  write(store.data, {"totals.csv": NEW});
  const build = await startBuild(store.path, store.data);
  while (!existsSync(`${store.path}.building-${build.pid}`)) await pause(1);
  const before = digest(store.path);
  await expect(buildFrom(store.path, store.data, ONE)).rejects.toMatchObject({
    code: "build-running",
    message: `process ${build.pid} is building "${store.path}"`,
    where: `${store.path}.lock`,
  });
  expect(digest(store.path)).toBe(before);
  expect(await build.killed).toBe(false);
  expect((await answer(store.path)).rows).toBe(60_000);
});

test("the file of a build under way cannot be opened as a store: another process is writing it", async () => {
  using store = await standing();
  write(store.data, {"totals.csv": NEW});
  const build = await startBuild(store.path, store.data);
  const unfinished = `${store.path}.building-${build.pid}`;
  while (!existsSync(unfinished)) await pause(1);
  await expect(openReader(unfinished)).rejects.toMatchObject({
    code: "store-locked",
    message: `another process is writing "${unfinished}"`,
  });
  expect(await build.killed).toBe(false);
});
