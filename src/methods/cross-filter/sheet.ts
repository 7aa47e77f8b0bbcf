import type {CrossCells} from "./cells.ts";
import {addSpread} from "./kernels.ts";
import {Sums} from "./sums.ts";
import type {TableAsked} from "./table.ts";

/** Sums of all cells by two outer dimensions and the last one. */
export interface Sheet {
  /** The outer dimensions, by number. */
  readonly first: number;
  readonly second: number;
  /** A row for each pair of their codes, the second's running faster; a column for each code of the last. */
  readonly sums: Sums;
}

/** Places of a sheet at most; one takes 32 bytes. */
const MOST_PLACES = 1 << 20;
/** A sheet is worth its making where it has several times fewer places than there are cells. */
const LEAST_SAVING = 4;

/** The sheets of cells that are worth their making; one look at the cells each. */
export function sheetsOf(cells: CrossCells, leastSaving: number = LEAST_SAVING): Sheet[] {
  const {outer, inner} = cells;
  const sheets: Sheet[] = [];
  for (const [first, one] of outer.entries())
    for (const [second, other] of outer.entries()) {
      const size = one.size * other.size * inner.size;
      if (second <= first || size > MOST_PLACES || size * leastSaving > inner.codes.length) continue;
      const sums = new Sums(one.size * other.size, inner.size);
      const runs = Uint32Array.from(one.codes.keys());
      const places = runs.map(
        (run) => (Number(one.codes[run]) * other.size + Number(other.codes[run])) * inner.size,
      );
      addSpread(cells, sums, {runs, places, stride: 1});
      sheets.push({first, second, sums});
    }
  return sheets;
}

/** A sheet that a table can be added up from; null where another dimension plays a part, or the last one plays none. */
export function sheetFor(
  sheets: readonly Sheet[],
  {outer}: CrossCells,
  {by, moving, kept}: TableAsked,
): Sheet | null {
  const matters = (at: number) => at === by || at === moving || (kept[at] ?? null) !== null;
  if (!matters(outer.length)) return null;
  const needed = [...outer.keys()].filter(matters);
  return sheets.find(({first, second}) => needed.every((at) => at === first || at === second)) ?? null;
}

/** As `tableOf`, from a sheet. */
export function tableOfSheet(
  {first, second, sums: from}: Sheet,
  {outer, inner}: CrossCells,
  {by, moving, kept}: TableAsked,
): Sums {
  const last = outer.length;
  const sizeOf = (dimension: number) => (outer[dimension] ?? inner).size;
  const sums = new Sums(sizeOf(moving), sizeOf(by));
  // Steps of the place for a step in each dimension; none in one that is only chosen from.
  const step = (dimension: number) => (dimension === by ? 1 : dimension === moving ? sums.columns : 0);
  const codesOf = (dimension: number) => chosenCodes(kept, dimension, {by, moving, size: sizeOf(dimension)});
  const [seconds, columns] = [codesOf(second), codesOf(last)];
  for (const one of codesOf(first))
    for (const other of seconds)
      for (const column of columns) {
        const place = one * step(first) + other * step(second) + column * step(last);
        sums.addFrom(place, from, (one * sizeOf(second) + other) * from.columns + column);
      }
  return sums;
}

/** Codes of a dimension that are added up: all of a row's or column's, else those chosen. */
function chosenCodes(
  kept: TableAsked["kept"],
  dimension: number,
  {by, moving, size}: {readonly by: number; readonly moving: number; readonly size: number},
): number[] {
  const mask = dimension === by || dimension === moving ? null : (kept[dimension] ?? null);
  return [...Array(size).keys()].filter((code) => mask === null || mask[code] === 1);
}
