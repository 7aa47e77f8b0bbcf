import duckdb, {type LogicalType, type Vector} from "@duckdb/node-bindings";
import type {Cell} from "../base/index.ts";
import {presence, texts} from "./vector-texts.ts";

/** Cells of the first `count` rows of a vector: missing is null, whole numbers beyond 2^53 are text, days YYYY-MM-DD. */
export type CellsOf = (vector: Vector, count: number) => Cell[];

/**
 * How columns of a type are read from the engine's memory.
 *
 * @returns null for a type that is not read here: lists, structs, moments and what a question rarely returns
 */
export function cellsOf(type: LogicalType): CellsOf | null {
  const id = duckdb.get_type_id(type);
  if (id === duckdb.Type.ENUM) return labels(type);
  if (id === duckdb.Type.DECIMAL) return decimals(type);
  return SIMPLE.get(id) ?? null;
}

type View<T> = (buffer: ArrayBufferLike, byteOffset: number, length: number) => T;

const DAY_MS = 86_400_000;

const i8: View<Int8Array> = (buffer, at, length) => new Int8Array(buffer, at, length);
const u8: View<Uint8Array> = (buffer, at, length) => new Uint8Array(buffer, at, length);
const i16: View<Int16Array> = (buffer, at, length) => new Int16Array(buffer, at, length);
const u16: View<Uint16Array> = (buffer, at, length) => new Uint16Array(buffer, at, length);
const i32: View<Int32Array> = (buffer, at, length) => new Int32Array(buffer, at, length);
const u32: View<Uint32Array> = (buffer, at, length) => new Uint32Array(buffer, at, length);
const i64: View<BigInt64Array> = (buffer, at, length) => new BigInt64Array(buffer, at, length);
const u64: View<BigUint64Array> = (buffer, at, length) => new BigUint64Array(buffer, at, length);
const f32: View<Float32Array> = (buffer, at, length) => new Float32Array(buffer, at, length);
const f64: View<Float64Array> = (buffer, at, length) => new Float64Array(buffer, at, length);

const same = (value: number): Cell => value;

const {Type} = duckdb;
const SIMPLE: ReadonlyMap<number, CellsOf> = new Map([
  [Type.BOOLEAN, fixed(u8, 1, (value) => value !== 0)],
  [Type.TINYINT, fixed(i8, 1, same)],
  [Type.UTINYINT, fixed(u8, 1, same)],
  [Type.SMALLINT, fixed(i16, 2, same)],
  [Type.USMALLINT, fixed(u16, 2, same)],
  [Type.INTEGER, fixed(i32, 4, same)],
  [Type.UINTEGER, fixed(u32, 4, same)],
  [Type.FLOAT, fixed(f32, 4, same)],
  [Type.DOUBLE, fixed(f64, 8, same)],
  [Type.BIGINT, fixed(i64, 8, exact)],
  [Type.UBIGINT, fixed(u64, 8, exact)],
  [Type.HUGEINT, hugeNumbers],
  [Type.DATE, fixed(i32, 4, dayOf)],
  [Type.VARCHAR, texts],
  [Type.SQLNULL, (_vector, count) => new Array<Cell>(count).fill(null)],
]);

/** A reader of values of one width; `cell` makes of each what a row holds. */
function fixed<N extends number | bigint>(
  view: View<ArrayLike<N>>,
  width: number,
  cell: (value: N) => Cell,
): CellsOf {
  return (vector, count) => {
    const {buffer, byteOffset} = duckdb.vector_get_data(vector, count * width);
    const values = view(buffer, byteOffset, count);
    const isThere = presence(vector, count);
    const cells = new Array<Cell>(count);
    for (let row = 0; row < count; row++) {
      const value = values[row];
      cells[row] = value === undefined || !isThere(row) ? null : cell(value);
    }
    return cells;
  };
}

function exact(value: bigint): Cell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function dayOf(days: number): Cell {
  return new Date(days * DAY_MS).toISOString().replace(/T00:00:00\.000Z$/, "");
}

/** 128 bits: the lower half without a sign, then the upper half. */
function hugeNumbers(vector: Vector, count: number): Cell[] {
  const {buffer, byteOffset} = duckdb.vector_get_data(vector, count * 16);
  const halves = i64(buffer, byteOffset, count * 2);
  const isThere = presence(vector, count);
  return Array.from({length: count}, (_, row) => {
    const low = halves[2 * row];
    const high = halves[2 * row + 1];
    if (low === undefined || high === undefined || !isThere(row)) return null;
    return exact((high << 64n) + BigInt.asUintN(64, low));
  });
}

/** A label by its position; the labels are read once a statement, not once a row. */
function labels(type: LogicalType): CellsOf {
  const size = duckdb.enum_dictionary_size(type);
  const known = new Array<string>(size);
  const label = (code: number) => {
    known[code] ??= duckdb.enum_dictionary_value(type, code);
    return known[code] ?? null;
  };
  // The engine keeps a position in one byte up to 255 labels, in two up to 65,535, then in four.
  if (size <= 255) return fixed(u8, 1, label);
  return size <= 65_535 ? fixed(u16, 2, label) : fixed(u32, 4, label);
}

/** Decimals of up to 18 digits as numbers, each the nearest to the decimal as long as its digits are exact in 53 bits. */
function decimals(type: LogicalType): CellsOf | null {
  const width = duckdb.decimal_width(type);
  const scale = duckdb.decimal_scale(type);
  const divisor = 10 ** scale;
  const toNumber = (value: number | bigint): Cell => {
    const digits = Number(value);
    if (Number.isSafeInteger(digits)) return digits / divisor;
    return duckdb.decimal_to_double({width, scale, value: BigInt(value)});
  };
  if (width <= 4) return fixed(i16, 2, toNumber);
  if (width <= 9) return fixed(i32, 4, toNumber);
  return width <= 18 ? fixed(i64, 8, toNumber) : null;
}
