import type {CrossCells} from "./cells.ts";
import {Sums} from "./sums.ts";

/** What a table is of: dimensions by their number, the last one being that of the cells within a run. */
export interface TableAsked {
  /** The columns. */
  readonly by: number;
  /** The rows. */
  readonly moving: number;
  /** Choices in the other dimensions; those of rows and columns are not looked at. */
  readonly kept: readonly (Uint8Array | null)[];
}

/** The sums of each run: one row, a column a run. */
export function runSums(cells: CrossCells): Sums {
  const runs = cells.starts.length - 1;
  const sums = new Sums(1, runs);
  const adder = new RunAdder(cells, sums);
  for (let run = 0; run < runs; run++) adder.whole(run, run);
  return sums;
}

/**
 * Sums by the rows' dimension and the columns', under the choices in the others. Where the last dimension plays no part the sums of the
 * runs are enough, which are many times fewer than cells.
 */
export function tableOf(cells: CrossCells, totals: Sums, asked: TableAsked): Sums {
  const {by, moving, kept} = asked;
  const {outer, inner} = cells;
  const sizeOf = (dimension: number) => (outer[dimension] ?? inner).size;
  const sums = new Sums(sizeOf(moving), sizeOf(by));
  const adder = new RunAdder(cells, sums);
  const others = othersOf(cells, asked);
  const [rowCodes, columnCodes] = [outer[moving]?.codes ?? null, outer[by]?.codes ?? null];
  const last = outer.length;
  const mask = kept[last] ?? null;
  runs: for (let run = 0; run < totals.columns; run++) {
    for (const other of others) if (other.mask[codeAt(other.codes, run)] !== 1) continue runs;
    const row = rowCodes === null ? 0 : codeAt(rowCodes, run);
    const column = columnCodes === null ? 0 : codeAt(columnCodes, run);
    const place = row * sums.columns + column;
    if (by === last) adder.spread(run, place, 1);
    else if (moving === last) adder.spread(run, place, sums.columns);
    else if (mask === null) sums.addFrom(place, totals, run);
    else adder.chosen(run, place, mask);
  }
  return sums;
}

interface Other {
  readonly mask: Uint8Array;
  readonly codes: Uint8Array | Uint16Array;
}

function othersOf({outer}: CrossCells, {by, moving, kept}: TableAsked): readonly Other[] {
  return outer.flatMap(({codes}, at) => {
    const mask = kept[at];
    return mask === null || mask === undefined || at === by || at === moving ? [] : [{mask, codes}];
  });
}

/**
 * Adds the cells of one run after the other to a table. Each array is read where it stands: one function for arrays of several kinds
 * would look up the kind at each of tens of millions of cells, which takes ten times as long.
 */
export class RunAdder {
  readonly #cells: CrossCells;
  readonly #sums: Sums;

  constructor(cells: CrossCells, sums: Sums) {
    this.#cells = cells;
    this.#sums = sums;
  }

  /** All cells of a run, at one place. */
  whole(run: number, place: number): void {
    const {starts, high, low, records, silent} = this.#cells;
    const end = Number(starts[run + 1]);
    let highs = 0;
    let lows = 0;
    let counts = 0;
    let silents = 0;
    for (let cell = Number(starts[run]); cell < end; cell++) {
      highs += Number(high[cell]);
      lows += Number(low[cell]);
      counts += Number(records[cell]);
      if (silent !== null) silents += Number(silent[cell]);
    }
    this.#sums.add(place, {high: highs, low: lows, records: counts, silent: silents});
  }

  /** The cells of a run whose code is chosen, at one place. */
  chosen(run: number, place: number, mask: Uint8Array): void {
    const {starts, inner, high, low, records, silent} = this.#cells;
    const {codes} = inner;
    const end = Number(starts[run + 1]);
    let highs = 0;
    let lows = 0;
    let counts = 0;
    let silents = 0;
    for (let cell = Number(starts[run]); cell < end; cell++) {
      if (mask[Number(codes[cell])] !== 1) continue;
      highs += Number(high[cell]);
      lows += Number(low[cell]);
      counts += Number(records[cell]);
      if (silent !== null) silents += Number(silent[cell]);
    }
    this.#sums.add(place, {high: highs, low: lows, records: counts, silent: silents});
  }

  /** The cells of a run, each at the place of its code: `stride` apart. */
  spread(run: number, place: number, stride: number): void {
    const {starts, inner, high, low, records, silent} = this.#cells;
    const {codes} = inner;
    const sums = this.#sums;
    const end = Number(starts[run + 1]);
    for (let cell = Number(starts[run]); cell < end; cell++) {
      const at = place + stride * Number(codes[cell]);
      sums.high[at] = Number(sums.high[at]) + Number(high[cell]);
      sums.low[at] = Number(sums.low[at]) + Number(low[cell]);
      sums.records[at] = Number(sums.records[at]) + Number(records[cell]);
      if (silent !== null) sums.silent[at] = Number(sums.silent[at]) + Number(silent[cell]);
    }
  }
}

/** A code of an array whose length is known to hold the place. */
function codeAt(codes: Uint8Array | Uint16Array, place: number): number {
  return codes[place] ?? Number.NaN;
}
