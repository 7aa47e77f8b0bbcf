import {existsSync} from "node:fs";
import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";
import {type Cell, StoreError} from "../base/index.ts";
import {type ColumnAppender, openColumnAppender} from "./column-appender.ts";
import {readColumns, type WholeColumn} from "./column-reader.ts";
import {withLanes} from "./lanes.ts";
import {plainRows, type StoreRow} from "./rows.ts";
import {STORE_VERSION} from "./schema.ts";
import {type SqlValue, type Statement, sql} from "./sql.ts";

/** What may be asked of an open store. */
export interface Reader {
  /** All rows of one statement. Numbers are numbers, missing is null. */
  rows(statement: Statement): Promise<StoreRow[]>;
  /** The one row of a statement that returns exactly one. @throws StoreError "not-one-row" */
  one(statement: Statement): Promise<StoreRow>;
  /** File of the store, or ":memory:". */
  readonly path: string;
  close(): void;
}

/** A store being made. Statements without rows go through `run`; each `connection` runs beside the others. */
export interface Writer extends Reader {
  run(statement: Statement): Promise<void>;
  /** Appends rows of text to a table whose columns are all VARCHAR but the last two, INTEGER and BIGINT. */
  append(schema: string, table: string, rows: readonly AppendRow[]): Promise<void>;
  /** Appends typed columns to a table in one transaction of this connection; see {@link ColumnAppender}. */
  columnAppender(schema: string, table: string, constants: readonly number[]): Promise<ColumnAppender>;
  /** All rows of a statement whose columns are DOUBLE or ENUM, by column; see {@link WholeColumn}. */
  wholeColumns(statement: Statement): Promise<WholeColumn[]>;
  /** A second connection to the same database, for work in parallel. Close it. */
  beside(): Promise<Writer>;
}

/** Cells of the VARCHAR columns, then file id and source row. */
export interface AppendRow {
  readonly cells: readonly (string | null)[];
  readonly fileId: number;
  readonly sourceRow: number;
}

export interface OpenOptions {
  /** Threads the engine may use; the machine's cores when absent. */
  readonly threads?: number;
  /** Such as "4GB"; the engine's own bound (80 % of memory) when absent. */
  readonly memoryLimit?: string;
  /** Folder the engine spills to. */
  readonly spillTo?: string;
  /** Opens a store of another version of the tables too, to read `meta.build` and nothing else. */
  readonly anyVersion?: boolean;
}

// Extensions are never fetched: what is not built in fails at once and by name instead of reaching for a network.
const CLOSED = {autoinstall_known_extensions: "false", autoload_known_extensions: "false"} as const;

function settings({threads, memoryLimit, spillTo}: OpenOptions): Record<string, string> {
  return {
    ...CLOSED,
    ...(threads === undefined ? {} : {threads: String(threads)}),
    ...(memoryLimit === undefined ? {} : {memory_limit: memoryLimit}),
    ...(spillTo === undefined ? {} : {temp_directory: spillTo}),
  };
}

/**
 * Opens a finished store for reading. Several processes may.
 *
 * @throws StoreError "store-missing" when there is no such file, "store-unreadable" when it is no store of this engine,
 *   "store-version" when its tables are those of another version
 */
export async function openReader(path: string, options: OpenOptions = {}): Promise<Reader> {
  if (!existsSync(path)) {
    throw new StoreError("store-missing", {
      message: `there is no store at "${path}"`,
      where: path,
      hint: "make one with: roundabout build",
    });
  }
  const reader = await open(path, {...settings(options), access_mode: "READ_ONLY"});
  try {
    if (options.anyVersion !== true) await refuseOtherVersion(reader);
    return await withLanes(reader);
  } catch (cause) {
    reader.close();
    throw cause;
  }
}

async function refuseOtherVersion(reader: Reader): Promise<void> {
  const version = await versionOf(reader);
  if (version === STORE_VERSION) return;
  throw new StoreError("store-version", {
    message: `"${reader.path}" was made ${version === null ? "by an unfinished build" : `for version ${version} of the tables`}; this program reads version ${STORE_VERSION}`,
    where: reader.path,
    hint: "make it anew with: roundabout build",
  });
}

async function versionOf(reader: Reader): Promise<Cell> {
  try {
    return (await reader.one(sql`SELECT max(store_version) AS version FROM meta.build`)).version ?? null;
  } catch (cause) {
    throw new StoreError("store-unreadable", {
      message: `"${reader.path}" is a database, but no store of this program: it has no table meta.build`,
      where: reader.path,
      hint: "name another file with --store",
      cause,
    });
  }
}

/** Opens a database for writing: a new file, or ":memory:". The caller is its one owner. */
export async function openWriter(path: string, options: OpenOptions = {}): Promise<Writer> {
  return open(path, settings(options));
}

async function open(path: string, config: Record<string, string>): Promise<Writer> {
  try {
    const instance = await DuckDBInstance.create(path, config);
    return new Connection(path, instance, await instance.connect(), true);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): StoreError {
  const reason = messageOf(cause);
  if (isDiskFull(reason)) return diskFull(path, cause);
  const locked = /could not set lock|conflicting lock/i.test(reason);
  return new StoreError(locked ? "store-locked" : "store-unreadable", {
    message: locked
      ? `another process is writing "${path}"`
      : `"${path}" cannot be opened: ${firstLine(reason)}`,
    where: path,
    hint: locked
      ? "wait for it to end, or name another file with --store"
      : "make it anew with: roundabout build",
    cause,
  });
}

/** True when the message of an engine's or the system's error says that a disk has no room. */
export function isDiskFull(reason: string): boolean {
  return /no space left|ENOSPC|EDQUOT|quota exceeded|disk.{0,20}full/i.test(reason);
}

/** The error for a full disk, whoever met it. The store being written is a new file, so the old one is as it was. */
export function diskFull(path: string, cause: unknown, statement?: string): StoreError {
  return new StoreError("disk-full", {
    message: `the disk is full while writing "${path}"`,
    where: path,
    hint: "free some space and run the same command again; the old store is untouched",
    ...(statement === undefined ? {} : {sql: statement}),
    cause,
  });
}

class Connection implements Writer {
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
      return plainRows(reader);
    });
  }

  async one(statement: Statement): Promise<StoreRow> {
    const [first, ...more] = await this.rows(statement);
    if (first !== undefined && more.length === 0) return first;
    throw new StoreError("not-one-row", {
      message: `expected one row, found ${first === undefined ? 0 : 1 + more.length}`,
      sql: statement.text,
    });
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

  async beside(): Promise<Writer> {
    return new Connection(this.path, this.#instance, await this.#instance.connect(), false);
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

function refusal(cause: unknown, statement: string, path: string): StoreError {
  const reason = messageOf(cause);
  if (isDiskFull(reason)) return diskFull(path, cause, statement);
  return new StoreError("statement-refused", {
    message: reason.trim(),
    where: path,
    hint: "see the statement in the error",
    sql: statement,
    cause,
  });
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
  if (typeof value === "number" && Number.isInteger(value) && Math.abs(value) > 2 ** 31) return BigInt(value);
  return typeof value === "object" ? null : value;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? text;
}
