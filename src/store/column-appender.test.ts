import {afterAll, beforeAll, expect, test} from "vitest";
import {openWriter, type Writer} from "./database.ts";
import {sql} from "./sql.ts";

let writer: Writer;
beforeAll(async () => {
  writer = await openWriter(":memory:");
});
afterAll(() => writer.close());

async function table(): Promise<Writer> {
  await writer.run(
    sql`CREATE OR REPLACE TABLE flows (year SMALLINT, good ENUM ('a', 'b', 'c'), value DOUBLE, file_id INTEGER)`,
  );
  return writer.beside();
}

/** Bits of rows that are there, as the appender wants them. */
function present(rows: number, missing: readonly number[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil(rows / 64) * 8).fill(255);
  for (const row of missing) bits[row >> 3] = (bits[row >> 3] ?? 255) & ~(1 << (row & 7));
  return bits;
}

test("columns arrive with their labels, missing values and the constant, over several vectors", async () => {
  const own = await table();
  const rows = 5_000;
  const appender = await own.columnAppender("main", "flows", [7]);
  appender.append({
    rows,
    columns: [
      {values: new Int16Array(rows).fill(2022), present: null},
      {values: Uint8Array.from({length: rows}, (_, row) => row % 3), present: null},
      {values: Float64Array.from({length: rows}, (_, row) => row), present: present(rows, [0, 2_048, 4_999])},
    ],
  });
  await appender.finish();
  own.close();
  const counted = await writer.one(
    sql`SELECT count(*) AS rows, sum(value) AS total, count(value) AS valued, count(*) FILTER (good = 'c') AS third, min(file_id) AS file FROM flows`,
  );
  // 0 + 1 + … + 4999 without 0, 2048 and 4999; every third of 5,000 rows from the third on.
  expect(counted).toEqual({rows, total: 12_497_500 - 2_048 - 4_999, valued: rows - 3, third: 1_666, file: 7});
});

test("what was not finished is not there", async () => {
  const own = await table();
  const appender = await own.columnAppender("main", "flows", [7]);
  const one = {values: new Int16Array([2022]), present: null};
  appender.append({
    rows: 1,
    columns: [one, {values: new Uint8Array(1), present: null}, {values: new Float64Array(1), present: null}],
  });
  await appender.abandon();
  own.close();
  expect(await writer.one(sql`SELECT count(*) AS rows FROM flows`)).toEqual({rows: 0});
});

test("a column of another width is refused instead of copied", async () => {
  const own = await table();
  const appender = await own.columnAppender("main", "flows", [7]);
  const wide = {values: new Float64Array(1), present: null};
  expect(() => appender.append({rows: 1, columns: [wide, wide, wide]})).toThrow(
    "the first of another width is 1",
  );
  expect(() => appender.append({rows: 1, columns: [wide]})).toThrow("2 columns given for 4");
  await appender.abandon();
  own.close();
});

test("a table with text cannot be appended to", async () => {
  await writer.run(sql`CREATE OR REPLACE TABLE words (word VARCHAR)`);
  const own = await writer.beside();
  await expect(own.columnAppender("main", "words", [])).rejects.toThrow("column 1 is VARCHAR");
  own.close();
});
