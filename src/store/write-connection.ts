import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import {StoreError} from "../base/index.ts";
import {readerRows} from "./client-rows.ts";
import {type ColumnAppender, openColumnAppender} from "./column-appender.ts";
import {readColumns, type WholeColumn} from "./column-reader.ts";
import type {AppendRow, Writer} from "./database.ts";
import {onlyRow} from "./only-row.ts";
import {refusal, unreadable} from "./refusal.ts";
import type {StoreRow} from "./rows.ts";
import type {SqlValue, Statement} from "./sql.ts";

/** Opens a database through the engine's own client, for writing. @throws StoreError "store-unreadable", "store-locked", "disk-full" */
export async function connectWriter(path: string, config: Readonly<Record<string, string>>): Promise<Writer> {
  try {
    const instance = await DuckDBInstance.create(path, config);
    return new WriteConnection(path, instance, await instance.connect(), true);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

class WriteConnection implements Writer {
  readonly path: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #owner: boolean;

  constructor(path: string, instance: DuckDBInstance, connection: DuckDBConnection, owner: boolean) {
    this.path = path;
    this.#instance = instance;
    this.#connection = connection;
    this.#owner = owner;
  }

  async rows(statement: Statement): Promise<StoreRow[]> {
    return this.#attempt(statement, async () => {
      const reader = await this.#connection.runAndReadAll(
        statement.text,
        bound(statement.values),
        types(statement.values),
      );
      return readerRows(reader);
    });
  }

  async one(statement: Statement): Promise<StoreRow> {
    return onlyRow(await this.rows(statement), statement);
  }

  async run(statement: Statement): Promise<void> {
    await this.#attempt(statement, () =>
      this.#connection.run(statement.text, bound(statement.values), types(statement.values)),
    );
  }

  async append(schema: string, table: string, rows: readonly AppendRow[]): Promise<void> {
    try {
      const appender = await this.#connection.createAppender(table, schema);
      for (const {cells, fileId, sourceRow} of rows) {
        for (const cell of cells) {
          if (cell === null) appender.appendNull();
          else appender.appendVarchar(cell);
        }
        appender.appendInteger(fileId);
        appender.appendBigInt(BigInt(sourceRow));
        appender.endRow();
      }
      appender.closeSync();
    } catch (cause) {
      throw refusal(cause, `append to ${schema}.${table}`, this.path);
    }
  }

  columnAppender(schema: string, table: string, constants: readonly number[]): Promise<ColumnAppender> {
    const refuse = (cause: unknown) => refusal(cause, `append to ${schema}.${table}`, this.path);
    return openColumnAppender(this.#connection, {schema, table, constants, refuse});
  }

  async wholeColumns(statement: Statement): Promise<WholeColumn[]> {
    return this.#attempt(statement, async () => {
      const {text, values} = statement;
      return readColumns(await this.#connection.stream(text, bound(values), types(values)));
    });
  }

  async *numbers(statement: Statement): AsyncIterable<readonly Float64Array[]> {
    // Not streamed: another statement on this connection would end the stream, and the rest would be missing unseen.
    const columns = await this.#attempt(statement, async () =>
      readColumns(
        await this.#connection.run(statement.text, bound(statement.values), types(statement.values)),
      ),
    );
    yield columns.map((column) => {
      if (column.kind === "number") return column.values;
      throw new StoreError("column-type", {
        message: "a column of text cannot be read as numbers",
        hint: "cast it to DOUBLE",
      });
    });
  }

  async beside(): Promise<Writer> {
    return new WriteConnection(this.path, this.#instance, await this.#instance.connect(), false);
  }

  close(): void {
    this.#connection.closeSync();
    if (this.#owner) this.#instance.closeSync();
  }

  async #attempt<T>(statement: Statement, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      throw refusal(cause, statement.text, this.path);
    }
  }
}

function bound(values: readonly SqlValue[]): DuckDBValue[] {
  return values.map((value) => (Array.isArray(value) ? listValue([...value]) : scalar(value)));
}

// The engine cannot tell what an empty list is a list of; text converts to whatever the statement casts it to.
function types(values: readonly SqlValue[]): DuckDBType[] {
  const known: DuckDBType[] = [];
  for (const [at, value] of values.entries()) {
    // The client infers the type wherever this list has a hole.
    if (Array.isArray(value) && value.length === 0) known[at] = LIST(VARCHAR);
  }
  return known;
}

function scalar(value: SqlValue): DuckDBValue {
  // A whole number binds as an integer, so that comparing it with an integer column needs no conversion of the column.
  if (typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) > 2 ** 31)
    return BigInt(value);
  return typeof value === "object" ? null : value;
}
