import {existsSync} from "node:fs";
import {type Cell, StoreError} from "../base/index.ts";
import type {ColumnAppender} from "./column-appender.ts";
import type {WholeColumn} from "./column-reader.ts";
import {withLanes} from "./lanes.ts";
import {ReadConnection} from "./read-connection.ts";
import type {StoreRow} from "./rows.ts";
import {STORE_VERSION} from "./schema.ts";
import {type Statement, sql} from "./sql.ts";

/** What may be asked of an open store. */
export interface Reader {
  /** All rows of one statement. Numbers are numbers, missing is null. */
  rows(statement: Statement): Promise<StoreRow[]>;
  /** The one row of a statement that returns exactly one. @throws StoreError "not-one-row" */
  one(statement: Statement): Promise<StoreRow>;
  /**
   * All rows of a statement whose columns are DOUBLE, by column and in parts, so that millions of rows never become row
   * objects. NaN where missing; the arrays of a part are overwritten by the next.
   *
   * @throws StoreError "column-type" for a column that is not DOUBLE
   */
  numbers(statement: Statement): AsyncIterable<readonly Float64Array[]>;
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
  const reader = await ReadConnection.open(path, {...settings(options), access_mode: "READ_ONLY"});
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
  // The full client takes as long to load as a whole question; only those who write wait for it.
  const {connectWriter} = await import("./write-connection.ts");
  return connectWriter(path, settings(options));
}
