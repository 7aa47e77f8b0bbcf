import {type DuckDBDataChunk, type DuckDBResult, type DuckDBType, DuckDBTypeId} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import {StoreError} from "../base/index.ts";

/** A whole column: numbers with NaN where missing, or text by code with −1 where missing. */
export type WholeColumn =
  | {readonly kind: "number"; readonly values: Float64Array}
  | {readonly kind: "text"; readonly codes: Int32Array; readonly levels: readonly string[]};

// Rows gathered before the next array is begun: the whole length is known only at the end.
const BLOCK_ROWS = 1 << 20;

/**
 * Takes a streamed result by column, as arrays and never as row objects: 10 million rows of eight columns in about a second
 * after the engine's own work.
 *
 * @throws StoreError "column-type" for a column that is neither DOUBLE nor ENUM
 */
export async function readColumns(result: DuckDBResult): Promise<WholeColumn[]> {
  const builders = result.columnTypes().map((type) => new ColumnBuilder(type));
  for await (const chunk of result) for (const [at, builder] of builders.entries()) builder.take(chunk, at);
  return builders.map((builder) => builder.finish());
}

type Source = Float64Array | Int32Array | Uint16Array | Uint8Array;
type Block = Float64Array | Int32Array;

class ColumnBuilder {
  readonly #levels: readonly string[] | null;
  readonly #width: number;
  readonly #blocks: Block[] = [];
  #filled = BLOCK_ROWS;

  constructor(type: DuckDBType) {
    if (type.typeId === DuckDBTypeId.DOUBLE) {
      this.#levels = null;
      this.#width = 8;
    } else if (type.typeId === DuckDBTypeId.ENUM) {
      this.#levels = type.values;
      this.#width = codeWidth(type.values.length);
    } else {
      throw new StoreError("column-type", {
        message: `a column of type ${type} cannot be read whole`,
        hint: "cast it to DOUBLE or ENUM",
      });
    }
  }

  take(chunk: DuckDBDataChunk, at: number): void {
    const rows = chunk.rowCount;
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, at);
    const values = typed(
      duckdb.vector_get_data(vector, rows * this.#width),
      this.#width,
      this.#levels === null,
    );
    const words = Math.ceil(rows / 64) * 8;
    // Null where no value of the vector is missing.
    const validity: Uint8Array | null = duckdb.vector_get_validity(vector, words);
    for (let from = 0; from < rows; ) {
      if (this.#filled === BLOCK_ROWS) this.#begin();
      const count = Math.min(rows - from, BLOCK_ROWS - this.#filled);
      this.#copy(values.subarray(from, from + count));
      if (validity !== null) this.#blank(validity, from, count);
      this.#filled += count;
      from += count;
    }
  }

  finish(): WholeColumn {
    const rows = this.#blocks.length === 0 ? 0 : (this.#blocks.length - 1) * BLOCK_ROWS + this.#filled;
    const levels = this.#levels;
    if (levels === null) return {kind: "number", values: this.#joined(new Float64Array(rows), rows)};
    return {kind: "text", codes: this.#joined(new Int32Array(rows), rows), levels};
  }

  #begin(): void {
    this.#blocks.push(this.#levels === null ? new Float64Array(BLOCK_ROWS) : new Int32Array(BLOCK_ROWS));
    this.#filled = 0;
  }

  #copy(values: Source): void {
    this.#blocks.at(-1)?.set(values, this.#filled);
  }

  #blank(validity: Uint8Array, from: number, count: number): void {
    const block = this.#blocks.at(-1);
    if (block === undefined) return;
    const missing = this.#levels === null ? Number.NaN : -1;
    for (let row = 0; row < count; row++) {
      const bit = from + row;
      if ((((validity[bit >> 3] ?? 0xff) >> (bit & 7)) & 1) === 0) block[this.#filled + row] = missing;
    }
  }

  /** Copies the blocks into `whole`, letting go of each when it is copied. */
  #joined<Whole extends Block>(whole: Whole, rows: number): Whole {
    for (let start = 0; start < rows; start += BLOCK_ROWS) {
      const block = this.#blocks.shift();
      if (block !== undefined) whole.set(block.subarray(0, Math.min(BLOCK_ROWS, rows - start)), start);
    }
    return whole;
  }
}

// The engine keeps an ENUM's position in one byte up to 255 labels, in two up to 65,535, then in four.
function codeWidth(labels: number): number {
  if (labels <= 255) return 1;
  return labels <= 65_535 ? 2 : 4;
}

function typed({buffer, byteOffset, byteLength}: Uint8Array, width: number, isNumber: boolean): Source {
  if (isNumber) return new Float64Array(buffer, byteOffset, byteLength / 8);
  if (width === 1) return new Uint8Array(buffer, byteOffset, byteLength);
  if (width === 2) return new Uint16Array(buffer, byteOffset, byteLength / 2);
  return new Int32Array(buffer, byteOffset, byteLength / 4);
}
