import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import type {Cell, FindingColumn} from "../base/index.ts";
import {emptyStore} from "./build.ts";
import {writeParquet} from "./parquet.ts";
import {sql} from "./sql.ts";

const folder = mkdtempSync(join(tmpdir(), "parquet-"));
const store = await emptyStore();
afterAll(() => {
  store.close();
  rmSync(folder, {recursive: true});
});

const COLUMNS: readonly FindingColumn[] = [
  {name: "hub", unit: "text", meaning: "state"},
  {name: 'refill "upper"', unit: "usd", meaning: "amount"},
  {name: "period", unit: "period", meaning: "year"},
  {name: "documented", unit: "text", meaning: "yes or no"},
];

async function throughParquet(rows: readonly Readonly<Record<string, Cell>>[]) {
  const path = join(folder, "it's.parquet");
  await writeParquet(rows, COLUMNS, path);
  return {
    rows: await store.rows(sql`SELECT * FROM read_parquet(${path})`),
    types: await store.rows(
      sql`SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM read_parquet(${path}))`,
    ),
  };
}

test("text, numbers in full precision, booleans, zero and missing come back as they went", async () => {
  const rows = [
    {hub: 'Türkiye "TR"\n', 'refill "upper"': 0.1 + 0.2, period: "2022-03", documented: true},
    {hub: null, 'refill "upper"': 0, period: null, documented: null},
    {hub: "", 'refill "upper"': null, period: "2022", documented: false},
  ];
  expect((await throughParquet(rows)).rows).toEqual(rows);
});

test("no rows still make a file with its columns and types", async () => {
  const {rows, types} = await throughParquet([]);
  expect(rows).toEqual([]);
  expect(types).toEqual([
    {name: "hub", type: "VARCHAR"},
    {name: 'refill "upper"', type: "DOUBLE"},
    {name: "period", type: "VARCHAR"},
    {name: "documented", type: "VARCHAR"},
  ]);
});
