import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterAll, expect, test} from "vitest";
import {StoreError} from "../base/index.ts";
import {emptyStore, sql} from "../store/index.ts";
import {integer, text} from "./column.ts";
import {type FoundFile, inspect} from "./inspect.ts";
import {createRaw, loadRaw, malformed, rawTable} from "./raw.ts";
import type {Dialect, RawBatch} from "./source.ts";

const folder = mkdtempSync(join(tmpdir(), "raw-"));
const store = await emptyStore({threads: 2});
afterAll(() => {
  store.close();
  rmSync(folder, {recursive: true});
});

const DIALECT: Dialect = {
  id: "plain-csv",
  what: "a number and a note",
  recognises: () => true,
  columns: {line: integer(), note: text({optional: true})},
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "USD",
  clean: sql`SELECT 1`,
};

async function found(name: string, content: string | Uint8Array): Promise<FoundFile> {
  writeFileSync(join(folder, name), content);
  return inspect(join(folder, name), folder, store);
}

let files = 0;

/** Loads a file into the raw table of the dialect; gives back its number. */
async function loadedAs(
  dialect: Dialect,
  file: FoundFile,
  present = Object.keys(dialect.columns),
): Promise<number> {
  files += 1;
  await store.run(createRaw("a/b", dialect));
  await loadRaw({writer: store, source: "a/b", dialect, file, fileId: files, present});
  return files;
}

// The engine reads such a file in several pieces at once; the first line of data is line 2.
test("source_row is the line of the file, in large files too, zipped or not", async () => {
  const lines = Array.from({length: 300_000}, (_, at) => `${at + 2},${"x".repeat(at % 40)}`);
  const content = `line,note\n${lines.join("\n")}\n`;
  for (const file of [await found("l.csv", content), await found("l.csv.gz", gzipSync(content))]) {
    const id = await loadedAs(DIALECT, file);
    const row = await store.one(
      sql`SELECT count(*) AS rows, count(*) FILTER (line::BIGINT <> source_row) AS elsewhere FROM raw.a_b__plain_csv WHERE file_id = ${id}`,
    );
    expect(row).toEqual({rows: 300_000, elsewhere: 0});
  }
});

test("cells are kept as published, with their zeros in front and their spaces; an empty one is NULL", async () => {
  const id = await loadedAs(DIALECT, await found("c.csv", 'line,note\n007," a "\n8,""\n9,\n'));
  expect(
    await store.rows(
      sql`SELECT line, note FROM raw.a_b__plain_csv WHERE file_id = ${id} ORDER BY source_row`,
    ),
  ).toEqual([
    {line: "007", note: " a "},
    {line: "8", note: null},
    {line: "9", note: null},
  ]);
});

test("a column that the file lacks is NULL", async () => {
  const id = await loadedAs(DIALECT, await found("s.csv", "line;other\n1;2\n"), ["line"]);
  expect(await store.rows(sql`SELECT line, note FROM raw.a_b__plain_csv WHERE file_id = ${id}`)).toEqual([
    {line: "1", note: null},
  ]);
});

async function* batches(...rows: RawBatch["rows"]): AsyncGenerator<RawBatch> {
  yield {sourceRows: rows.map((_, at) => at + 10), rows};
}

test("rows that a dialect reads itself keep the places it gives them, and typed cells become text", async () => {
  const dialect: Dialect = {...DIALECT, id: "own", read: () => batches([1, "a"], [true, null])};
  const id = await loadedAs(dialect, await found("o.txt", "anything"));
  expect(rawTable("a/b", dialect)).toBe("a_b__own");
  expect(
    await store.rows(sql`SELECT line, note, source_row FROM raw.a_b__own WHERE file_id = ${id}`),
  ).toEqual([
    {line: "1", note: "a", source_row: 10},
    {line: "true", note: null, source_row: 11},
  ]);
});

test("a row of another width than declared is refused by its place", async () => {
  const dialect: Dialect = {...DIALECT, id: "odd", read: () => batches([1, "a"], [2])};
  await expect(loadedAs(dialect, await found("w.txt", "anything"))).rejects.toMatchObject({
    code: "row-width",
    message: "row 11 has 1 cells where 2 are declared",
    where: "w.txt:11",
  });
});

test("a dialect's own reader gets text that is UTF-8, or a refusal", async () => {
  const dialect: Dialect = {
    ...DIALECT,
    id: "text",
    read: async function* (file) {
      yield* batches([await file.text(), file.name]);
    },
  };
  const id = await loadedAs(dialect, await found("t.txt.gz", gzipSync("zürich")));
  expect(await store.rows(sql`SELECT line, note FROM raw.a_b__text WHERE file_id = ${id}`)).toEqual([
    {line: "zürich", note: "t.txt"},
  ]);
  await expect(
    loadedAs(dialect, await found("u.txt", Buffer.from("zürich", "latin1"))),
  ).rejects.toMatchObject({
    code: "not-utf8",
    where: "u.txt",
  });
});

test("what is no fault of the file is not blamed on it", async () => {
  const file = await found("x.csv", "line,note\n1,2\n");
  const full = new StoreError("disk-full", {message: "the disk is full"});
  const ours = new StoreError("statement-refused", {message: "Binder Error: no such column"});
  for (const cause of [full, ours, new TypeError("x is not a function")])
    expect(malformed(file, cause)).toBe(cause);
});
