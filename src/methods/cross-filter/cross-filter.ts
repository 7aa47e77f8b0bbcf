import {type CrossGroup, groupsOf, Sums, sliced} from "./sums.ts";

export type {CrossGroup} from "./sums.ts";

/** Cells by a few names: one code a dimension and cell, and the three figures that are added up. */
export interface CrossCells {
  readonly dimensions: readonly CrossDimension[];
  /** Whole numbers of the smallest unit, at most 2^53 − 1 each; length n. */
  readonly amounts: Float64Array;
  /** Records behind a cell, length n. */
  readonly records: Float64Array;
  /** Those of them without an amount, length n. */
  readonly silent: Float64Array;
}

/** A dimension of the cells: codes 0..size−1, length n. */
export interface CrossDimension {
  readonly codes: Uint8Array | Uint16Array;
  readonly size: number;
}

/** Which codes of each dimension are kept: 1 kept, 0 left out, length size; null keeps all. */
export type Kept = readonly (Uint8Array | null)[];

/** Tables kept between questions: a brush asks for the same ones at every step. */
const MOST_TABLES = 24;

/**
 * Sums of cells by one dimension under choices in all of them (cross-filter; Moritz, Howe & Heer 2019,
 * doi:10.1145/3290605.3300924).
 *
 * A question is answered from a small table of sums by the dimension that moves and the one asked for, under the choices in
 * the others. While a person moves one choice the table stays, so that a step costs no look at the cells. Amounts are
 * added as whole numbers in two halves: the sums are the same whatever was asked before, and in whatever order.
 */
export class CrossFilter {
  readonly #cells: CrossCells;
  readonly #tables = new Map<string, Sums>();
  #last: Kept = [];

  constructor(cells: CrossCells) {
    this.#cells = cells;
  }

  /**
   * Groups that have a record, ascending by code.
   *
   * @param by a dimension; null for one group of all
   * @param kept choices, one a dimension
   */
  groups(by: number | null, kept: Kept): readonly CrossGroup[] {
    const moving = this.#moving(by, kept);
    this.#last = kept;
    const table = this.#table({by, moving, kept});
    const chosen = moving === null ? null : (kept[moving] ?? null);
    const own = by === null ? null : (kept[by] ?? null);
    return groupsOf(sliced(table, chosen), own);
  }

  /**
   * The dimension whose choice differs from the last question's, or else the first with a choice. Without any it is the first
   * one, for it may be the next to move: the table is gathered in the same look at the cells.
   */
  #moving(by: number | null, kept: Kept): number | null {
    const others = kept.map((_, at) => at).filter((at) => at !== by);
    const chosen = others.filter((at) => kept[at] !== null);
    const moved = chosen.find((at) => keyOf(kept[at]) !== keyOf(this.#last[at]));
    return moved ?? chosen[0] ?? others[0] ?? null;
  }

  #table(asked: TableAsked): Sums {
    const {by, moving, kept} = asked;
    const others = kept.map((mask, at) => (at === by || at === moving ? "" : keyOf(mask)));
    const key = [by, moving, ...others].join("|");
    const known = this.#tables.get(key) ?? tableOf(this.#cells, asked);
    // The one used last is forgotten last.
    this.#tables.delete(key);
    this.#tables.set(key, known);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > MOST_TABLES && oldest !== undefined) this.#tables.delete(oldest);
    return known;
  }
}

interface TableAsked {
  readonly by: number | null;
  readonly moving: number | null;
  readonly kept: Kept;
}

function keyOf(mask: Uint8Array | null | undefined): string {
  return mask === null || mask === undefined ? "" : mask.join("");
}

/** Sums by the moving dimension (rows) and the one asked for (columns), under the choices in the others. */
function tableOf({dimensions, amounts, records, silent}: CrossCells, {by, moving, kept}: TableAsked): Sums {
  const [rows, columns] = [at(dimensions, moving), at(dimensions, by)];
  const sums = new Sums(rows?.size ?? 1, columns?.size ?? 1);
  const others = kept.flatMap((mask, place) => {
    const dimension = dimensions[place];
    return mask === null || place === by || place === moving || dimension === undefined
      ? []
      : [{mask, codes: dimension.codes}];
  });
  const [rowCodes, columnCodes] = [rows?.codes ?? null, columns?.codes ?? null];
  cells: for (let cell = 0; cell < amounts.length; cell++) {
    for (const {mask, codes} of others) if (mask[codes[cell] ?? Number.NaN] !== 1) continue cells;
    const row = rowCodes === null ? 0 : wholeAt(rowCodes, cell);
    const column = columnCodes === null ? 0 : wholeAt(columnCodes, cell);
    sums.add(
      row * sums.columns + column,
      wholeAt(amounts, cell),
      wholeAt(records, cell),
      wholeAt(silent, cell),
    );
  }
  return sums;
}

function at(dimensions: readonly CrossDimension[], place: number | null): CrossDimension | null {
  return place === null ? null : (dimensions[place] ?? null);
}

/** A number of an array whose length is known to hold the place. */
function wholeAt(values: Uint8Array | Uint16Array | Float64Array, place: number): number {
  return values[place] ?? Number.NaN;
}
