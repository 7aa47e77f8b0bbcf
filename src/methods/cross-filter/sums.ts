import {HALF} from "./cells.ts";

/** Sums of one group. */
export interface CrossGroup {
  /** Code of the group; 0 where all cells are one. */
  readonly code: number;
  /** In the smallest unit; exact up to 2^53, else the nearest number. */
  readonly amount: number;
  readonly records: number;
  readonly silent: number;
}

/** Figures of some cells; an amount in two halves. */
export interface SumParts {
  readonly high: number;
  readonly low: number;
  readonly records: number;
  readonly silent: number;
}

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

  /** Adds figures at a place. */
  add(place: number, {high, low, records, silent}: SumParts): void {
    this.high[place] = realAt(this.high, place) + high;
    this.low[place] = realAt(this.low, place) + low;
    this.records[place] = realAt(this.records, place) + records;
    this.silent[place] = realAt(this.silent, place) + silent;
  }

  /** Adds what stands at a place of another table. */
  addFrom(place: number, other: Sums, from: number): void {
    this.high[place] = realAt(this.high, place) + realAt(other.high, from);
    this.low[place] = realAt(this.low, place) + realAt(other.low, from);
    this.records[place] = realAt(this.records, place) + realAt(other.records, from);
    this.silent[place] = realAt(this.silent, place) + realAt(other.silent, from);
  }
}

/** A table less another of the same places. */
export function lessened(table: Sums, by: Sums): Sums {
  const less = new Sums(table.rows, table.columns);
  for (let place = 0; place < table.high.length; place++) {
    less.high[place] = realAt(table.high, place) - realAt(by.high, place);
    less.low[place] = realAt(table.low, place) - realAt(by.low, place);
    less.records[place] = realAt(table.records, place) - realAt(by.records, place);
    less.silent[place] = realAt(table.silent, place) - realAt(by.silent, place);
  }
  return less;
}

/** The kept rows of a table added up; null keeps all. */
export function sliced(table: Sums, kept: Uint8Array | null): Sums {
  const sums = new Sums(1, table.columns);
  for (let row = 0; row < table.rows; row++) {
    if (kept !== null && kept[row] !== 1) continue;
    for (let column = 0; column < table.columns; column++)
      sums.addFrom(column, table, row * table.columns + column);
  }
  return sums;
}

/** The columns of one row that have a record, and are kept. */
export function groupsOf(sums: Sums, kept: Uint8Array | null): readonly CrossGroup[] {
  const groups: CrossGroup[] = [];
  for (let code = 0; code < sums.columns; code++) {
    if (kept !== null && kept[code] !== 1) continue;
    const group = groupAt(sums, code);
    if (group !== null) groups.push({...group, code});
  }
  return groups;
}

/** The kept columns of one row as one group; none where they have no record. */
export function wholeOf(sums: Sums, kept: Uint8Array | null): readonly CrossGroup[] {
  const whole = new Sums(1, 1);
  for (let code = 0; code < sums.columns; code++)
    if (kept === null || kept[code] === 1) whole.addFrom(0, sums, code);
  const group = groupAt(whole, 0);
  return group === null ? [] : [group];
}

function groupAt(sums: Sums, code: number): CrossGroup | null {
  const records = realAt(sums.records, code);
  if (records === 0) return null;
  const amount = joined(realAt(sums.high, code), realAt(sums.low, code));
  return {code, amount, records, silent: realAt(sums.silent, code)};
}

// Both halves are whole and exact; carrying first leaves one rounding, of the sum itself.
function joined(high: number, low: number): number {
  const carried = Math.floor(low / HALF);
  return (high + carried) * HALF + (low - carried * HALF);
}

/** A number of an array whose length is known to hold the place. */
function realAt(values: Float64Array, place: number): number {
  return values[place] ?? Number.NaN;
}
