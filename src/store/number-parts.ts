import duckdb, {type DataChunk, type Result} from "@duckdb/node-bindings";
import {StoreError} from "../base/index.ts";

/** The chunks of a result of DOUBLE columns, as arrays over the engine's memory where nothing is missing. @throws StoreError "column-type" */
export async function* numberParts(result: Result): AsyncIterable<readonly Float64Array[]> {
  const columns = Array.from({length: duckdb.column_count(result)}, (_, at) => at);
  for (const at of columns) {
    if (duckdb.column_type(result, at) === duckdb.Type.DOUBLE) continue;
    throw new StoreError("column-type", {
      message: `column "${duckdb.column_name(result, at)}" cannot be read as numbers`,
      hint: "cast it to DOUBLE",
    });
  }
  for (;;) {
    const chunk = await duckdb.fetch_chunk(result);
    const rows = chunk === null ? 0 : duckdb.data_chunk_get_size(chunk);
    if (chunk === null || rows === 0) return;
    yield columns.map((at) => numbersAt(chunk, at, rows));
  }
}

function numbersAt(chunk: DataChunk, at: number, rows: number): Float64Array {
  const vector = duckdb.data_chunk_get_vector(chunk, at);
  const {buffer, byteOffset} = duckdb.vector_get_data(vector, rows * 8);
  const values = new Float64Array(buffer, byteOffset, rows);
  const bits: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8);
  if (bits === null) return values;
  return values.map((value, row) =>
    (((bits[row >> 3] ?? 0xff) >> (row & 7)) & 1) === 1 ? value : Number.NaN,
  );
}
