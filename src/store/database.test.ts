import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {buildStore, emptyStore} from "./build.ts";
import {openReader, openWriter, type Writer} from "./database.ts";
import {STORE_VERSION} from "./schema.ts";
import {sql} from "./sql.ts";

const folder = mkdtempSync(join(tmpdir(), "database-"));
const path = join(folder, "store.duckdb");
afterAll(() => rmSync(folder, {recursive: true}));

const made = (version: number) => async (writer: Writer) => {
  await writer.run(sql`INSERT INTO meta.build VALUES ('2024-01-01', ${version}, 'test', '')`);
};
await buildStore(path, made(STORE_VERSION));

test("a store that is not there is store-missing, with the command that makes one", async () => {
  const missing = join(folder, "none.duckdb");
  await expect(openReader(missing)).rejects.toMatchObject({
    code: "store-missing",
    where: missing,
    hint: "make one with: roundabout build",
  });
});

test("a file that is no database is store-unreadable, even below a folder named lock", async () => {
  mkdirSync(join(folder, "lock"));
  const text = join(folder, "lock", "text.duckdb");
  writeFileSync(text, "period,value\n2022,5\n".repeat(1000));
  await expect(openReader(text)).rejects.toMatchObject({code: "store-unreadable", where: text});
});

test("a database of something else is store-unreadable and not taken for an empty store", async () => {
  const other = join(folder, "other.duckdb");
  const writer = await openWriter(other);
  await writer.run(sql`CREATE TABLE sales (a INTEGER)`);
  writer.close();
  await expect(openReader(other)).rejects.toMatchObject({
    code: "store-unreadable",
    message: expect.stringContaining("no table meta.build"),
  });
});

test("a store of another version of the tables is refused with both versions", async () => {
  const old = join(folder, "old.duckdb");
  await buildStore(old, made(STORE_VERSION + 1));
  await expect(openReader(old)).rejects.toMatchObject({
    code: "store-version",
    message: `"${old}" was made for version ${STORE_VERSION + 1} of the tables; this program reads version ${STORE_VERSION}`,
    hint: "make it anew with: roundabout build",
  });
});

test("a store whose build never finished is refused", async () => {
  const unfinished = join(folder, "unfinished.duckdb");
  await buildStore(unfinished, async () => {});
  await expect(openReader(unfinished)).rejects.toMatchObject({
    code: "store-version",
    message: expect.stringContaining("by an unfinished build"),
  });
});

test("a refused store is closed again, so that it can be replaced and opened", async () => {
  const replaced = join(folder, "replaced.duckdb");
  await buildStore(replaced, made(STORE_VERSION + 1));
  await expect(openReader(replaced)).rejects.toMatchObject({code: "store-version"});
  copyFileSync(path, replaced);
  (await openReader(replaced)).close();
});

test("a refused statement is told with its text and the place of the store", async () => {
  const reader = await openReader(path);
  await expect(reader.rows(sql`SELECT valu FROM layer.trade WHERE period = ${2022}`)).rejects.toMatchObject({
    code: "statement-refused",
    where: path,
    sql: "SELECT valu FROM layer.trade WHERE period = $1",
    message: expect.stringContaining("valu"),
  });
  reader.close();
});

test("a reader cannot write", async () => {
  const reader = await openReader(path);
  await expect(reader.rows(sql`INSERT INTO meta.skipped VALUES ('a', 'b')`)).rejects.toMatchObject({
    code: "statement-refused",
    message: expect.stringContaining("read-only"),
  });
  reader.close();
});

test("one row is wanted where one is asked for", async () => {
  const store = await emptyStore();
  for (const [found, statement] of [
    [0, sql`SELECT 1 AS a WHERE false`],
    [2, sql`SELECT unnest([1, 2]) AS a`],
  ] as const) {
    await expect(store.one(statement)).rejects.toMatchObject({
      code: "not-one-row",
      message: `expected one row, found ${found}`,
    });
  }
  store.close();
});

test("what the engine lacks fails by name and is not fetched", async () => {
  const store = await emptyStore();
  await expect(store.rows(sql`SELECT a FROM read_csv('https://example.org/a.csv')`)).rejects.toMatchObject({
    message: expect.stringContaining("httpfs"),
  });
  store.close();
});

test("appended rows keep null, the empty text and their place; a table that is not there is a store error", async () => {
  const store = await emptyStore();
  await store.run(sql`CREATE TABLE raw.t (a VARCHAR, b VARCHAR, file_id INTEGER, source_row BIGINT)`);
  await store.append("raw", "t", [{cells: ["", null], fileId: 3, sourceRow: 5_000_000_000}]);
  expect(await store.rows(sql`SELECT a, b, file_id, source_row FROM raw.t`)).toEqual([
    {a: "", b: null, file_id: 3, source_row: 5_000_000_000},
  ]);
  await expect(store.append("raw", "none", [])).rejects.toMatchObject({code: "statement-refused"});
  store.close();
});

test("a second connection sees what the first one made, and outlives nothing of it when closed", async () => {
  const store = await emptyStore();
  const beside = await store.beside();
  await beside.run(sql`INSERT INTO meta.skipped VALUES ('a', 'b')`);
  beside.close();
  expect(await store.rows(sql`SELECT path FROM meta.skipped`)).toEqual([{path: "a"}]);
  store.close();
});
