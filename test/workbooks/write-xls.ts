import {compoundFile} from "./compound-file.ts";

/** A cell and, where Excel has several ways to store it, which one. */
export type XlsCell =
  | string
  | number
  | boolean
  | null
  | {readonly value: string; readonly as: "shared" | "label" | "formula"}
  | {readonly value: number; readonly as: "number" | "rk" | "formula"};

/** A worksheet to write. */
export interface XlsSheet {
  readonly name: string;
  readonly rows: readonly (readonly XlsCell[])[];
}

const BIFF8 = 0x0600;
/** Most content bytes of a record, after which a continuation must follow. */
const RECORD_BYTES = 8224;

/**
 * An .xls workbook (BIFF8) with just the parts that carry values: for tests and fixtures, not for Excel.
 *
 * @param pieceBytes content bytes of the shared-string record and of each of its continuations
 */
export function writeXls(sheets: readonly XlsSheet[], {pieceBytes = RECORD_BYTES} = {}): Uint8Array {
  const shared = new Map<string, number>();
  const bodies = sheets.map(({rows}) => worksheet(rows, shared));
  const strings = sharedStrings([...shared.keys()], pieceBytes);
  const globals = (offsets: readonly number[]): Buffer =>
    Buffer.concat([
      startOfPart(0x0005),
      ...sheets.map(({name}, at) => boundSheet(name, offsets[at] ?? 0)),
      strings,
      record(0x000a),
    ]);
  const before = globals([]).length;
  const offsets = bodies.map((_, at) => bodies.slice(0, at).reduce((sum, body) => sum + body.length, before));
  return compoundFile("Workbook", Buffer.concat([globals(offsets), ...bodies]));
}

function startOfPart(type: number): Buffer {
  return record(0x0809, uint16(BIFF8, type, 0x0dbb, 1996, 0, 0, 0x0600, 0));
}

function boundSheet(name: string, offset: number): Buffer {
  return record(
    0x0085,
    uint32(offset),
    uint16(0),
    Buffer.from([name.length, 1]),
    Buffer.from(name, "utf16le"),
  );
}

function worksheet(rows: XlsSheet["rows"], shared: Map<string, number>): Buffer {
  const cells = rows.flatMap((row, y) => row.map((cell, x) => cellRecord(cell, uint16(y, x, 0), shared)));
  return Buffer.concat([startOfPart(0x0010), ...cells, record(0x000a)]);
}

function cellRecord(cell: XlsCell, place: Buffer, shared: Map<string, number>): Buffer {
  if (cell === null) return Buffer.alloc(0);
  if (typeof cell === "boolean") return record(0x0205, place, Buffer.from([cell ? 1 : 0, 0]));
  if (typeof cell === "number") return cellRecord({value: cell, as: "number"}, place, shared);
  if (typeof cell === "string") return cellRecord({value: cell, as: "shared"}, place, shared);
  const {value, as} = cell;
  if (typeof value === "number") return numberRecord(value, as, place);
  if (as === "label") return record(0x0204, place, text(value));
  if (as === "formula") {
    return Buffer.concat([
      record(0x0006, place, uint16(0, 0, 0, 0xffff), Buffer.alloc(8)),
      record(0x0207, text(value)),
    ]);
  }
  if (!shared.has(value)) shared.set(value, shared.size);
  return record(0x00fd, place, uint32(shared.get(value) ?? 0));
}

function numberRecord(value: number, as: string, place: Buffer): Buffer {
  if (as === "rk") return record(0x027e, place, uint32(((value << 2) | 2) >>> 0));
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return as === "formula" ? record(0x0006, place, bytes, Buffer.alloc(8)) : record(0x0203, place, bytes);
}

/** Length in 16-bit units, options (one byte a character where they all fit), characters. */
function text(value: string): Buffer {
  return Buffer.concat([uint16(value.length), Buffer.from([isNarrow(value) ? 0 : 1]), characters(value)]);
}

function isNarrow(value: string): boolean {
  return Array.from({length: value.length}, (_, at) => value.charCodeAt(at)).every((unit) => unit < 256);
}

function characters(value: string): Buffer {
  return isNarrow(value) ? Buffer.from(value, "latin1") : Buffer.from(value, "utf16le");
}

/** A string's head stays whole; its characters may go on in a continuation, led there by their own byte of options. */
function sharedStrings(values: readonly string[], pieceBytes: number): Buffer {
  const pieces: Buffer[] = [];
  let piece = Buffer.concat([uint32(values.length), uint32(values.length)]);
  const turn = (): void => {
    pieces.push(piece);
    piece = Buffer.alloc(0);
  };
  for (const value of values) {
    const width = isNarrow(value) ? 1 : 2;
    const all = characters(value);
    if (piece.length + 3 > pieceBytes) turn();
    piece = Buffer.concat([piece, uint16(value.length), Buffer.from([width - 1])]);
    for (let at = 0; at < all.length; ) {
      const room = Math.floor((pieceBytes - piece.length) / width) * width;
      piece = Buffer.concat([piece, all.subarray(at, at + room)]);
      at += room;
      if (at >= all.length) break;
      turn();
      piece = Buffer.from([width - 1]);
    }
  }
  turn();
  return Buffer.concat(pieces.map((content, at) => record(at === 0 ? 0x00fc : 0x003c, content)));
}

function record(type: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([uint16(type, body.length), body]);
}

function uint16(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, 2 * at);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
