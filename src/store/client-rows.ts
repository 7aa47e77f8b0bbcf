import {DuckDBMaterializedResult, DuckDBResultReader} from "@duckdb/node-api";
import type {Result} from "@duckdb/node-bindings";
import type {Cell} from "../base/index.ts";
import {plainRows, type StoreRow} from "./rows.ts";

/** Rows of a result through the engine's full client, whatever the types: lists and structs as JSON text. */
export async function clientRows(result: Result): Promise<StoreRow[]> {
  const reader = new DuckDBResultReader(new DuckDBMaterializedResult(result));
  await reader.readAll();
  return readerRows(reader);
}

/** Rows of a finished read: BIGINT to number where exact, dates to YYYY-MM-DD, NULL to null. */
export function readerRows(reader: DuckDBResultReader): StoreRow[] {
  const columns = reader.getColumnsJS().map((column) => column.map(plain));
  return plainRows(reader.deduplicatedColumnNames(), columns, reader.currentRowCount);
}

function plain(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "bigint")
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, "");
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? inner.toString() : inner));
}
