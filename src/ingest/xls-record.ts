import {unreadable} from "./compound-file.ts";

/** Record types of a BIFF8 workbook that are read; all others are passed over. */
export const RECORD = {
  formula: 0x0006,
  endOfPart: 0x000a,
  filePass: 0x002f,
  continuation: 0x003c,
  boundSheet: 0x0085,
  multipleRk: 0x00bd,
  richString: 0x00d6,
  sharedStrings: 0x00fc,
  labelShared: 0x00fd,
  number: 0x0203,
  label: 0x0204,
  booleanOrError: 0x0205,
  formulaText: 0x0207,
  rk: 0x027e,
  startOfPart: 0x0809,
} as const;

/** One record: where it stands in the stream, and its content in pieces (its own, then its continuations'). */
export interface BiffRecord {
  readonly type: number;
  readonly offset: number;
  readonly pieces: readonly Uint8Array[];
}

/**
 * The records from `from` to the end of the stream. Continuations are joined to the record they continue.
 *
 * @throws SourceError "workbook-unreadable" when a record reaches beyond the stream
 */
export function* records(stream: Uint8Array, from: number, where: string): Generator<BiffRecord> {
  let at = from;
  while (at < stream.length) {
    const {type, content, end} = recordAt(stream, at, where);
    const pieces = [content];
    let next = end;
    while (next < stream.length) {
      const following = recordAt(stream, next, where);
      if (following.type !== RECORD.continuation) break;
      pieces.push(following.content);
      next = following.end;
    }
    yield {type, offset: at, pieces};
    at = next;
  }
}

function recordAt(
  stream: Uint8Array,
  at: number,
  where: string,
): {readonly type: number; readonly content: Uint8Array; readonly end: number} {
  if (at + 4 > stream.length) throw unreadable(`it ends inside the record at byte ${at}`, where);
  const head = new DataView(stream.buffer, stream.byteOffset + at, 4);
  const type = head.getUint16(0, true);
  const end = at + 4 + head.getUint16(2, true);
  if (end > stream.length) throw unreadable(`it ends inside the record at byte ${at}`, where);
  return {type, content: stream.subarray(at + 4, end), end};
}

/** Reads a record's content from front to back. Every read is bounds-checked. */
export class RecordReader {
  readonly #pieces: readonly Uint8Array[];
  readonly #what: string;
  readonly #where: string;
  #piece = 0;
  #at = 0;
  #leftInAll: number;

  constructor({type, offset, pieces}: BiffRecord, where: string) {
    this.#pieces = pieces;
    this.#what = `record 0x${type.toString(16)} at byte ${offset}`;
    this.#where = where;
    this.#leftInAll = pieces.reduce((sum, piece) => sum + piece.length, 0);
  }

  /** Bytes left in the piece at hand. */
  get left(): number {
    const piece = this.#pieces[this.#piece];
    return piece === undefined ? 0 : piece.length - this.#at;
  }

  /** Bytes left in all pieces. */
  get leftInAll(): number {
    return this.#leftInAll;
  }

  uint8(): number {
    if (this.left === 0) this.#turn();
    const value = this.#pieces[this.#piece]?.[this.#at];
    if (value === undefined) throw this.fail("ends early");
    this.#at++;
    this.#leftInAll--;
    return value;
  }

  uint16(): number {
    return this.uint8() | (this.uint8() << 8);
  }

  uint32(): number {
    return this.uint16() + this.uint16() * 0x10000;
  }

  /** An eight-byte floating-point number. */
  double(): number {
    const bytes = Uint8Array.from({length: 8}, () => this.uint8());
    return new DataView(bytes.buffer).getFloat64(0, true);
  }

  skip(count: number): void {
    let remaining = count;
    if (remaining > this.leftInAll) throw this.fail("ends early");
    while (remaining > 0) {
      if (this.left === 0) this.#turn();
      const step = Math.min(this.left, remaining);
      this.#at += step;
      this.#leftInAll -= step;
      remaining -= step;
    }
  }

  /** Text that gives its length in 16-bit units as two bytes: cells and shared strings. */
  text(): string {
    return this.characters(this.uint16());
  }

  /** `count` characters after a byte of options; marks of rich text and phonetics are passed over. */
  characters(count: number): string {
    const options = this.uint8();
    const runs = (options & 0x08) === 0 ? 0 : this.uint16();
    const phonetics = (options & 0x04) === 0 ? 0 : this.uint32();
    if (count > this.leftInAll) throw this.fail(`holds fewer than ${count} characters`);
    const text = this.#units(count, (options & 0x01) !== 0);
    this.skip(4 * runs + phonetics);
    return text;
  }

  fail(what: string): Error {
    return unreadable(`${this.#what} ${what}`, this.#where);
  }

  #units(count: number, startsWide: boolean): string {
    let wide = startsWide;
    let text = "";
    for (let done = 0; done < count; done++) {
      if (this.left === 0) {
        this.#turn();
        // Characters that go on in a continuation are led there by their own byte of options.
        wide = (this.uint8() & 0x01) !== 0;
      }
      text += String.fromCharCode(wide ? this.uint16() : this.uint8());
    }
    return text;
  }

  #turn(): void {
    if (this.#piece + 1 >= this.#pieces.length) throw this.fail("ends early");
    this.#piece++;
    this.#at = 0;
    if (this.left === 0) this.#turn();
  }
}
