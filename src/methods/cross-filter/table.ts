import type {CrossCells} from "./cells.ts";
import {addChosen, addSpread, addWhole, type RunPlaces} from "./kernels.ts";
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
  const runs = Uint32Array.from({length: cells.starts.length - 1}, (_, run) => run);
  const sums = new Sums(1, runs.length);
  addWhole(cells, sums, {runs, places: runs});
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
  const placed = placedRuns(cells, asked, sums.columns);
  const last = outer.length;
  const mask = kept[last] ?? null;
  if (by === last) addSpread(cells, sums, {...placed, stride: 1});
  else if (moving === last) addSpread(cells, sums, {...placed, stride: sums.columns});
  else if (mask !== null) addChosen(cells, sums, {...placed, mask});
  else addTotals(sums, totals, placed);
  return sums;
}

function addTotals(sums: Sums, totals: Sums, {runs, places}: RunPlaces): void {
  for (let at = 0; at < runs.length; at++) sums.addFrom(Number(places[at]), totals, Number(runs[at]));
}

/** The runs that the choices in other dimensions keep, each at the place of its own codes. */
function placedRuns(cells: CrossCells, {by, moving, kept}: TableAsked, columns: number): RunPlaces {
  const {outer, starts} = cells;
  const others = outer.flatMap(({codes}, at) => {
    const mask = kept[at];
    return mask === null || mask === undefined || at === by || at === moving ? [] : [{mask, codes}];
  });
  const [rowCodes, columnCodes] = [outer[moving]?.codes ?? null, outer[by]?.codes ?? null];
  const most = starts.length - 1;
  const [runs, places] = [new Uint32Array(most), new Uint32Array(most)];
  let count = 0;
  every: for (let run = 0; run < most; run++) {
    for (const {mask, codes} of others) if (mask[codeAt(codes, run)] !== 1) continue every;
    const row = rowCodes === null ? 0 : codeAt(rowCodes, run);
    const column = columnCodes === null ? 0 : codeAt(columnCodes, run);
    runs[count] = run;
    places[count++] = row * columns + column;
  }
  return {runs: runs.subarray(0, count), places: places.subarray(0, count)};
}

/** A code of an array whose length is known to hold the place. */
function codeAt(codes: Uint8Array | Uint16Array, place: number): number {
  return codes[place] ?? Number.NaN;
}
