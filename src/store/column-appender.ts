import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import {StoreError} from "../base/index.ts";

/**
 * Values of one column as the engine lays them out: SMALLINT, INTEGER, DOUBLE, the position of an ENUM's label, or a
 * DECIMAL of 10 to 18 digits as a whole number of its last digit.
 */
export interface ColumnValues {
  readonly values: Int16Array | Int32Array | Uint8Array | Uint16Array | Float64Array | BigInt64Array;
  /** A bit a value, 1 where there is one, lowest bit first, padded to whole 64-bit words; null where none is missing. */
  readonly present: Uint8Array | null;
}

/** Rows by column. */
export interface ColumnBatch {
  readonly rows: number;
  readonly columns: readonly ColumnValues[];
}

/** Appends batches to one table, all or nothing: rows are seen by others only after `finish`. */
export interface ColumnAppender {
  /** Copies the rows; the arrays are free afterwards. Works on the calling thread: about a quarter of a microsecond a row. */
  append(batch: ColumnBatch): void;
  finish(): Promise<void>;
  /** Forgets what was appended. */
  abandon(): Promise<void>;
}

// Rows that the engine takes in one vector.
const VECTOR_ROWS = 2048;

const WIDTHS: ReadonlyMap<DuckDBTypeId, number> = new Map([
  [DuckDBTypeId.SMALLINT, 2],
  [DuckDBTypeId.INTEGER, 4],
  [DuckDBTypeId.DOUBLE, 8],
]);

/** Where a column appender writes. */
export interface ColumnTarget {
  readonly schema: string;
  readonly table: string;
  /** Values of the table's last columns, SMALLINT or INTEGER each, the same for all rows. */
  readonly constants: readonly number[];
  /** The engine's refusal in the project's words. */
  readonly refuse: (cause: unknown) => StoreError;
}

/**
 * Opens a transaction on `connection` that appends to a table.
 *
 * @throws StoreError "column-type" when a column is of a type that cannot be appended this way
 */
export async function openColumnAppender(
  connection: DuckDBConnection,
  {schema, table, constants, refuse}: ColumnTarget,
): Promise<ColumnAppender> {
  await connection.run("BEGIN TRANSACTION");
  const appender = await connection.createAppender(table, schema);
  const types = Array.from({length: appender.columnCount}, (_, at) => appender.columnType(at));
  const widths = types.map((type, at) => widthOf(type, `${schema}.${table}`, at));
  const fixed = constants.map((value, at) =>
    constantColumn(value, widths[types.length - constants.length + at]),
  );
  const chunk = emptyChunk(appender);
  return {
    append: ({rows, columns}) => {
      const all = [...columns, ...fixed];
      checkLayout(all, widths, `${schema}.${table}`);
      try {
        for (let from = 0; from < rows; from += VECTOR_ROWS) {
          fill(chunk, all, {from, count: Math.min(VECTOR_ROWS, rows - from), varying: columns.length});
          appender.appendDataChunk(chunk);
        }
      } catch (cause) {
        throw refuse(cause);
      }
    },
    finish: async () => {
      try {
        appender.closeSync();
        await connection.run("COMMIT");
      } catch (cause) {
        throw refuse(cause);
      }
    },
    abandon: async () => {
      appender.clear();
      appender.closeSync();
      await connection.run("ROLLBACK");
    },
  };
}

/**
 * A chunk of the appender's very types. The engine compares the types of each chunk with the table's: those made anew from
 * their labels would be compared label by label, which takes a third of the whole load.
 */
function emptyChunk(appender: DuckDBAppender): DuckDBDataChunk {
  // biome-ignore lint/complexity/useLiteralKeys: the handle is private, and the library's own way copies the types
  const handle = appender["appender"];
  const types = Array.from({length: appender.columnCount}, (_, at) =>
    duckdb.appender_column_type(handle, at),
  );
  return new DuckDBDataChunk(duckdb.create_data_chunk(types));
}

function widthOf(type: DuckDBType, where: string, at: number): number {
  const width = storedWidth(type);
  if (width !== undefined) return width;
  throw new StoreError("column-type", {
    message: `column ${at + 1} is ${type}; one of SMALLINT, INTEGER, DOUBLE, ENUM, DECIMAL of 10 to 18 digits`,
    where,
    hint: "declare the table with these types",
  });
}

function storedWidth(type: DuckDBType): number | undefined {
  // The engine keeps the position of a label in one byte up to 255 labels, then in two.
  if (type.typeId === DuckDBTypeId.ENUM) return type.values.length <= 255 ? 1 : 2;
  if (type.typeId === DuckDBTypeId.DECIMAL) return type.width >= 10 && type.width <= 18 ? 8 : undefined;
  return WIDTHS.get(type.typeId);
}

function constantColumn(value: number, width: number | undefined): ColumnValues {
  const values = width === 2 ? new Int16Array(VECTOR_ROWS) : new Int32Array(VECTOR_ROWS);
  return {values: values.fill(value), present: null};
}

// The copy below trusts its lengths; a column of another width would write past the engine's memory.
function checkLayout(columns: readonly ColumnValues[], widths: readonly number[], where: string): void {
  const odd = widths.findIndex((width, at) => columns[at]?.values.BYTES_PER_ELEMENT !== width);
  if (odd === -1 && columns.length === widths.length) return;
  throw new StoreError("column-type", {
    message: `${columns.length} columns given for ${widths.length}; the first of another width is ${odd + 1}`,
    where,
    hint: "give one array a column, of the column's own width",
  });
}

function fill(
  chunk: DuckDBDataChunk,
  columns: readonly ColumnValues[],
  {from, count, varying}: {from: number; count: number; varying: number},
): void {
  chunk.reset();
  chunk.rowCount = count;
  for (const [at, {values, present}] of columns.entries()) {
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, at);
    const width = values.BYTES_PER_ELEMENT;
    const start = at < varying ? from : 0;
    duckdb.copy_data_to_vector(vector, 0, memoryOf(values), values.byteOffset + start * width, count * width);
    if (present === null) continue;
    duckdb.vector_ensure_validity_writable(vector);
    const words = Math.ceil(count / 64) * 8;
    duckdb.copy_data_to_vector_validity(vector, 0, memoryOf(present), present.byteOffset + start / 8, words);
  }
}

function memoryOf({buffer}: ColumnValues["values"]): ArrayBuffer {
  if (buffer instanceof ArrayBuffer) return buffer;
  throw new StoreError("column-type", {message: "shared memory cannot be appended", hint: "copy it first"});
}
