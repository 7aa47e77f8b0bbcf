import type {CrossCells} from "./cells.ts";
import {type Sheet, sheetFor, sheetsOf, tableOfSheet} from "./sheet.ts";
import {lessened, type Sums} from "./sums.ts";
import {runSums, type TableAsked, tableOf} from "./table.ts";

/**
 * Makes tables of sums in the shortest way: from the sums of runs where the last dimension plays no part, from a sheet by three
 * dimensions where these are enough, else from the cells of the runs that are chosen; or, where fewer are left out than chosen, from
 * a sheet less the cells of those. Sums are whole numbers, so that a difference is as exact as a sum.
 */
export class TableMaker {
  readonly #cells: CrossCells;
  readonly #totals: Sums;
  readonly #sheets: readonly Sheet[];
  /** Cells of each code, by outer dimension. */
  readonly #weights: readonly Float64Array[];

  constructor(cells: CrossCells, sheets: readonly Sheet[] = sheetsOf(cells)) {
    this.#cells = cells;
    this.#totals = runSums(cells);
    this.#sheets = sheets;
    this.#weights = cells.outer.map(({codes, size}) => weightsOf(codes, size, cells.starts));
  }

  table(asked: TableAsked): Sums {
    const sheet = sheetFor(this.#sheets, this.#cells, asked);
    if (sheet !== null) return tableOfSheet(sheet, this.#cells, asked);
    const fewer = this.#fewerLeftOut(asked);
    return fewer === null ? tableOf(this.#cells, this.#totals, asked) : fewer;
  }

  /** Cells that a table looks at, about. */
  cost(asked: TableAsked): number {
    const {outer, inner} = this.#cells;
    const all = inner.codes.length;
    const last = outer.length;
    const isOfRuns = asked.by !== last && asked.moving !== last && (asked.kept[last] ?? null) === null;
    if (isOfRuns || sheetFor(this.#sheets, this.#cells, asked) !== null) return 0;
    return this.#choices(asked).reduce(
      (cells, {kept, leftOut}) => (cells * Math.min(kept, leftOut)) / all,
      all,
    );
  }

  /** The table as a difference; null where that looks at no fewer cells, or no sheet has the rest. */
  #fewerLeftOut(asked: TableAsked): Sums | null {
    const way = this.#difference(asked, this.#choices(asked));
    if (way === null) return null;
    const others = {...asked, kept: asked.kept.with(way.at, inverted(way.mask))};
    return lessened(
      tableOfSheet(way.sheet, this.#cells, way.without),
      tableOf(this.#cells, this.#totals, others),
    );
  }

  /** The choice that is best inverted: it leaves out fewest cells, fewer than any choice keeps, and a sheet has the table without it. */
  #difference(asked: TableAsked, choices: readonly Choice[]) {
    for (const choice of choices.toSorted((a, b) => a.leftOut - b.leftOut)) {
      if (choices.some(({kept}) => kept <= choice.leftOut)) return null;
      const without = {...asked, kept: asked.kept.with(choice.at, null)};
      const sheet = sheetFor(this.#sheets, this.#cells, without);
      if (sheet !== null) return {...choice, without, sheet};
    }
    return null;
  }

  /** What is chosen in the outer dimensions that are neither rows nor columns. */
  #choices({by, moving, kept}: TableAsked): Choice[] {
    return [...this.#cells.outer.keys()].flatMap((at) => {
      const mask = at === by || at === moving ? null : (kept[at] ?? null);
      return mask === null ? [] : [{at, mask, ...this.#cellsOf(at, mask)}];
    });
  }

  #cellsOf(dimension: number, mask: Uint8Array): {readonly kept: number; readonly leftOut: number} {
    const weights = this.#weights[dimension] ?? new Float64Array();
    const kept = weights.reduce((sum, cells, code) => (mask[code] === 1 ? sum + cells : sum), 0);
    return {kept, leftOut: weights.reduce((sum, cells) => sum + cells, 0) - kept};
  }
}

/** A choice in an outer dimension, with the cells it keeps and those it leaves out. */
interface Choice {
  readonly at: number;
  readonly mask: Uint8Array;
  readonly kept: number;
  readonly leftOut: number;
}

function weightsOf(codes: Uint8Array | Uint16Array, size: number, starts: Uint32Array): Float64Array {
  const weights = new Float64Array(size);
  for (let run = 0; run < codes.length; run++) {
    const code = Number(codes[run]);
    weights[code] = Number(weights[code]) + Number(starts[run + 1]) - Number(starts[run]);
  }
  return weights;
}

function inverted(mask: Uint8Array): Uint8Array {
  return mask.map((bit) => 1 - bit);
}
