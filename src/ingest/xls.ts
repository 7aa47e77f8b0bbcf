import {compoundStream, unreadable} from "./compound-file.ts";
import type {RawCell} from "./source.ts";
import {type BiffRecord, RECORD, RecordReader, records} from "./xls-record.ts";
import type {SheetRows} from "./xlsx.ts";

const BIFF8 = 0x0600;
const WORKSHEET = 0x0010;
/** Stands in a formula's result where it is no number; its first byte then says what it is. */
const NOT_A_NUMBER = 0xffff;
const RESULT = {text: 0, boolean: 1, error: 2, empty: 3} as const;
const LAST_COLUMN = 255;

interface BoundSheet {
  readonly name: string;
  readonly offset: number;
}

/**
 * Every worksheet of an .xls workbook (BIFF8: Excel 97 to 2003), in the order of its tabs, values as stored (formulas:
 * their last result). Charts and macro sheets are left out.
 *
 * Text is trimmed; a number stored as text stays text; a date is its serial number; the value of a merged area stands
 * in its first cell.
 *
 * @param where file name for errors
 * @throws SourceError "workbook-unreadable" for a file that is truncated, damaged, encrypted, older than Excel 97, or
 * that has an error value (#REF!, #DIV/0!) in a cell
 */
export function readXls(bytes: Uint8Array, where = "workbook"): readonly SheetRows[] {
  const found = compoundStream(bytes, ["Workbook", "Book"], where);
  if (found === null) throw unreadable("it holds no workbook", where);
  if (found.name === "Book") throw unreadable("it is older than Excel 97", where);
  const stream = found.bytes;
  const {bound, strings} = readGlobals(stream, where);
  return bound.flatMap(({name, offset}) => {
    const rows = readWorksheet({stream, offset, strings, where: `${where}, sheet "${name}"`});
    return rows === null ? [] : [{name, rows}];
  });
}

interface Globals {
  readonly bound: readonly BoundSheet[];
  readonly strings: readonly string[];
}

function readGlobals(stream: Uint8Array, where: string): Globals {
  const bound: BoundSheet[] = [];
  let strings: readonly string[] = [];
  let first = true;
  for (const record of records(stream, 0, where)) {
    const reader = new RecordReader(record, where);
    if (first) checkVersion(record, reader, where);
    first = false;
    if (record.type === RECORD.filePass) throw unreadable("it is encrypted", where);
    if (record.type === RECORD.boundSheet) bound.push(boundSheet(reader));
    if (record.type === RECORD.sharedStrings) strings = sharedStrings(reader);
    if (record.type === RECORD.endOfPart) return {bound, strings};
  }
  throw unreadable("its list of sheets does not end (truncated?)", where);
}

function checkVersion({type}: BiffRecord, reader: RecordReader, where: string): void {
  if (type !== RECORD.startOfPart) throw unreadable("its workbook does not start as one", where);
  const version = reader.uint16();
  if (version !== BIFF8)
    throw unreadable(`its version is 0x${version.toString(16)}, not Excel 97 to 2003`, where);
}

function boundSheet(reader: RecordReader): BoundSheet {
  const offset = reader.uint32();
  reader.skip(2);
  return {offset, name: reader.characters(reader.uint8())};
}

function sharedStrings(reader: RecordReader): string[] {
  reader.skip(4);
  const count = reader.uint32();
  // The shortest string takes three bytes.
  if (count * 3 > reader.leftInAll) throw reader.fail(`says ${count} strings and is too short for them`);
  return Array.from({length: count}, () => reader.text());
}

interface WorksheetInput {
  readonly stream: Uint8Array;
  readonly offset: number;
  readonly strings: readonly string[];
  readonly where: string;
}

/** Null for a part that is no worksheet. */
function readWorksheet({stream, offset, strings, where}: WorksheetInput): RawCell[][] | null {
  const grid = new Grid(strings, where);
  let depth = 0;
  for (const record of records(stream, offset, where)) {
    const reader = new RecordReader(record, where);
    if (depth === 0) {
      checkVersion(record, reader, where);
      if (reader.uint16() !== WORKSHEET) return null;
    }
    // Charts inside a sheet are parts of their own, with their own start and end.
    if (record.type === RECORD.startOfPart) depth++;
    else if (record.type === RECORD.endOfPart) depth--;
    else if (depth === 1) grid.take(record, reader);
    if (depth === 0) return grid.rows;
  }
  throw unreadable("it does not end (truncated?)", where);
}

/** Records of one cell each: how the value after row, column and format reads. */
const CELL_VALUES: Readonly<Record<number, (reader: RecordReader) => RawCell>> = {
  [RECORD.label]: (reader) => reader.text(),
  [RECORD.richString]: (reader) => reader.text(),
  [RECORD.number]: (reader) => reader.double(),
  [RECORD.rk]: (reader) => rkNumber(reader.uint32()),
  [RECORD.booleanOrError]: booleanOrError,
};

/** The cells of a worksheet as its records come. */
class Grid {
  readonly rows: RawCell[][] = [];
  readonly #strings: readonly string[];
  readonly #where: string;
  /** The formula whose text result is still to come. */
  #awaiting: {readonly row: number; readonly column: number} | null = null;

  constructor(strings: readonly string[], where: string) {
    this.#strings = strings;
    this.#where = where;
  }

  take({type}: BiffRecord, reader: RecordReader): void {
    const cellValue = CELL_VALUES[type];
    if (cellValue !== undefined) this.#cell(reader, (rest) => cellValue(rest));
    else if (type === RECORD.labelShared) this.#cell(reader, (rest) => this.#shared(rest.uint32()));
    else if (type === RECORD.multipleRk) this.#multipleRk(reader);
    else if (type === RECORD.formula) this.#formula(reader);
    else if (type === RECORD.formulaText) this.#formulaText(reader);
  }

  #cell(reader: RecordReader, value: (reader: RecordReader) => RawCell): void {
    const row = reader.uint16();
    const column = reader.uint16();
    reader.skip(2);
    this.#put(row, column, value(reader));
  }

  #multipleRk(reader: RecordReader): void {
    const row = reader.uint16();
    const column = reader.uint16();
    for (let at = 0; reader.leftInAll >= 8; at++) {
      reader.skip(2);
      this.#put(row, column + at, rkNumber(reader.uint32()));
    }
  }

  #formula(reader: RecordReader): void {
    const row = reader.uint16();
    const column = reader.uint16();
    reader.skip(2);
    const result = Uint8Array.from({length: 8}, () => reader.uint8());
    const view = new DataView(result.buffer);
    if (view.getUint16(6, true) !== NOT_A_NUMBER) this.#put(row, column, view.getFloat64(0, true));
    else if (view.getUint8(0) === RESULT.text) this.#awaiting = {row, column};
    else if (view.getUint8(0) === RESULT.boolean) this.#put(row, column, view.getUint8(2) !== 0);
    else if (view.getUint8(0) !== RESULT.empty)
      throw unreadable(`cell ${address(row, column)} holds an error value`, this.#where);
  }

  #formulaText(reader: RecordReader): void {
    if (this.#awaiting === null) throw reader.fail("gives a formula's text without a formula");
    this.#put(this.#awaiting.row, this.#awaiting.column, reader.text());
    this.#awaiting = null;
  }

  #shared(index: number): string {
    const text = this.#strings[index];
    if (text === undefined)
      throw unreadable(`shared string ${index} of ${this.#strings.length} is used`, this.#where);
    return text;
  }

  #put(row: number, column: number, value: RawCell): void {
    if (column > LAST_COLUMN)
      throw unreadable(`cell ${address(row, column)} lies beyond column IV`, this.#where);
    if (typeof value === "number" && !Number.isFinite(value))
      throw unreadable(`cell ${address(row, column)} holds ${value}`, this.#where);
    const kept = typeof value === "string" ? value.trim() : value;
    if (kept === "") return;
    while (this.rows.length <= row) this.rows.push([]);
    const cells = this.rows[row];
    if (cells === undefined) return;
    while (cells.length <= column) cells.push(null);
    cells[column] = kept;
  }
}

function booleanOrError(reader: RecordReader): RawCell {
  const value = reader.uint8();
  if (reader.uint8() !== 0) throw reader.fail("holds an error value");
  return value !== 0;
}

/** A number packed in 30 bits: a whole number or the upper half of a double, either perhaps in hundredths. */
function rkNumber(packed: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(4, packed & 0xfffffffc, true);
  const unpacked = (packed & 0x02) === 0 ? view.getFloat64(0, true) : (packed | 0) >> 2;
  return (packed & 0x01) === 0 ? unpacked : unpacked / 100;
}

/** Row and column as people see them: row 0, column 0 is A1. */
function address(row: number, column: number): string {
  const letters = column < 26 ? "" : String.fromCharCode(64 + Math.floor(column / 26));
  return `${letters}${String.fromCharCode(65 + (column % 26))}${row + 1}`;
}
