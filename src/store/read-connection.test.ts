import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {openWriter, type Writer} from "./database.ts";
import {ReadConnection} from "./read-connection.ts";
import {fixed, joined, sql} from "./sql.ts";

// What a reader takes from the engine's memory is held against the engine's own client, type by type.
const LABELS = [3, 255, 256, 70_000];
const folder = mkdtempSync(join(tmpdir(), "read-connection-"));
const path = join(folder, "types.duckdb");
const writer = await openWriter(path);
const client = await openWriter(":memory:");
for (const target of [writer, client]) await fill(target);
writer.close();
const reader = await ReadConnection.open(path, {access_mode: "READ_ONLY"});
afterAll(() => {
  reader.close();
  client.close();
  rmSync(folder, {recursive: true});
});

async function fill(target: Writer): Promise<void> {
  await target.run(fixed("CREATE TABLE seed AS SELECT range AS i FROM range(4500)"));
  for (const size of LABELS) {
    const labels = `SELECT 'label ' || range FROM range(${size})`;
    await target.run(fixed(`CREATE TYPE word_${size} AS ENUM (${labels})`));
  }
}

test.each<readonly [string, string]>([
  ["BOOLEAN", "i % 2 = 0"],
  ["TINYINT", "(i % 256 - 128)::TINYINT"],
  ["UTINYINT", "(i % 256)::UTINYINT"],
  ["SMALLINT", "(i * 14 - 32768)::SMALLINT"],
  ["USMALLINT", "(i * 14)::USMALLINT"],
  ["INTEGER", "(i * 900000 - 2147483648)::INTEGER"],
  ["UINTEGER", "(i * 900000)::UINTEGER"],
  ["BIGINT", "CASE WHEN i < 9 THEN 9007199254740990 + i ELSE -i * 2049638230412172 END"],
  ["UBIGINT", "18446744073709551615::UBIGINT - i::UBIGINT * 4099276460824344::UBIGINT"],
  ["HUGEINT", "(i - 2000)::HUGEINT * 17014118346046923173168730371588410"],
  ["a sum of whole numbers", "(SELECT sum(x.i) FROM seed AS x WHERE x.i < 5) + i"],
  ["FLOAT", "(i / 7)::FLOAT"],
  ["DOUBLE", "i / 7 * 1e300"],
  ["odd DOUBLE", "CASE i % 4 WHEN 0 THEN 'nan'::DOUBLE WHEN 2 THEN '-inf'::DOUBLE ELSE -0.0 END"],
  ["DECIMAL(4,2)", "(i / 46)::DECIMAL(4,2)"],
  ["DECIMAL(9,4)", "(i * 21.1234)::DECIMAL(9,4)"],
  ["DECIMAL(18,6)", "(i * 22222222.222229)::DECIMAL(18,6)"],
  ["DECIMAL(18,2) beyond 2^53", "(9007199254740991 + i)::DECIMAL(18,0)"],
  ["DECIMAL(38,6)", "i::DECIMAL(31,6) * 1000007"],
  ["VARCHAR", "repeat('é', (i % 9)::INTEGER) || chr((65536 + i)::INTEGER) || i"],
  ["short VARCHAR", "i::VARCHAR"],
  ["no type", "NULL"],
  ["DATE", "DATE '0001-01-01' + (i * 800)::INTEGER"],
  ["TIMESTAMP", "TIMESTAMP '1990-01-01 00:00:00' + to_hours(i * 77)"],
  ["LIST", "[i, NULL]"],
  ["STRUCT", "{'a': i, 'b': 'x'}"],
  ["BLOB", "encode(i::VARCHAR)"],
  ...LABELS.map((size) => [`ENUM of ${size}`, `('label ' || i * 15 % ${size})::word_${size}`] as const),
])("%s arrives as the engine's client gives it", async (_, expression) => {
  // Three vectors, every third value missing.
  const statement = fixed(`SELECT CASE WHEN i % 3 = 1 THEN NULL ELSE ${expression} END AS c, i FROM seed`);
  const ours = await reader.rows(statement);
  expect(ours).toHaveLength(4500);
  expect(ours).toEqual(await client.rows(statement));
});

test("what is bound arrives as it was", async () => {
  const values = ["", "й x", "a'b", -(2 ** 31), 2 ** 31 - 1, 2 ** 31, -(2 ** 40), 1e300, 0.1, true, null];
  const row = await reader.one(
    sql`SELECT ${joined(
      values.map((value) => sql`${value}`),
      ", ",
    )}`,
  );
  expect(Object.values(row)).toEqual(values);
});

test.each([
  [["a", "", "ю"], "VARCHAR"],
  [[1, 2, -3], "INTEGER"],
  [[1, 2.5], "DOUBLE"],
  [[2 ** 40, 1], "DOUBLE"],
] as const)("the list %j is bound as one of %s", async (list, type) => {
  const row = await reader.one(sql`SELECT typeof(${list}) AS type, to_json(${list})::VARCHAR AS text`);
  expect(row.type).toBe(`${type}[]`);
  expect(JSON.parse(String(row.text))).toEqual(list);
});

test("an empty list takes the type that the statement casts it to", async () => {
  expect(await reader.rows(sql`SELECT unnest(${[]}::INTEGER[]) AS a`)).toEqual([]);
});

test("two statements in one are refused, and nothing of them is run", async () => {
  await expect(reader.rows(fixed("SELECT 1; SELECT 2"))).rejects.toMatchObject({code: "statement-refused"});
});
