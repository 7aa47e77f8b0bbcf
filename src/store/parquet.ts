import type {Cell, FindingColumn} from "../base/index.ts";
import {openWriter} from "./database.ts";
import {joined, name, type Statement, sql} from "./sql.ts";

const TEXT_UNITS = new Set(["text", "period", "date", "grade"]);

/** Writes rows to a Parquet file (zstd). Text columns become VARCHAR, booleans BOOLEAN, the rest DOUBLE; null stays null. */
export async function writeParquet(
  rows: readonly Readonly<Record<string, Cell>>[],
  columns: readonly FindingColumn[],
  path: string,
): Promise<void> {
  const writer = await openWriter(":memory:", {threads: 1});
  try {
    await writer.run(sql`COPY (SELECT ${joined(
      columns.map((column) => columnOf(column, rows)),
      ", ",
    )} ${rows.length === 0 ? sql`WHERE false` : sql``})
      TO ${path} (FORMAT parquet, COMPRESSION zstd)`);
  } finally {
    writer.close();
  }
}

// Values travel as one JSON text a column: it carries null, and numbers in full precision.
function columnOf(
  {name: title, unit}: FindingColumn,
  rows: readonly Readonly<Record<string, Cell>>[],
): Statement {
  const values = rows.map((row) => row[title] ?? null);
  const type = values.some((value) => typeof value === "boolean")
    ? "BOOLEAN[]"
    : TEXT_UNITS.has(unit)
      ? "VARCHAR[]"
      : "DOUBLE[]";
  const json = JSON.stringify(
    type === "VARCHAR[]" ? values.map((value) => (value === null ? null : String(value))) : values,
  );
  return sql`unnest(from_json(${json}, ${JSON.stringify([type.slice(0, -2)])})) AS ${name(title)}`;
}
