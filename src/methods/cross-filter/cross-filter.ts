import type {CrossCells} from "./cells.ts";
import {type CrossGroup, groupsOf, type Sums, sliced, wholeOf} from "./sums.ts";
import type {TableAsked} from "./table.ts";
import {TableMaker} from "./table-maker.ts";

export type {CrossGroup} from "./sums.ts";

/** Which codes of each dimension are kept: 1 kept, 0 left out, length size; null keeps all. */
export type Kept = readonly (Uint8Array | null)[];

/** Cells that are looked at in some milliseconds. */
const FEW_CELLS = 1e6;

/** Tables kept between questions: a brush asks for the same ones at every step. */
const MOST_TABLES = 24;

/**
 * Sums of cells by one dimension under choices in all of them (cross-filter; Moritz, Howe & Heer 2019,
 * doi:10.1145/3290605.3300924).
 *
 * A question is answered from a small table of sums by the dimension that moves and the one asked for, under the choices in
 * the others. While a person moves one choice the table stays, so that a step costs no look at the cells. A new one
 * takes what {@link TableMaker} says. Amounts are added as whole numbers in two
 * halves: the sums are the same whatever was asked before, and in whatever order.
 */
export class CrossFilter {
  readonly #dimensions: readonly number[];
  readonly #maker: TableMaker;
  readonly #tables = new Map<string, Sums>();
  /** The choice under which each grouping was asked last. */
  readonly #last = new Map<number | null, Kept>();

  /** @param cells of two dimensions or more */
  constructor(cells: CrossCells) {
    if (cells.outer.length === 0) throw new RangeError("cells of one dimension cannot be filtered crosswise");
    this.#dimensions = [...cells.outer, cells.inner].map((_, at) => at);
    this.#maker = new TableMaker(cells);
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
   * The table to be made. One sum of all takes a table with columns too: a chart beside it asks for the same.
   */
  #asked(by: number | null, kept: Kept): TableAsked {
    const others = this.#dimensions.filter((at) => at !== by);
    const chosen = others.filter((at) => (kept[at] ?? null) !== null);
    const last = this.#last.get(by) ?? [];
    const movedAmong = (rows: readonly number[]) => rows.find((at) => keyOf(kept[at]) !== keyOf(last[at]));
    if (by !== null) {
      const rows = chosen.length > 0 ? chosen : others;
      return this.#moving({by, kept, rows, moved: movedAmong(chosen)});
    }
    const [column = 0] = chosen.toReversed();
    const beside = chosen.filter((at) => at !== column);
    const rows = beside.length > 0 ? beside : others.filter((at) => at !== column);
    return this.#moving({by: column, kept, rows, moved: movedAmong(beside)});
  }

  /**
   * The rows of a table: the dimension whose choice differs from when this grouping was asked last, or else the first, for it may move
   * next. Where that looks at many cells and another's at few, the other: a person who presses one bar after the other waits for
   * each, and a table for many steps would be made for one.
   */
  #moving({by, kept, rows, moved}: Omit<TableAsked, "moving"> & Movement): TableAsked {
    const [first = 0] = rows;
    const tables = rows.map((moving) => ({by, moving, kept}));
    const usual = {by, moving: moved ?? first, kept};
    if (this.#maker.cost(usual) <= FEW_CELLS) return usual;
    const cheap = tables.find((asked) => this.#maker.cost(asked) <= FEW_CELLS);
    return cheap ?? usual;
  }

  #table(asked: TableAsked): Sums {
    const key = this.#key(asked);
    const known = this.#tables.get(key) ?? this.#maker.table(asked);
    // The one used last is forgotten last.
    this.#tables.delete(key);
    this.#tables.set(key, known);
    const [oldest] = this.#tables.keys();
    if (this.#tables.size > MOST_TABLES && oldest !== undefined) this.#tables.delete(oldest);
    return known;
  }

  #key({by, moving, kept}: TableAsked): string {
    const others = this.#dimensions.map((at) => (at === by || at === moving ? "" : keyOf(kept[at])));
    return [by, moving, ...others].join("|");
  }
}

interface Movement {
  /** Dimensions that may be the rows. */
  readonly rows: readonly number[];
  /** The one whose choice is another than when this was asked last. */
  readonly moved: number | undefined;
}

function keyOf(mask: Uint8Array | null | undefined): string {
  return mask === null || mask === undefined ? "" : mask.join("");
}
