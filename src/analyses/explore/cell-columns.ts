import {HALF, upperHalf} from "../../methods/index.ts";

const FIRST_ROOM = 1024;

/** Cells gathered part by part: a code and the figures of each, as {@link CrossCells} holds them. */
export class CellColumns {
  chapters = new Uint8Array(FIRST_ROOM);
  high = new Int32Array(FIRST_ROOM);
  low = new Int32Array(FIRST_ROOM);
  records = new Int32Array(FIRST_ROOM);
  silent = new Int32Array(FIRST_ROOM);
  length = 0;

  /** Makes room for so many more. */
  reserve(more: number): void {
    const wanted = this.length + more;
    if (wanted <= this.chapters.length) return;
    const room = Math.max(wanted, Math.ceil(1.5 * this.chapters.length));
    this.chapters = moved(this.chapters, new Uint8Array(room));
    this.high = moved(this.high, new Int32Array(room));
    this.low = moved(this.low, new Int32Array(room));
    this.records = moved(this.records, new Int32Array(room));
    this.silent = moved(this.silent, new Int32Array(room));
  }

  /** Adds one cell where room was made; `amount` is a whole number that is exact. */
  add(chapter: number, amount: number, records: number, silent: number): void {
    const at = this.length++;
    const high = upperHalf(amount);
    this.chapters[at] = chapter;
    this.high[at] = high;
    this.low[at] = amount - high * HALF;
    this.records[at] = records;
    this.silent[at] = silent;
  }

  /** Some of the cells, those of ranges from one place up to another, in arrays of just their length. */
  kept(ranges: readonly CellRange[]): CellColumns {
    const length = ranges.reduce((sum, {from, below}) => sum + below - from, 0);
    const kept = new CellColumns();
    kept.chapters = joined(this.chapters, ranges, new Uint8Array(length));
    kept.high = joined(this.high, ranges, new Int32Array(length));
    kept.low = joined(this.low, ranges, new Int32Array(length));
    kept.records = joined(this.records, ranges, new Int32Array(length));
    kept.silent = joined(this.silent, ranges, new Int32Array(length));
    kept.length = length;
    return kept;
  }
}

/** Cells from one place up to another. */
export interface CellRange {
  readonly from: number;
  readonly below: number;
}

interface Numbers<Self> {
  set(from: Self, at?: number): void;
  subarray(from: number, below: number): Self;
}

function moved<Column extends Numbers<Column>>(from: Column, into: Column): Column {
  into.set(from);
  return into;
}

function joined<Column extends Numbers<Column>>(
  from: Column,
  ranges: readonly CellRange[],
  into: Column,
): Column {
  let at = 0;
  for (const range of ranges) {
    into.set(from.subarray(range.from, range.below), at);
    at += range.below - range.from;
  }
  return into;
}
