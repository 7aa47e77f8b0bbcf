import {Cholesky} from "./cholesky.ts";
import type {LevelCondition} from "./forest.ts";
import {item, real, whole} from "./kernels/cells.ts";
import type {Panel} from "./panel.ts";

/** Levels up to which H is factored: 8 MB, and a third of a second. */
const MOST_LEVELS = 1000;
/** Pairs of levels within units that may be added up for one factor. */
const MOST_PAIRS = 1e8;
/** Share of its diagonal below which a pivot is rounding: the constants that effects share leave as much. Such a level stays at 0. */
const SINGULAR = 1e-13;

/** H on levels, entry by entry, factored exactly: for few levels that are hardly linked, where an iteration would creep. */
export class Dense implements LevelCondition {
  readonly #panel: Panel;
  #factor: Cholesky;

  /** Null where H is too large to be held. */
  static of(panel: Panel): Dense | null {
    const {levels, units, start, others} = panel.layout;
    if (levels === 0 || levels > MOST_LEVELS) return null;
    let pairs = 0;
    for (let unit = 0; unit < units; unit++) {
      const rows = whole(start, unit + 1) - whole(start, unit);
      pairs += Math.min(rows * others.length, levels) ** 2;
    }
    return pairs > MOST_PAIRS ? null : new Dense(panel);
  }

  private constructor(panel: Panel) {
    this.#panel = panel;
    this.#factor = factored(panel);
  }

  refresh(): void {
    this.#factor = factored(this.#panel);
  }

  apply(residual: Float64Array, to: Float64Array): void {
    to.set(this.#factor.solve(residual.subarray(0, this.#factor.size)));
  }
}

function factored(panel: Panel): Cholesky {
  const size = panel.layout.levels;
  const matrix = new Float64Array(size * size);
  const unit = new UnitEntries(panel);
  for (let at = 0; at < panel.layout.units; at++) unit.addTo(matrix, at);
  const floors = Float64Array.from({length: size}, (_, at) => SINGULAR * real(matrix, at * (size + 1)));
  return Cholesky.of(matrix, size, floors);
}

/**
 * What a unit adds to H: its weights by pairs of levels, less the product of both levels' weights over the unit's. Written as
 * sums of what is inside and outside of levels, so that thousands of units that stay at a level, which add nothing, do not drown
 * the few that move.
 */
class UnitEntries {
  readonly #panel: Panel;
  /** Levels of the unit at hand. */
  readonly #found: number[] = [];
  /** By level: its place among them, −1 elsewhere. */
  readonly #place: Int32Array;
  #together = new Float64Array(0);

  constructor(panel: Panel) {
    this.#panel = panel;
    this.#place = new Int32Array(panel.layout.levels).fill(-1);
  }

  addTo(matrix: Float64Array, unit: number): void {
    const size = this.#panel.layout.levels;
    this.#collect(unit);
    const found = this.#found;
    const count = found.length;
    const inside = Float64Array.from(found, (_, at) => real(this.#together, at * (count + 1)));
    const outside = Float64Array.from(found, (level, at) => this.#rest(unit, level, real(inside, at)));
    const total = real(this.#panel.unitWeight.cells, unit);
    for (let a = 0; a < count; a++) {
      for (let b = 0; b <= a; b++) {
        const both = real(this.#together, a * count + b);
        const [onlyA, onlyB] = a === b ? [0, 0] : [real(inside, a) - both, real(inside, b) - both];
        const neither = real(outside, a) - onlyB;
        const entry = (both * neither - onlyA * onlyB) / total;
        const [row, column] = [item(found, a), item(found, b)];
        matrix[row * size + column] = real(matrix, row * size + column) + entry;
        if (row !== column) matrix[column * size + row] = real(matrix, column * size + row) + entry;
      }
    }
    for (const level of found) this.#place[level] = -1;
  }

  /** Takes the unit's levels and the weight of each pair's rows. */
  #collect(unit: number): void {
    const {layout, weight} = this.#panel;
    const [from, end] = [whole(layout.start, unit), whole(layout.start, unit + 1)];
    this.#found.length = 0;
    for (let row = from; row < end; row++) {
      if (real(weight.cells, row) === 0) continue;
      for (const level of this.#levelsOf(unit, row)) {
        if (whole(this.#place, level) >= 0) continue;
        this.#place[level] = this.#found.length;
        this.#found.push(level);
      }
    }
    const count = this.#found.length;
    this.#together = new Float64Array(count * count);
    for (let row = from; row < end; row++) {
      const w = real(weight.cells, row);
      if (w === 0) continue;
      const places = this.#levelsOf(unit, row).map((level) => whole(this.#place, level));
      for (const a of places) {
        for (const b of places) this.#together[a * count + b] = real(this.#together, a * count + b) + w;
      }
    }
  }

  #levelsOf(unit: number, row: number): number[] {
    const {others, period, start} = this.#panel.layout;
    return others.map(({codes}) =>
      period > 0 ? whole(codes, unit) + row - whole(start, unit) : whole(codes, row),
    );
  }

  /** Weight of the unit's rows outside a level; what is less than half is summed by itself, else it would be rounding. */
  #rest(unit: number, level: number, inside: number): number {
    const {layout, weight, unitWeight} = this.#panel;
    const total = real(unitWeight.cells, unit);
    if (inside <= total / 2) return total - inside;
    let rest = 0;
    for (let row = whole(layout.start, unit); row < whole(layout.start, unit + 1); row++) {
      if (!this.#levelsOf(unit, row).includes(level)) rest += real(weight.cells, row);
    }
    return rest;
  }
}
