import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterAll, expect, test} from "vitest";
import {openWriter, readDataFile, sql, type WholeColumn} from "./index.ts";

const folder = mkdtempSync(join(tmpdir(), "data-file-"));
afterAll(() => rmSync(folder, {recursive: true}));

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Cells of a column as a person would write them; null where missing. */
function cells(column: WholeColumn | undefined): (string | number | null)[] {
  if (column === undefined) return [];
  if (column.kind === "number")
    return Array.from(column.values, (value) => (Number.isNaN(value) ? null : value));
  return Array.from(column.codes, (code) => column.levels[code] ?? null);
}

const all = (names: readonly string[]) => names;

test("numbers, truth values, dates and text of a CSV, missing ones kept missing", async () => {
  const path = file(
    "kinds.csv",
    'y,yes,day,name\n1.5,true,2022-02-24,"a, b"\n,false,,Kyrgyz Rep.\n-3,,2022-03-01,\n',
  );
  const {rows, columns} = await readDataFile(path, all);
  expect(rows).toBe(3);
  expect(cells(columns.get("y"))).toEqual([1.5, null, -3]);
  expect(cells(columns.get("yes"))).toEqual([1, 0, null]);
  expect(cells(columns.get("day"))).toEqual(["2022-02-24", null, "2022-03-01"]);
  expect(cells(columns.get("name"))).toEqual(["a, b", "Kyrgyz Rep.", null]);
});

test("NA is a missing number among numbers and a name among names", async () => {
  const path = file("na.csv", "x,iso2\n1,NA\nNA,ZA\n2,NA\n");
  const {columns} = await readDataFile(path, all);
  expect(cells(columns.get("x"))).toEqual([1, null, 2]);
  expect(cells(columns.get("iso2"))).toEqual(["NA", "ZA", "NA"]);
});

test("a code with a leading zero stays a code", async () => {
  const path = file("codes.ndjson", '{"hs6":"010121"}\n{"hs6":"10121"}\n');
  expect(cells((await readDataFile(path, all)).columns.get("hs6"))).toEqual(["010121", "10121"]);
});

test("only the columns chosen are read, and all names are offered", async () => {
  const path = file("chosen.csv", "a;b;c\n1;2;3\n");
  const offered: string[] = [];
  const {columns} = await readDataFile(path, (names) => {
    offered.push(...names);
    return ["b"];
  });
  expect(offered).toEqual(["a", "b", "c"]);
  expect([...columns.keys()]).toEqual(["b"]);
});

test("a whole number beyond 2^53 stays apart from its neighbour", async () => {
  const path = file("wide.csv", "firm\n9007199254740993\n9007199254740992\n");
  expect(cells((await readDataFile(path, all)).columns.get("firm"))).toEqual([
    "9007199254740993",
    "9007199254740992",
  ]);
});

test("text after 30,000 numbers is found, not refused", async () => {
  const lines = Array.from({length: 30_000}, (_, at) => `${at}`);
  const {rows, columns} = await readDataFile(file("late.csv", `x\n${lines.join("\n")}\nlate\n`), all);
  expect(rows).toBe(30_001);
  expect(cells(columns.get("x")).at(-1)).toBe("late");
});

test("gzip, JSON lines and Parquet hold the same rows", async () => {
  const text = "x,name\n1,b\n,a\n";
  const lines = '{"x":1,"name":"b"}\n{"x":null,"name":"a"}\n';
  const parquet = join(folder, "same.parquet");
  const writer = await openWriter(":memory:");
  await writer.run(
    sql`COPY (FROM (VALUES (1::BIGINT, 'b'), (NULL, 'a')) AS t(x, name)) TO ${parquet} (FORMAT parquet)`,
  );
  writer.close();
  for (const path of [file("same.csv.gz", gzipSync(text)), file("same.ndjson", lines), parquet]) {
    const {columns} = await readDataFile(path, all);
    expect(cells(columns.get("x"))).toEqual([1, null]);
    expect(cells(columns.get("name"))).toEqual(["b", "a"]);
  }
});

test("more rows than a block, more labels than two bytes, in file order", async () => {
  const path = join(folder, "large.parquet");
  const writer = await openWriter(":memory:");
  await writer.run(
    sql`COPY (SELECT i::DOUBLE AS x, 'n' || (i % 70000) AS label, CASE WHEN i % 7 = 0 THEN NULL ELSE i END AS gap FROM range(1200000) AS t(i)) TO ${path} (FORMAT parquet)`,
  );
  writer.close();
  const {rows, columns} = await readDataFile(path, all);
  expect(rows).toBe(1_200_000);
  const x = columns.get("x");
  const label = columns.get("label");
  const gap = columns.get("gap");
  if (x?.kind !== "number" || label?.kind !== "text" || gap?.kind !== "number")
    throw new Error("kinds differ");
  expect(x.values.every((value, row) => value === row)).toBe(true);
  expect(label.levels.length).toBe(70_000);
  expect(label.codes.every((code, row) => label.levels[code] === `n${row % 70_000}`)).toBe(true);
  expect(gap.values.every((value, row) => (row % 7 === 0 ? Number.isNaN(value) : value === row))).toBe(true);
});

test("a name with the marks of a pattern is that one file", async () => {
  file("flows1.csv", "x\n1\n");
  expect(cells((await readDataFile(file("flows[1]*.csv", "x\n2\n"), all)).columns.get("x"))).toEqual([2]);
});

test("a column without any value is missing throughout", async () => {
  const {columns} = await readDataFile(file("void.csv", "x,y\n1,\n2,\n"), all);
  expect(cells(columns.get("y"))).toEqual([null, null]);
});

test("an empty file with a header has no rows", async () => {
  const {rows, columns} = await readDataFile(file("empty.csv", "x,y\n"), all);
  expect(rows).toBe(0);
  expect([...columns.keys()]).toEqual(["x", "y"]);
});

test("what cannot be read is refused by name", async () => {
  await expect(readDataFile(join(folder, "none.csv"), all)).rejects.toMatchObject({code: "no-such-file"});
  await expect(readDataFile(file("a.xls", "x"), all)).rejects.toMatchObject({code: "data-format"});
  await expect(readDataFile(file("bad.parquet", "x"), all)).rejects.toMatchObject({code: "data-unreadable"});
  await expect(
    readDataFile(file("latin.csv", Buffer.from([0x78, 0x0a, 0xe9, 0x0a])), all),
  ).rejects.toMatchObject({
    code: "data-unreadable",
  });
});
