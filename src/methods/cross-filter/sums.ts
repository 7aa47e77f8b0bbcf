/** Sums of one group. */
export interface CrossGroup {
  /** Code of the group; 0 where all cells are one. */
  readonly code: number;
  /** In the smallest unit; exact up to 2^53, else the nearest number. */
  readonly amount: number;
  readonly records: number;
  readonly silent: number;
}

// A half holds 26 bits, so that 2^27 lower halves add up within 2^53; upper halves are carried over long before.
const HALF = 2 ** 26;

/** A table of exact sums, row-major: amounts in two halves, records, records without an amount. */
export class Sums {
  readonly rows: number;
  readonly columns: number;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly records: Float64Array;
  readonly silent: Float64Array;

  constructor(rows: number, columns: number) {
    const size = rows * columns;
    this.rows = rows;
    this.columns = columns;
    this.high = new Float64Array(size);
    this.low = new Float64Array(size);
    this.records = new Float64Array(size);
    this.silent = new Float64Array(size);
  }

  /** Adds one cell at a place; `amount` is a whole number below 2^53. */
  add(place: number, amount: number, records: number, silent: number): void {
    const high = Math.floor(amount / HALF);
    this.high[place] = realAt(this.high, place) + high;
    this.low[place] = realAt(this.low, place) + (amount - high * HALF);
    this.records[place] = realAt(this.records, place) + records;
    this.silent[place] = realAt(this.silent, place) + silent;
  }
}

/** The kept rows of a table added up; null keeps all. */
export function sliced(table: Sums, kept: Uint8Array | null): Sums {
  const sums = new Sums(1, table.columns);
  for (let row = 0; row < table.rows; row++) {
    if (kept !== null && kept[row] !== 1) continue;
    for (let column = 0; column < table.columns; column++) {
      const from = row * table.columns + column;
      sums.high[column] = realAt(sums.high, column) + realAt(table.high, from);
      sums.low[column] = realAt(sums.low, column) + realAt(table.low, from);
      sums.records[column] = realAt(sums.records, column) + realAt(table.records, from);
      sums.silent[column] = realAt(sums.silent, column) + realAt(table.silent, from);
    }
  }
  return sums;
}

/** The columns of one row that have a record, and are kept. */
export function groupsOf(sums: Sums, kept: Uint8Array | null): readonly CrossGroup[] {
  const groups: CrossGroup[] = [];
  for (let code = 0; code < sums.columns; code++) {
    const records = realAt(sums.records, code);
    if (records === 0 || (kept !== null && kept[code] !== 1)) continue;
    const amount = wholeOf(realAt(sums.high, code), realAt(sums.low, code));
    groups.push({code, amount, records, silent: realAt(sums.silent, code)});
  }
  return groups;
}

// Both halves are whole and exact; carrying first leaves one rounding, of the sum itself.
function wholeOf(high: number, low: number): number {
  const carried = Math.floor(low / HALF);
  return (high + carried) * HALF + (low - carried * HALF);
}

/** A number of an array whose length is known to hold the place. */
function realAt(values: Float64Array, place: number): number {
  return values[place] ?? Number.NaN;
}
