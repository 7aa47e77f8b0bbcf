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
const POWERS = Float64Array.from({length: 23}, (_, power) => 10 ** power);
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/;

/** Turns whole lines into lanes of at most `capacity` rows. */
export class BulkParser {
  readonly #layout: BulkLayout;
  readonly #capacity: number;
  readonly #reporters: Int32Array;
  readonly #partners: Int32Array;
  readonly #products: Int32Array;
  #lanes: Lanes;
  #rows = 0;
  #before = 0;

  constructor(layout: BulkLayout, capacity: number) {
    this.#layout = layout;
    this.#capacity = capacity;
    this.#reporters = lookup(layout.reporter);
    this.#partners = lookup(layout.partner);
    this.#products = lookup(layout.product);
    this.#lanes = emptyLanes(capacity);
  }

  /** True when `take` must come before more is parsed. */
  get full(): boolean {
    return this.#rows === this.#capacity;
  }

  /** What was parsed since the last call; the lanes beyond `rows` hold nothing. */
  take(): {readonly rows: number; readonly lanes: Lanes} {
    const taken = {rows: this.#rows, lanes: this.#lanes};
    this.#before += this.#rows;
    this.#rows = 0;
    this.#lanes = emptyLanes(this.#capacity);
    return taken;
  }

  /**
   * Parses lines of `bytes` from `from` until `end`, which stands just after a newline, or until full.
   *
   * One loop a column and no calls: a loop shared by all columns took twice as long, because its length is then not
   * predictable. Whatever is not plain digits in the expected places goes to {@link #slowLine}.
   *
   * @returns where it stopped, at the start of a line
   * @throws BadCellFound for the first cell that does not fit its column, or a line of another width
   */
  parse(bytes: Uint8Array, from: number, end: number): number {
    const {year, reporter, partner, product, value, quantity} = this.#lanes;
    const reporters = this.#reporters;
    const partners = this.#partners;
    const products = this.#products;
    const delimiter = this.#layout.delimiter.charCodeAt(0);
    const valueScale = this.#layout.value.scale;
    const quantityScale = this.#layout.quantity.scale;
    const capacity = this.#capacity;
    let row = this.#rows;
    let at = from;
    while (at < end && row < capacity) {
      const line = at;
      let digit = 0;
      let whole = 0;
      while ((digit = (bytes[at] ?? 0) - ZERO) >= 0 && digit <= 9) at = next(at, (whole = whole * 10 + digit));
      at++;
    }
    return at;
  }
}
