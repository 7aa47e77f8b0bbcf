import duckdb, {
  type Connection,
  type Database,
  type PreparedStatement,
  type Result,
  type Value,
} from "@duckdb/node-bindings";
import {StoreError} from "../base/index.ts";
import type {Reader} from "./database.ts";
import {numberParts} from "./number-parts.ts";
import {onlyRow} from "./only-row.ts";
import {refusal, unreadable} from "./refusal.ts";
import {deduplicated, plainRows, type StoreRow} from "./rows.ts";
import type {SqlValue, Statement} from "./sql.ts";
import {type CellsOf, cellsOf} from "./vector-cells.ts";

/**
 * A connection that only asks, over the engine's own binding: it starts in a quarter of the time of the full client and
 * takes rows from the engine's vectors. Results of types that it does not know go through the full client.
 */
export class ReadConnection implements Reader {
  readonly path: string;
  readonly #database: Database;
  readonly #connection: Connection;
  readonly #owner: boolean;

  private constructor(path: string, database: Database, connection: Connection, owner: boolean) {
    this.path = path;
    this.#database = database;
    this.#connection = connection;
    this.#owner = owner;
  }

  /** @throws StoreError "store-unreadable", "store-locked" */
  static async open(path: string, settings: Readonly<Record<string, string>>): Promise<ReadConnection> {
    try {
      const config = duckdb.create_config();
      for (const [key, value] of Object.entries(settings)) duckdb.set_config(config, key, value);
      const database = await duckdb.open(path, config);
      return new ReadConnection(path, database, await duckdb.connect(database), true);
    } catch (cause) {
      throw unreadable(path, cause);
    }
  }

  async rows(statement: Statement): Promise<StoreRow[]> {
    try {
      return await rowsOf(await this.#result(statement));
    } catch (cause) {
      throw refusal(cause, statement.text, this.path);
    }
  }

  async one(statement: Statement): Promise<StoreRow> {
    return onlyRow(await this.rows(statement), statement);
  }

  async *numbers(statement: Statement): AsyncIterable<readonly Float64Array[]> {
    try {
      yield* numberParts(await this.#result(statement));
    } catch (cause) {
      throw cause instanceof StoreError ? cause : refusal(cause, statement.text, this.path);
    }
  }

  /** A second connection to the same database, for statements beside each other. Close it before the first. */
  async beside(): Promise<ReadConnection> {
    return new ReadConnection(this.path, this.#database, await duckdb.connect(this.#database), false);
  }

  close(): void {
    duckdb.disconnect_sync(this.#connection);
    if (this.#owner) duckdb.close_sync(this.#database);
  }

  async #result({text, values}: Statement): Promise<Result> {
    const prepared = await duckdb.prepare(this.#connection, text);
    try {
      for (const [at, value] of values.entries()) bind(prepared, at + 1, value);
      return await duckdb.execute_prepared(prepared);
    } finally {
      duckdb.destroy_prepare_sync(prepared);
    }
  }
}

async function rowsOf(result: Result): Promise<StoreRow[]> {
  const columns = Array.from({length: duckdb.column_count(result)}, (_, at) =>
    cellsOf(duckdb.column_logical_type(result, at)),
  );
  const known = columns.filter((column) => column !== null);
  if (known.length < columns.length) return rowsByClient(result);
  const names = deduplicated(columns.map((_, at) => duckdb.column_name(result, at)));
  const rows: StoreRow[] = [];
  for (;;) {
    const count = await takeChunk(result, names, known, rows);
    if (count === 0) return rows;
  }
}

/** Adds the rows of the next chunk; answers how many. */
async function takeChunk(
  result: Result,
  names: readonly string[],
  columns: readonly CellsOf[],
  rows: StoreRow[],
): Promise<number> {
  const chunk = await duckdb.fetch_chunk(result);
  const count = chunk === null ? 0 : duckdb.data_chunk_get_size(chunk);
  if (chunk === null || count === 0) return 0;
  const cells = columns.map((read, at) => read(duckdb.data_chunk_get_vector(chunk, at), count));
  rows.push(...plainRows(names, cells, count));
  return count;
}

async function rowsByClient(result: Result): Promise<StoreRow[]> {
  const {clientRows} = await import("./client-rows.ts");
  return clientRows(result);
}

const INT32_LIMIT = 2 ** 31;

function bind(prepared: PreparedStatement, at: number, value: SqlValue): void {
  if (value === null) duckdb.bind_null(prepared, at);
  else if (typeof value === "string") duckdb.bind_varchar(prepared, at, value);
  else if (typeof value === "boolean") duckdb.bind_boolean(prepared, at, value);
  else if (typeof value !== "number") duckdb.bind_value(prepared, at, listOf(value));
  // A whole number binds as an integer, so that comparing it with an integer column needs no conversion of the column.
  else if (isInt32(value)) duckdb.bind_int32(prepared, at, value);
  else if (Number.isSafeInteger(value)) duckdb.bind_hugeint(prepared, at, BigInt(value));
  else duckdb.bind_double(prepared, at, value);
}

function isInt32(value: number): boolean {
  return Number.isInteger(value) && value >= -INT32_LIMIT && value < INT32_LIMIT;
}

/** An empty list is one of text, which converts to whatever the statement casts it to. */
function listOf(values: readonly string[] | readonly number[]): Value {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === 0) {
    const text = duckdb.create_logical_type(duckdb.Type.VARCHAR);
    return duckdb.create_list_value(
      text,
      values.map((value) => duckdb.create_varchar(String(value))),
    );
  }
  const whole = numbers.every(isInt32);
  const type = duckdb.create_logical_type(whole ? duckdb.Type.INTEGER : duckdb.Type.DOUBLE);
  const cells = numbers.map((value) => (whole ? duckdb.create_int32(value) : duckdb.create_double(value)));
  return duckdb.create_list_value(type, cells);
}
