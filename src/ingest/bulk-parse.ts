import {BadCellFound, type BulkAmount, type BulkCode, type BulkLayout, layoutColumns} from "./bulk-layout.ts";

/** Parsed rows by column: positions of labels (negative: see {@link BulkCode}), amounts in units, NaN where missing. */
export interface Lanes {
  readonly year: Int16Array;
  readonly reporter: Int32Array;
  readonly partner: Int32Array;
  readonly product: Int32Array;
  readonly value: Float64Array;
  readonly quantity: Float64Array;
}

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const POINT = 46;
const ZERO = 48;
/** Stands in a lookup table where there is no code. */
const UNKNOWN = -2_147_483_648;
// Below 2^53 the digits are exact, and one multiplication or division by an exact power of ten rounds correctly.
const EXACT = 9_007_199_254_740_000;
// A thousandth of a unit is kept, exactly up to here: nine million million dollars or kilograms in one flow.
const MOST = 9e12;
const POWERS = Float64Array.from({length: 23}, (_, power) => 10 ** power);
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Turns whole lines into lanes of at most `capacity` rows. */
export class BulkParser {
  readonly #layout: BulkLayout;
  readonly #capacity: number;
  readonly #reporters: Int32Array;
  readonly #partners: Int32Array;
  readonly #products: Int32Array;
  readonly #missing: readonly Uint8Array[];
  readonly #lanes: Lanes;
  #rows = 0;
  #before = 0;

  constructor(layout: BulkLayout, capacity: number) {
    this.#layout = layout;
    this.#capacity = capacity;
    this.#reporters = lookup(layout.reporter);
    this.#partners = lookup(layout.partner);
    this.#products = lookup(layout.product);
    this.#missing = ["", ...layout.quantity.missing].map((word) => new TextEncoder().encode(word));
    this.#lanes = emptyLanes(capacity);
  }

  /** True when `take` must come before more is parsed. */
  get full(): boolean {
    return this.#rows === this.#capacity;
  }

  /** What was parsed since the last call. The lanes are good until the next `parse`, and hold nothing beyond `rows`. */
  take(): {readonly rows: number; readonly lanes: Lanes} {
    const taken = {rows: this.#rows, lanes: this.#lanes};
    this.#before += this.#rows;
    this.#rows = 0;
    return taken;
  }

  /**
   * Parses lines of `bytes` from `from` until `end`, which stands just after a newline, or until full.
   *
   * One loop a column and no calls: a loop shared by all columns takes twice as long, because its length is then not
   * predictable. A line with anything but plain digits in the expected places goes to the slow path, which alone judges.
   *
   * @returns where it stopped, at the start of a line
   * @throws BadCellFound for the first cell that does not fit its column, or a line of another width
   */
  parse(bytes: Uint8Array, from: number, end: number): number {
    const {year, reporter, partner, product, value, quantity} = this.#lanes;
    const {reporters, partners, products} = {
      reporters: this.#reporters,
      partners: this.#partners,
      products: this.#products,
    };
    const delimiter = this.#layout.delimiter.charCodeAt(0) - ZERO;
    const valueScale = this.#layout.value.scale;
    const quantityScale = this.#layout.quantity.scale;
    let row = this.#rows;
    let at = from;
    for (; at < end && row < this.#capacity; row++) {
      const line = at;
      let odd = 0;
      let digit = 0;
      let whole = 0;
      for (
        digit = (bytes[at] ?? NEWLINE) - ZERO;
        digit >= 0 && digit <= 9;
        digit = (bytes[++at] ?? NEWLINE) - ZERO
      )
        whole = whole * 10 + digit;
      odd |= digit ^ delimiter;
      if (at - line !== 4 || whole < 1000) odd = 1;
      year[row] = whole;

      whole = 0;
      for (
        digit = (bytes[++at] ?? NEWLINE) - ZERO;
        digit >= 0 && digit <= 9;
        digit = (bytes[++at] ?? NEWLINE) - ZERO
      )
        whole = whole * 10 + digit;
      odd |= digit ^ delimiter;
      let position = reporters[whole] ?? UNKNOWN;
      if (position === UNKNOWN) odd = 1;
      reporter[row] = position;

      whole = 0;
      for (
        digit = (bytes[++at] ?? NEWLINE) - ZERO;
        digit >= 0 && digit <= 9;
        digit = (bytes[++at] ?? NEWLINE) - ZERO
      )
        whole = whole * 10 + digit;
      odd |= digit ^ delimiter;
      position = partners[whole] ?? UNKNOWN;
      if (position === UNKNOWN) odd = 1;
      partner[row] = position;

      whole = 0;
      for (
        digit = (bytes[++at] ?? NEWLINE) - ZERO;
        digit >= 0 && digit <= 9;
        digit = (bytes[++at] ?? NEWLINE) - ZERO
      )
        whole = whole * 10 + digit;
      odd |= digit ^ delimiter;
      position = products[whole] ?? UNKNOWN;
      if (position === UNKNOWN) odd = 1;
      product[row] = position;

      while (bytes[++at] === SPACE);
      let start = at;
      let mantissa = 0;
      let fraction = 0;
      for (
        digit = (bytes[at] ?? NEWLINE) - ZERO;
        digit >= 0 && digit <= 9;
        digit = (bytes[++at] ?? NEWLINE) - ZERO
      )
        mantissa = mantissa * 10 + digit;
      if (at === start) odd = 1;
      if (digit === POINT - ZERO) {
        start = at + 1;
        for (
          digit = (bytes[++at] ?? NEWLINE) - ZERO;
          digit >= 0 && digit <= 9;
          digit = (bytes[++at] ?? NEWLINE) - ZERO
        )
          mantissa = mantissa * 10 + digit;
        fraction = at - start;
      }
      odd |= digit ^ delimiter;
      const worth = fraction === valueScale ? mantissa : scaled(mantissa, valueScale - fraction);
      if (mantissa > EXACT || worth > MOST) odd = 1;
      value[row] = worth;

      while (bytes[++at] === SPACE);
      start = at;
      mantissa = 0;
      fraction = 0;
      for (
        digit = (bytes[at] ?? NEWLINE) - ZERO;
        digit >= 0 && digit <= 9;
        digit = (bytes[++at] ?? NEWLINE) - ZERO
      )
        mantissa = mantissa * 10 + digit;
      if (at === start) {
        at = this.#afterMissing(bytes, at);
        digit = (bytes[at] ?? NEWLINE) - ZERO;
        mantissa = Number.NaN;
      } else if (digit === POINT - ZERO) {
        start = at + 1;
        for (
          digit = (bytes[++at] ?? NEWLINE) - ZERO;
          digit >= 0 && digit <= 9;
          digit = (bytes[++at] ?? NEWLINE) - ZERO
        )
          mantissa = mantissa * 10 + digit;
        fraction = at - start;
      }
      if (digit === RETURN - ZERO) digit = (bytes[++at] ?? NEWLINE) - ZERO;
      odd |= digit ^ (NEWLINE - ZERO);
      const weight = fraction === quantityScale ? mantissa : scaled(mantissa, quantityScale - fraction);
      if (mantissa > EXACT || weight > MOST) odd = 1;
      quantity[row] = weight;
      at++;

      if (odd !== 0) at = this.#slowLine(bytes, line, row);
    }
    this.#rows = row;
    return at;
  }

  /** Where the word for "missing" that stands at `at` ends; `at` itself when none does. */
  #afterMissing(bytes: Uint8Array, at: number): number {
    for (const word of this.#missing) {
      const end = at + word.length;
      const ends = bytes[end] === NEWLINE || bytes[end] === RETURN;
      if (ends && word.every((byte, offset) => bytes[at + offset] === byte)) return end;
    }
    return at;
  }

  /** Reads one line cell by cell; the only place that decides what is wrong with a line. Returns where the next one starts. */
  #slowLine(bytes: Uint8Array, from: number, row: number): number {
    const end = bytes.indexOf(NEWLINE, from);
    const text = new TextDecoder().decode(bytes.subarray(from, end)).replace(/\r$/, "");
    const {delimiter, reporter, partner, product, value, quantity} = this.#layout;
    const cells = text.split(delimiter).map(unquoted);
    const found = {row: this.#before + row + 2, cells};
    const names = layoutColumns(this.#layout);
    if (cells.length !== names.length) throw wrongWidth(found, names);
    const lanes = this.#lanes;
    lanes.year[row] = year({...found, column: 0, name: this.#layout.year});
    lanes.reporter[row] = position({...found, column: 1, name: reporter.name}, this.#reporters);
    lanes.partner[row] = position({...found, column: 2, name: partner.name}, this.#partners);
    lanes.product[row] = position({...found, column: 3, name: product.name}, this.#products);
    lanes.value[row] = amount({...found, column: 4, name: value.name}, value);
    lanes.quantity[row] = amount({...found, column: 5, name: quantity.name}, quantity);
    return end + 1;
  }
}

interface FoundCell {
  readonly row: number;
  readonly cells: readonly string[];
  readonly column: number;
  readonly name: string;
}

function year(found: FoundCell): number {
  const text = textOf(found);
  return /^[1-9]\d{3}$/.test(text) ? Number(text) : refuse(found, "a year");
}

function position(found: FoundCell, table: Int32Array): number {
  const text = textOf(found);
  if (!/^\d{1,9}$/.test(text)) return refuse(found, "a code of digits");
  const at = table[Number(text)] ?? UNKNOWN;
  return at === UNKNOWN ? refuse(found, "a known code") : at;
}

function amount(found: FoundCell, {scale, missing}: BulkAmount): number {
  const text = textOf(found);
  if (text === "" || missing.includes(text)) return Number.NaN;
  const number = DECIMAL.test(text) ? Number(shifted(text, scale)) : Number.NaN;
  if (Number.isNaN(number)) return refuse(found, "a number");
  return Math.abs(number) <= MOST ? number : refuse(found, "a number of at most 9e12 whole units");
}

function textOf({cells, column}: FoundCell): string {
  return cells[column] ?? "";
}

function refuse(found: FoundCell, wanted: string): never {
  throw new BadCellFound({row: found.row, column: found.name, value: textOf(found), wanted});
}

function wrongWidth(
  {row, cells}: {row: number; cells: readonly string[]},
  names: readonly string[],
): BadCellFound {
  const column = names[Math.min(cells.length, names.length) - 1] ?? "";
  const wanted = `the end of a line of ${names.length} cells: this one has ${cells.length}`;
  return new BadCellFound({row, column, value: cells.at(-1) ?? "", wanted});
}

function unquoted(cell: string): string {
  const text = cell.trim();
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1).trim() : text;
}

function scaled(mantissa: number, power: number): number {
  return power >= 0 ? mantissa * (POWERS[power] ?? 10 ** power) : mantissa / (POWERS[-power] ?? 10 ** -power);
}

/** A decimal text with its exponent moved: "1.5" by 3 is "1.5e3", so that one rounding gives the value. */
function shifted(text: string, power: number): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  return `${mantissa}e${Number(exponent) + power}`;
}

function lookup({positions}: BulkCode): Int32Array {
  const table = new Int32Array(Math.max(...positions.keys(), 0) + 1).fill(UNKNOWN);
  for (const [code, at] of positions) table[code] = at;
  return table;
}

function emptyLanes(rows: number): Lanes {
  return {
    year: new Int16Array(rows),
    reporter: new Int32Array(rows),
    partner: new Int32Array(rows),
    product: new Int32Array(rows),
    value: new Float64Array(rows),
    quantity: new Float64Array(rows),
  };
}
