import type {ColumnBatch} from "../store/index.ts";
import {FlowBatch, Spares, writeThousandths} from "./bulk-columns.ts";
import type {BulkCode, BulkLayout} from "./bulk-layout.ts";
import {type FlowLine, MOST_THOUSANDTHS, readLine, THOUSANDTHS} from "./bulk-line.ts";

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const POINT = 46;
const ZERO = 48;
// Below 2^53 the digits are exact, and one multiplication or division by an exact power of ten rounds correctly.
const EXACT = 9_007_199_254_740_000;
const POWERS = Float64Array.from({length: 23}, (_, power) => 10 ** power);

/** Parsed rows, and how many of them do not enter. */
export interface ParsedBatch {
  readonly batch: ColumnBatch;
  readonly dropped: number;
}

/** Turns whole lines into batches of at most `capacity` rows. */
export class BulkParser {
  readonly #layout: BulkLayout;
  readonly #capacity: number;
  readonly #reporters: Int32Array;
  readonly #partners: Int32Array;
  readonly #products: Int32Array;
  readonly #missing: readonly Uint8Array[];
  readonly #spares: Spares;
  #batch: FlowBatch;
  #rows = 0;
  #before = 0;

  constructor(layout: BulkLayout, capacity: number, spares: Spares = new Spares()) {
    this.#layout = layout;
    this.#capacity = capacity;
    this.#reporters = lookup(layout.reporter);
    this.#partners = lookup(layout.partner);
    this.#products = lookup(layout.product);
    this.#missing = ["", ...layout.quantity.missing].map((word) => new TextEncoder().encode(word));
    this.#spares = spares;
    this.#batch = new FlowBatch(layout, capacity, spares);
  }

  /** True when `take` must come before more is parsed. */
  get full(): boolean {
    return this.#rows === this.#capacity;
  }

  /** What was parsed since the last call. */
  take(): ParsedBatch {
    const taken = {batch: this.#batch.columns(this.#rows), dropped: this.#batch.droppedRows};
    this.#before += this.#rows;
    this.#rows = 0;
    this.#batch = new FlowBatch(this.#layout, this.#capacity, this.#spares);
    return taken;
  }

  /**
   * Parses lines of `bytes` from `from` until `end`, which stands just after a newline, or until full.
   *
   * One loop a column and no calls: a loop shared by all columns takes twice as long, because its length is then not
   * predictable. `odd` gathers whatever is not plain digits of a known code in the expected place; such a line goes to
   * `readLine`, which alone judges.
   *
   * @returns where it stopped, at the start of a line
   * @throws BadCellFound as `readLine` does
   */
  parse(bytes: Uint8Array, from: number, end: number): number {
    const {year, reporter, partner, product, value, weight} = this.#batch;
    const reporters = this.#reporters;
    const partners = this.#partners;
    const products = this.#products;
    const delimiter = this.#layout.delimiter.charCodeAt(0) - ZERO;
    const valuePower = this.#layout.value.scale + THOUSANDTHS;
    const weightPower = this.#layout.quantity.scale + THOUSANDTHS;
    let row = this.#rows;
    let at = from;
    for (; at < end && row < this.#capacity; row++) {
      const line = at;
      let odd = 0;
      let digit = (bytes[at] ?? NEWLINE) - ZERO;
      let whole = 0;
      while (digit >= 0 && digit <= 9) {
        whole = whole * 10 + digit;
        digit = (bytes[++at] ?? NEWLINE) - ZERO;
      }
      odd |= digit ^ delimiter;
      if (at - line !== 4 || whole < 1000) odd = 1;
      year[row] = whole;

      digit = (bytes[++at] ?? NEWLINE) - ZERO;
      whole = 0;
      while (digit >= 0 && digit <= 9) {
        whole = whole * 10 + digit;
        digit = (bytes[++at] ?? NEWLINE) - ZERO;
      }
      odd |= digit ^ delimiter;
      const origin = reporters[whole] ?? -1;
      reporter[row] = origin;

      digit = (bytes[++at] ?? NEWLINE) - ZERO;
      whole = 0;
      while (digit >= 0 && digit <= 9) {
        whole = whole * 10 + digit;
        digit = (bytes[++at] ?? NEWLINE) - ZERO;
      }
      odd |= digit ^ delimiter;
      const destination = partners[whole] ?? -1;
      partner[row] = destination;
      if (origin === destination) odd = 1;

      digit = (bytes[++at] ?? NEWLINE) - ZERO;
      whole = 0;
      while (digit >= 0 && digit <= 9) {
        whole = whole * 10 + digit;
        digit = (bytes[++at] ?? NEWLINE) - ZERO;
      }
      odd |= digit ^ delimiter;
      const good = products[whole] ?? -1;
      product[row] = good;
      // Each is −1 for a code that is unknown or drops its row, so that one sign tells of all.
      odd |= (origin | destination | good) >> 31;

      while (bytes[++at] === SPACE);
      let start = at;
      let mantissa = 0;
      let fraction = 0;
      digit = (bytes[at] ?? NEWLINE) - ZERO;
      while (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digit = (bytes[++at] ?? NEWLINE) - ZERO;
      }
      if (at === start) odd = 1;
      if (digit === POINT - ZERO) {
        start = at + 1;
        digit = (bytes[start] ?? NEWLINE) - ZERO;
        for (at = start; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? NEWLINE) - ZERO)
          mantissa = mantissa * 10 + digit;
        fraction = at - start;
      }
      odd |= digit ^ delimiter;
      let thousandths = scaled(mantissa, valuePower - fraction);
      if (mantissa > EXACT || thousandths > MOST_THOUSANDTHS) odd = 1;
      writeThousandths(value, row, thousandths);

      while (bytes[++at] === SPACE);
      start = at;
      mantissa = 0;
      fraction = 0;
      digit = (bytes[at] ?? NEWLINE) - ZERO;
      while (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        digit = (bytes[++at] ?? NEWLINE) - ZERO;
      }
      if (at === start) {
        at = this.#afterMissing(bytes, at, row);
        digit = (bytes[at] ?? NEWLINE) - ZERO;
      } else if (digit === POINT - ZERO) {
        start = at + 1;
        digit = (bytes[start] ?? NEWLINE) - ZERO;
        for (at = start; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? NEWLINE) - ZERO)
          mantissa = mantissa * 10 + digit;
        fraction = at - start;
      }
      if (digit === RETURN - ZERO) digit = (bytes[++at] ?? NEWLINE) - ZERO;
      odd |= digit ^ (NEWLINE - ZERO);
      thousandths = scaled(mantissa, weightPower - fraction);
      if (mantissa > EXACT || thousandths > MOST_THOUSANDTHS) odd = 1;
      writeThousandths(weight, row, thousandths);
      at++;

      if (odd !== 0) at = this.#oddLine(bytes, line, row);
    }
    this.#rows = row;
    return at;
  }

  /** Where the word for a missing weight that stands at `at` ends; `at` itself when none does. */
  #afterMissing(bytes: Uint8Array, at: number, row: number): number {
    for (const word of this.#missing) {
      const end = at + word.length;
      const ends = bytes[end] === NEWLINE || bytes[end] === RETURN;
      if (!ends || word.some((byte, offset) => bytes[at + offset] !== byte)) continue;
      this.#batch.leaveOut("weight", row);
      return end;
    }
    return at;
  }

  /** Returns where the next line starts. */
  #oddLine(bytes: Uint8Array, from: number, row: number): number {
    const end = bytes.indexOf(NEWLINE, from);
    const text = new TextDecoder().decode(bytes.subarray(from, end)).replace(/\r$/, "");
    this.#store(row, readLine(text, this.#before + row + 2, this.#layout));
    return end + 1;
  }

  #store(row: number, line: FlowLine): void {
    const batch = this.#batch;
    batch.year[row] = line.year;
    for (const column of ["reporter", "partner", "product"] as const) {
      batch[column][row] = Math.max(line[column], 0);
      if (line[column] < 0) batch.leaveOut(column, row);
    }
    for (const column of ["value", "weight"] as const) {
      const missing = Number.isNaN(line[column]);
      writeThousandths(batch[column], row, missing ? 0 : line[column]);
      if (missing) batch.leaveOut(column, row);
    }
    if (line.reason >= 0) batch.drop(row, line.reason);
  }
}

function scaled(mantissa: number, power: number): number {
  return power >= 0
    ? mantissa * (POWERS[power] ?? 10 ** power)
    : Math.round(mantissa / (POWERS[-power] ?? 10 ** -power));
}

/** Positions by code; −1 for codes that are unknown or drop their row. */
function lookup({positions}: BulkCode): Int32Array {
  const table = new Int32Array(Math.max(...positions.keys(), 0) + 1).fill(-1);
  for (const [code, position] of positions) table[code] = Math.max(position, -1);
  return table;
}
