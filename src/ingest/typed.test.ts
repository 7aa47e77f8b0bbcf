import {afterAll, expect, test} from "vitest";
import {emptyStore, joined, type Statement, sql} from "../store/index.ts";
import {date, ignored, integer, number, oneOf, text} from "./column.ts";
import type {Dialect} from "./source.ts";
import {checkColumns, refuseBadCells, typedRelation} from "./typed.ts";

const store = await emptyStore({threads: 1});
afterAll(() => store.close());

const DIALECT: Dialect = {
  id: "probe",
  what: "a probe",
  recognises: () => true,
  columns: {
    who: text({missing: ["-"]}),
    amount: number({missing: [":", "n/a"]}),
    pieces: integer({optional: true}),
    day: date({optional: true}),
    flow: oneOf(["X", "M"], {missing: ["?"]}),
    remark: ignored("not needed"),
  },
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "USD",
  clean: sql`SELECT 1`,
};

const ALL = Object.keys(DIALECT.columns);
type Row = readonly [
  who: string | null,
  amount: string | null,
  pieces: string | null,
  day: string | null,
  flow: string | null,
];

/** A raw relation of these rows, numbered from 2 as in a file with a header. */
function rawOf(rows: readonly Row[]): Statement {
  const lines = rows.map(
    (
      [who, amount, pieces, day, flow],
      at,
    ) => sql`SELECT ${who}::VARCHAR AS who, ${amount}::VARCHAR AS amount, ${pieces}::VARCHAR AS pieces,
      ${day}::VARCHAR AS day, ${flow}::VARCHAR AS flow, 'x' AS remark, 1 AS file_id, ${at + 2} AS source_row`,
  );
  return sql`(${joined(lines, " UNION ALL ")})`;
}

const typed = (rows: readonly Row[], present = ALL) =>
  store.rows(sql`SELECT * FROM (${typedRelation(DIALECT, rawOf(rows), present)}) ORDER BY source_row`);
const refuse = (rows: readonly Row[], present = ALL) =>
  refuseBadCells({reader: store, dialect: DIALECT, raw: rawOf(rows), present, shown: "a.csv"});

test("cells become their types, trimmed; ignored columns are left out", async () => {
  expect(await typed([[" GEO ", " 1.5 ", "7", "2022-02-24", "X"]])).toEqual([
    {who: "GEO", amount: 1.5, pieces: 7, day: "2022-02-24", flow: "X", file_id: 1, source_row: 2},
  ]);
});

test("the empty cell and each declared word mean missing; another column's word does not", async () => {
  const rows = await typed([
    ["", ":", "", "", "?"],
    ["-", "n/a", null, null, null],
    ["n/a", "0", "0", null, "M"],
  ]);
  expect(rows.map(({who, amount, pieces, flow}) => [who, amount, pieces, flow])).toEqual([
    [null, null, null, null],
    [null, null, null, null],
    ["n/a", 0, 0, "M"],
  ]);
});

test("an optional column that the file lacks is NULL of its type", async () => {
  const [row] = await typed([["GEO", "1", "7", "2022-02-24", "X"]], ["who", "amount", "flow", "remark"]);
  expect(row).toMatchObject({amount: 1, pieces: null, day: null});
});

test("cells that fit are not refused, and neither is a relation without rows", async () => {
  await refuse([
    ["anything at all", "-1e3", "12.0", "2022-2-4", "M"],
    [null, null, null, null, null],
  ]);
  await refuse([["a", "1", "2", "2022-01-01 00:00:00", "X"]]);
  await refuseBadCells({
    reader: store,
    dialect: DIALECT,
    raw: sql`(SELECT * FROM ${rawOf([[null, null, null, null, null]])} WHERE false)`,
    present: ALL,
    shown: "a.csv",
  });
});

test("the first bad row is named with its first bad column, and how many rows are bad", async () => {
  const rows: Row[] = [
    ["a", "1", "1", "2022-01-01", "X"],
    ["a", "1", "1.5", "2022-01-01", "E"],
    ["a", "x", "1", "2022-01-01", "X"],
    ["a", "1", "1", "32.01.2022", "X"],
  ];
  await expect(refuse(rows)).rejects.toMatchObject({
    code: "bad-cell",
    message: 'row 3, column "pieces": "1.5" is not a whole number (and 2 more rows like it)',
    where: "a.csv:3",
  });
});

test("a column that the file lacks is not looked at", async () => {
  await refuse([["a", "1", "not there", "not there", "X"]], ["who", "amount", "flow", "remark"]);
});

test("the columns a file has are those declared, in the declared order", () => {
  expect(checkColumns(DIALECT, ["remark", "flow", "amount", "who"], "a.csv")).toEqual([
    "who",
    "amount",
    "flow",
    "remark",
  ]);
});

test("an ignored column must be there unless it is optional: its absence is another layout", () => {
  expect(() => checkColumns(DIALECT, ["who", "amount", "flow"], "a.csv")).toThrow(
    expect.objectContaining({code: "column-missing", where: "a.csv"}),
  );
});
