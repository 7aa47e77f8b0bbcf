import type {CrossCells} from "./cells.ts";
import {type Sheet, sheetFor, sheetsOf, tableOfSheet} from "./sheet.ts";
import {type CrossGroup, groupsOf, type Sums, sliced, wholeOf} from "./sums.ts";
import {runSums, type TableAsked, tableOf} from "./table.ts";

export type {CrossGroup} from "./sums.ts";

/** Which codes of each dimension are kept: 1 kept, 0 left out, length size; null keeps all. */
export type Kept = readonly (Uint8Array | null)[];

/** Tables kept between questions: a brush asks for the same ones at every step. */
const MOST_TABLES = 24;

/**
 * Sums of cells by one dimension under choices in all of them (cross-filter; Moritz, Howe & Heer 2019,
 * doi:10.1145/3290605.3300924).
 *
 * A question is answered from a small table of sums by the dimension that moves and the one asked for, under the choices in
 * the others. While a person moves one choice the table stays, so that a step costs no look at the cells. A new one is added up from
 * the sums of runs where the last dimension plays no part, from a sheet by three dimensions where these are enough, and from the cells
 * of the runs chosen else. Amounts are added as whole numbers in two
 * halves: the sums are the same whatever was asked before, and in whatever order.
 */
export class CrossFilter {
  readonly #cells: CrossCells;
  readonly #dimensions: readonly number[];
  readonly #totals: Sums;
  readonly #sheets: readonly Sheet[];
  readonly #tables = new Map<string, Sums>();
  /** The choice under which each grouping was asked last. */
  readonly #last = new Map<number | null, Kept>();

  /** @param cells of two dimensions or more */
  constructor(cells: CrossCells) {
    if (cells.outer.length === 0) throw new RangeError("cells of one dimension cannot be filtered crosswise");
    this.#cells = cells;
    this.#dimensions = [...cells.outer, cells.inner].map((_, at) => at);
    this.#totals = runSums(cells);
    this.#sheets = sheetsOf(cells);
  }

  /**
   * Groups that have a record, ascending by code.
   *
   * @param by a dimension; null for one group of all
   * @param kept choices, one a dimension
   */
  groups(by: number | null, kept: Kept): readonly CrossGroup[] {
    const asked = this.#known(by, kept) ?? this.#asked(by, kept);
    this.#last.set(by, kept);
    const row = sliced(this.#table(asked), kept[asked.moving] ?? null);
    const own = kept[asked.by] ?? null;
    return by === null ? wholeOf(row, own) : groupsOf(row, own);
  }

  /** A table at hand that answers, whichever dimension moves in it; null where there is none. */
  #known(by: number | null, kept: Kept): TableAsked | null {
    for (const column of by === null ? this.#dimensions : [by])
      for (const moving of this.#dimensions) {
        const asked = {by: column, moving, kept};
        if (column !== moving && this.#tables.has(this.#key(asked))) return asked;
      }
    return null;
  }

  /**
   * The table to be made: its rows are the dimension whose choice differs from when this grouping was asked last, or else the first
   * with a choice. Without any it is the first one, for it may be the next to move. One sum of all takes a table with columns too:
   * a chart beside it asks for the same.
   */
  #asked(by: number | null, kept: Kept): TableAsked {
    const last = this.#last.get(by) ?? [];
    const others = this.#dimensions.filter((at) => at !== by);
    const chosen = others.filter((at) => (kept[at] ?? null) !== null);
    const moved = chosen.find((at) => keyOf(kept[at]) !== keyOf(last[at]));
    const [first = 0] = others;
    const moving = moved ?? chosen[0] ?? first;
    if (by !== null) return {by, moving, kept};
    const beside = others.filter((at) => at !== moving);
    const column = beside.find((at) => chosen.includes(at)) ?? beside[0];
    return {by: column === undefined ? first : column, moving, kept};
  }

  #table(asked: TableAsked): Sums {
    const key = this.#key(asked);
    const known = this.#tables.get(key) ?? this.#made(asked);
    // The one used last is forgotten last.
    this.#tables.delete(key);
    this.#tables.set(key, known);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > MOST_TABLES && oldest !== undefined) this.#tables.delete(oldest);
    return known;
  }

  #made(asked: TableAsked): Sums {
    const sheet = sheetFor(this.#sheets, this.#cells, asked);
    return sheet === null
      ? tableOf(this.#cells, this.#totals, asked)
      : tableOfSheet(sheet, this.#cells, asked);
  }

  #key({by, moving, kept}: TableAsked): string {
    const others = this.#dimensions.map((at) => (at === by || at === moving ? "" : keyOf(kept[at])));
    return [by, moving, ...others].join("|");
  }
}

function keyOf(mask: Uint8Array | null | undefined): string {
  return mask === null || mask === undefined ? "" : mask.join("");
}
