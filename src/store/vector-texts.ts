import duckdb, {type Vector} from "@duckdb/node-bindings";
import type {Cell} from "../base/index.ts";

/** Which rows have a value: the engine gives no bits where none is missing. */
export function presence(vector: Vector, count: number): (row: number) => boolean {
  const bits: Uint8Array | null = duckdb.vector_get_validity(vector, Math.ceil(count / 64) * 8);
  if (bits === null) return () => true;
  return (row) => (((bits[row >> 3] ?? 0xff) >> (row & 7)) & 1) === 1;
}

const BYTES_OF_TEXT = 16;
const WORDS_OF_TEXT = 4;
const POINTER_BYTE = 8;
/** Text of up to this many bytes stands in the vector itself, longer text behind a pointer in its second half. */
const INLINE_BYTES = 12;
/** The least that a system maps of memory at a time. */
const PAGE_BYTES = 4096;
const WORD = 2 ** 32;

/**
 * Texts of the first `count` rows of a vector; a missing one is null.
 *
 * Texts behind pointers are read many at once: a call to the engine costs more than all else that is done for one.
 */
export function texts(vector: Vector, count: number): Cell[] {
  const {buffer, byteOffset} = duckdb.vector_get_data(vector, count * BYTES_OF_TEXT);
  // A vector's memory is the engine's own, which nobody shares.
  if (!(buffer instanceof ArrayBuffer)) throw new TypeError("text in shared memory");
  const bytes = Buffer.from(buffer, byteOffset, count * BYTES_OF_TEXT);
  const words = new Uint32Array(buffer, byteOffset, count * WORDS_OF_TEXT);
  const isThere = presence(vector, count);
  const cells = new Array<Cell>(count).fill(null);
  const far: Far[] = [];
  for (let row = 0; row < count; row++) {
    if (!isThere(row)) continue;
    const length = words[row * WORDS_OF_TEXT] ?? Number.NaN;
    if (length <= INLINE_BYTES) {
      const from = row * BYTES_OF_TEXT + 4;
      cells[row] = bytes.toString("utf8", from, from + length);
    } else far.push({row, length, address: addressAt(words, row)});
  }
  for (const run of runsOf(far)) readRun(run, {buffer, byteOffset}, cells);
  return cells;
}

/** A text behind a pointer. */
interface Far {
  readonly row: number;
  readonly length: number;
  readonly address: number;
}

// Addresses have 48 bits, which a number holds exactly.
function addressAt(words: Uint32Array, row: number): number {
  const at = row * WORDS_OF_TEXT + POINTER_BYTE / 4;
  return (words[at] ?? Number.NaN) + (words[at + 1] ?? Number.NaN) * WORD;
}

/** Texts that lie one behind the other in memory, the lowest first. */
interface Run {
  readonly texts: Far[];
  readonly from: number;
  to: number;
}

/**
 * Neighbouring rows whose texts can be read as one piece: between the end of one and the start of the next lies less than a page,
 * so that every byte of the piece is on a page that holds a text.
 */
function runsOf(far: readonly Far[]): Run[] {
  const runs: Run[] = [];
  let run: Run | undefined;
  for (const text of far) {
    const {address, length} = text;
    if (run === undefined || address < run.from || address - run.to >= PAGE_BYTES) {
      run = {texts: [], from: address, to: address};
      runs.push(run);
    }
    run.texts.push(text);
    run.to = Math.max(run.to, address + length);
  }
  return runs;
}

function readRun(
  {texts, from, to}: Run,
  {buffer, byteOffset}: {readonly buffer: ArrayBuffer; readonly byteOffset: number},
  cells: Cell[],
): void {
  const [first] = texts;
  if (first === undefined) return;
  const at = byteOffset + first.row * BYTES_OF_TEXT + POINTER_BYTE;
  const piece = duckdb.get_data_from_pointer(buffer, at, to - from);
  const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  let last: {readonly start: number; readonly end: number; readonly text: string} | undefined;
  for (const {row, length, address} of texts) {
    const [start, end] = [address - from, address - from + length];
    // Columns often say the same in row after row.
    if (last === undefined || bytes.compare(bytes, last.start, last.end, start, end) !== 0)
      last = {start, end, text: bytes.toString("utf8", start, end)};
    cells[row] = last.text;
  }
}
