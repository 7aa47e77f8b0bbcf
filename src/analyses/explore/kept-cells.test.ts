import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import {dirname, join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {testFolder} from "../../../test/support/folder.ts";
import {packStore, type TestStore} from "../../../test/support/stores.ts";
import type {Strand} from "../../layers/trade/index.ts";
import {cleanTable, name, openReader, openWriter, type Reader, sql} from "../../store/index.ts";
import {readCells, type StrandCells} from "./cells.ts";
import {knownStrands} from "./strand.ts";

let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
});
afterAll(() => pack[Symbol.asyncDispose]());

async function copied(): Promise<string> {
  const path = join(testFolder(), "store.duckdb");
  copyFileSync(pack.path, path);
  return path;
}

const keptBeside = (store: string) => readdirSync(dirname(store)).filter((file) => file.includes(".kept-"));

async function largest(store: Reader): Promise<Strand> {
  const [most] = (await knownStrands(store)).toSorted((a, b) => b.records - a.records);
  if (most === undefined) throw new Error("the pack has no strand");
  const {source, flow, frequency, digits} = most;
  return {source, flow, frequency, digits, basis: "origin", goods: null};
}

async function readOnce(path: string, least = 1): Promise<StrandCells> {
  const store = await openReader(path);
  try {
    return await readCells(store, await largest(store), {least});
  } finally {
    store.close();
  }
}

const answers = ({filter, ...names}: StrandCells) => ({
  names,
  groups: [null, 0, 1, 2, 3].map((by) => filter.groups(by, [null, null, null, null])),
});

test("what was kept answers as what was gathered, and both as the store's own sum", async () => {
  const path = await copied();
  const gathered = answers(await readOnce(path));
  expect(keptBeside(path)).toHaveLength(1);
  const again = answers(await readOnce(path));
  expect(again).toEqual(gathered);
  const store = await openReader(path);
  const {source, flow, digits} = await largest(store);
  const {records} = await store.one(sql`
    SELECT count(*) AS records FROM layer.trade
    WHERE source = ${source} AND flow = ${flow} AND length(product) = ${digits}`);
  store.close();
  const sums = [...gathered.names.sums.values()].reduce((sum, one) => sum + one, 0);
  expect(gathered.names.records + sums).toBe(records);
});

test("cells of few records are not kept", async () => {
  const path = await copied();
  await readOnce(path, 1e9);
  expect(keptBeside(path)).toEqual([]);
});

test("what was kept of another build, or was altered, is left alone and gathered anew", async () => {
  const path = await copied();
  const gathered = answers(await readOnce(path));
  const [kept = ""] = keptBeside(path);
  const file = join(dirname(path), kept);
  const bytes = readFileSync(file);
  bytes[4096] = 255 - Number(bytes[4096]);
  writeFileSync(file, bytes);
  expect(answers(await readOnce(path))).toEqual(gathered);
  writeFileSync(file, readFileSync(file).subarray(0, 5000));
  expect(answers(await readOnce(path))).toEqual(gathered);
  const writer = await openWriter(path);
  await writer.run(sql`UPDATE meta.build SET built_at = 'another day'`);
  writer.close();
  expect(answers(await readOnce(path))).toEqual(gathered);
  expect(readFileSync(file, "latin1")).toContain("another day");
});

test("a store that is replaced while it is open: each reader has the cells of its own, whoever keeps them last", async () => {
  const path = await copied();
  const other = `${path}.other`;
  copyFileSync(path, other);
  const writer = await openWriter(other);
  await writer.run(
    sql`DELETE FROM ${name("clean", cleanTable("eurostat/comext-banned-goods"))} WHERE partner = 'KGZ'`,
  );
  await writer.run(sql`UPDATE meta.build SET built_at = 'another day'`);
  writer.close();
  const old = await openReader(path);
  try {
    renameSync(other, path);
    const fresh = answers(await readOnce(path));
    const before = answers(await readCells(old, await largest(old), {least: 1}));
    expect(before.names.partners).toContain("KGZ");
    expect(fresh.names.partners).not.toContain("KGZ");
    expect(answers(await readOnce(path))).toEqual(fresh);
  } finally {
    old.close();
  }
});

test("where the file cannot be put in its place the answer is there all the same, and nothing half stays", async () => {
  const path = await copied();
  const gathered = answers(await readOnce(path));
  const [kept = ""] = keptBeside(path);
  rmSync(join(dirname(path), kept));
  mkdirSync(join(dirname(path), kept));
  expect(answers(await readOnce(path))).toEqual(gathered);
  expect(keptBeside(path)).toEqual([kept]);
});

test.skipIf(process.getuid?.() === 0)(
  "a folder that takes no file keeps nothing, and the answer is there (skipped as root, who may write anywhere)",
  async () => {
    const path = await copied();
    chmodSync(dirname(path), 0o555);
    try {
      expect((await readOnce(path)).records).toBeGreaterThan(0);
      expect(existsSync(path)).toBe(true);
      expect(keptBeside(path)).toEqual([]);
    } finally {
      chmodSync(dirname(path), 0o755);
    }
  },
);
