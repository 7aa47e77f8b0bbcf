import type {DuckDBResultReader} from "@duckdb/node-api";
import type {Cell} from "../base/index.ts";

/** A row by column name. Whole numbers beyond 2^53 would be wrong as numbers, so they arrive as text. */
export type StoreRow = Readonly<Record<string, Cell>>;

/** Rows of a finished read: BIGINT to number where exact, dates to YYYY-MM-DD, NULL to null. */
export function plainRows(reader: DuckDBResultReader): StoreRow[] {
  const names = reader.deduplicatedColumnNames();
  const columns = reader.getColumnsJS();
  return Array.from({length: reader.currentRowCount}, (_, at) => {
    const row: Record<string, Cell> = {};
    for (let index = 0; index < names.length; index++) {
      const name = names[index];
      if (name !== undefined) row[name] = plain(columns[index]?.[at]);
    }
    return row;
  });
}

function plain(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint")
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, "");
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? inner.toString() : inner));
}
