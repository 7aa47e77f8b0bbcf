import {mkdtempSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import type {Reader} from "../store/index.ts";
import {StoreHolder} from "./store-holder.ts";

let folder = "";
let path = "";
let opened: {closed: boolean}[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "roundabout-holder-"));
  path = join(folder, "store.duckdb");
  opened = [];
});
afterEach(() => rmSync(folder, {recursive: true}));

/** A reader that only knows whether it was closed. */
async function open(): Promise<Reader> {
  const state = {closed: false};
  opened.push(state);
  return {
    path,
    rows: async () => [],
    one: async () => ({}),
    numbers: async function* () {},
    close: () => {
      state.closed = true;
    },
  };
}

function replaceStore(content: string): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

test("requests share one open store", async () => {
  replaceStore("a");
  const holder = new StoreHolder(path, open);
  await Promise.all([holder.use(async () => 1), holder.use(async () => 2)]);
  await holder.use(async () => 3);
  expect(opened).toEqual([{closed: false}]);
  await holder.close();
  expect(opened).toEqual([{closed: true}]);
});

test("a replaced file is opened anew; the old store closes when its last user is done", async () => {
  replaceStore("a");
  const holder = new StoreHolder(path, open);
  const gate = Promise.withResolvers<void>();
  const slow = holder.use(() => gate.promise);
  replaceStore("other");
  await holder.use(async () => undefined);
  expect(opened).toEqual([{closed: false}, {closed: false}]);
  gate.resolve();
  await slow;
  expect(opened).toEqual([{closed: true}, {closed: false}]);
});

test("a store that could not be opened is tried again by the next request", async () => {
  const failing = new StoreHolder(path);
  await expect(failing.use(async () => 1)).rejects.toThrow(expect.objectContaining({code: "store-missing"}));
  let attempts = 0;
  const holder = new StoreHolder(path, async () => {
    attempts += 1;
    if (attempts === 1) throw new Error("busy");
    return open();
  });
  await expect(holder.use(async () => 1)).rejects.toThrow("busy");
  expect(await holder.use(async () => 2)).toBe(2);
});

test("every question about a store gets the very same reader: what is kept for the next one hangs on it", async () => {
  replaceStore("a");
  const holder = new StoreHolder(path, open);
  const first = await holder.use(async (store) => store);
  expect(await holder.use(async (store) => store)).toBe(first);
  await holder.close();
});
