import {item, real, whole} from "./kernels/cells.ts";
import type {PlacedEffect} from "./layout.ts";
import {DisjointSets} from "./levels.ts";
import type {Panel} from "./panel.ts";

/** An approximate inverse of H on levels. */
export interface LevelCondition {
  /** Writes M⁻¹·residual. */
  apply(residual: Float64Array, to: Float64Array): void;
}

/**
 * H cut down to its diagonal and a spanning forest of its strongest entries, which is factored exactly: levels that are hardly
 * told apart, as exporter and importer effects of a country that trades mostly with itself, or firms linked by few movers,
 * are solved for together (after Vaidya 1991, with the diagonal kept).
 */
export class Forest implements LevelCondition {
  /** Of a table in the panel's memory, for the kernels: the addresses of order, parent, share and inverse. */
  readonly address: number;
  readonly #panel: Panel;
  /** Levels, each before the one it hangs on. */
  readonly #order: Int32Array;
  /** What a level hangs on, −1 for roots. */
  readonly #parent: Int32Array;
  /** Entry towards the parent, as a share of the level's pivot. */
  readonly #share: Float64Array;
  /** Inverse pivots, 0 for levels without weight. */
  readonly #inverse: Float64Array;

  constructor(panel: Panel) {
    const {levels, others} = panel.layout;
    // A single effect is sparse: the forest then spans its components, and one linked like a chain is solved exactly. Of two,
    // the first round joins what is strongest; the next cost more passes than they save.
    const {parent, order} = grow(panel, others.length === 1 ? 64 : 1);
    this.#panel = panel;
    const {arena} = panel;
    const placed = [arena.copy(order), arena.copy(parent)] as const;
    const [share, inverse] = [arena.reals(levels), arena.reals(levels)];
    [this.#order, this.#parent] = [placed[0].cells, placed[1].cells];
    [this.#share, this.#inverse] = [share.cells, inverse.cells];
    this.address = arena.copy([...placed, share, inverse].map(({address}) => address)).address;
    this.refresh();
  }

  /** Takes the entries anew, with the working weight as it is now. */
  refresh(): void {
    const {levels} = this.#panel.layout;
    const {diagonal, entries} = sumsOf(this.#panel, this.#parent);
    const pivots = diagonal.slice();
    for (let at = 0; at < levels; at++) {
      const level = whole(this.#order, at);
      const pivot = real(pivots, level);
      // What elimination leaves of a component that the forest spans entirely is 0 but for rounding.
      const isRegular = pivot > SINGULAR * real(diagonal, level);
      this.#inverse[level] = isRegular ? 1 / pivot : 0;
      this.#share[level] = 0;
      const up = whole(this.#parent, level);
      if (!isRegular || up < 0) continue;
      const entry = real(entries, level);
      this.#share[level] = entry / pivot;
      pivots[up] = real(pivots, up) - (entry * entry) / pivot;
    }
  }

  apply(residual: Float64Array, to: Float64Array): void {
    const [order, parent, share, inverse] = [this.#order, this.#parent, this.#share, this.#inverse];
    to.set(residual.subarray(0, order.length));
    for (let at = 0; at < order.length; at++) {
      const level = order[at] ?? -1;
      const up = parent[level] ?? -1;
      if (up >= 0) to[up] = (to[up] ?? Number.NaN) - (share[level] ?? Number.NaN) * (to[level] ?? Number.NaN);
    }
    for (let at = order.length - 1; at >= 0; at--) {
      const level = order[at] ?? -1;
      const up = parent[level] ?? -1;
      const below = up >= 0 ? (share[level] ?? Number.NaN) * (to[up] ?? Number.NaN) : 0;
      to[level] = (to[level] ?? Number.NaN) * (inverse[level] ?? Number.NaN) - below;
    }
  }
}

/** Share of its diagonal below which a pivot is rounding. */
const SINGULAR = 1e-10;

type Visit = (a: number, b: number, entry: number) => void;

/**
 * Calls back for entries of H off the diagonal: of the first two effects those within a row, of a single one those between
 * spells of a unit that follow one another. Entries of further effects are left out, and no entry of a row is larger than its share
 * of either diagonal, so that the diagonal dominates: else M would not be positive.
 */
function eachEntry(panel: Panel, visit: Visit): void {
  const {layout, weight, unitWeight} = panel;
  const {others, period, start} = layout;
  const [first, second] = others;
  if (first === undefined) return;
  if (second === undefined) {
    eachSpell(panel, 0, visit);
    return;
  }
  if (period === 0) {
    eachOverlap(panel, [first, second], visit);
    return;
  }
  for (let unit = 0; unit < layout.units; unit++) {
    const from = whole(start, unit);
    const end = whole(start, unit + 1);
    const total = real(unitWeight.cells, unit);
    const [a, b] = [whole(first.codes, unit) - from, whole(second.codes, unit) - from];
    for (let row = from; row < end; row++) {
      // Read without the checked helper: this loop goes over every row.
      const w = weight.cells[row];
      if (w !== undefined && w > 0) visit(a + row, b + row, w * (1 - w / total));
    }
  }
}

/**
 * Calls back for two effects by row, with its weight times the share of its unit outside the longer of its two spells. The
 * exact entry is smaller or negative where a unit stays at one level; this one never exceeds either diagonal.
 */
function eachOverlap(panel: Panel, [first, second]: [PlacedEffect, PlacedEffect], visit: Visit): void {
  const {layout, weight} = panel;
  const {start, units} = layout;
  const longest = start.reduce((most, end, at) => Math.max(most, end - (start[at - 1] ?? end)), 1);
  const [restA, restB] = [new Float64Array(longest), new Float64Array(longest)];
  for (let unit = 0; unit < units; unit++) {
    const from = whole(start, unit);
    fillRests(panel, unit, first.codes, restA);
    fillRests(panel, unit, second.codes, restB);
    for (let row = from; row < whole(start, unit + 1); row++) {
      // Read without the checked helpers: this loop goes over every row.
      const share = Math.min(restA[row - from] ?? Number.NaN, restB[row - from] ?? Number.NaN);
      visit(first.codes[row] ?? -1, second.codes[row] ?? -1, (weight.cells[row] ?? Number.NaN) * share);
    }
  }
}

/** By row of a unit, the share of the unit's weight outside the row's spell. */
function fillRests(panel: Panel, unit: number, codes: Int32Array, rests: Float64Array): void {
  const {layout, weight, unitWeight} = panel;
  const from = whole(layout.start, unit);
  const end = whole(layout.start, unit + 1);
  const total = real(unitWeight.cells, unit);
  for (let row = from; row < end; ) {
    const [begin, level] = [row, whole(codes, row)];
    let mass = 0;
    for (; row < end && codes[row] === level; row++) mass += weight.cells[row] ?? Number.NaN;
    const rest = mass <= total / 2 ? total - mass : restOf(weight.cells, {from, begin, row, end});
    rests.fill(rest / total, begin - from, row - from);
  }
}

/**
 * Weight of a unit (rows from..end) outside a spell (rows begin..row). What is less than half is summed by itself: as the
 * unit's weight less the spell's it would be rounding, and thousands of units that stay would drown what the few that move
 * tell of a level.
 */
function restOf(
  cells: Float64Array,
  {from, begin, row, end}: {from: number; begin: number; row: number; end: number},
): number {
  let rest = 0;
  for (let at = from; at < begin; at++) rest += real(cells, at);
  for (let at = row; at < end; at++) rest += real(cells, at);
  return rest;
}

/** Calls back for each spell (rows of a unit that follow one another at one level): for its square, then with the one before. */
function eachSpell({layout, weight, unitWeight}: Panel, effect: number, visit: Visit): void {
  const {period, start} = layout;
  const {codes} = item(layout.others, effect);
  const cells = weight.cells;
  for (let unit = 0; unit < layout.units; unit++) {
    const from = whole(start, unit);
    const end = whole(start, unit + 1);
    const total = real(unitWeight.cells, unit);
    let [before, beforeMass] = [-1, 0];
    for (let row = from; row < end; ) {
      const begin = row;
      const level = period > 0 ? whole(codes, unit) + row - from : whole(codes, row);
      // Read without the checked helpers: this loop goes over every row.
      let mass = cells[row++] ?? Number.NaN;
      // With a period each row of a unit has a level of its own.
      if (period === 0) for (; row < end && codes[row] === level; row++) mass += cells[row] ?? Number.NaN;
      const rest = mass <= total / 2 ? total - mass : restOf(cells, {from, begin, row, end});
      visit(level, level, mass * (rest / total));
      if (before >= 0) visit(before, level, (-mass * beforeMass) / total);
      [before, beforeMass] = [level, mass];
    }
  }
}

/** The diagonal of H, and its entries between each level and its parent. */
interface Sums {
  readonly diagonal: Float64Array;
  readonly entries: Float64Array;
}

function sumsOf(panel: Panel, parent: Int32Array): Sums {
  const {period, others} = panel.layout;
  const [first, second, ...more] = others;
  if (period > 0 && first !== undefined && second !== undefined && more.length === 0)
    return pairSums(panel, [first, second], parent);
  return {diagonal: diagonalOf(panel), entries: sumEntries(panel, parent)};
}

/** Both in one pass, for two effects with a period. */
function pairSums(
  {layout, weight, unitWeight}: Panel,
  [first, second]: readonly [PlacedEffect, PlacedEffect],
  parent: Int32Array,
): Sums {
  const diagonal = new Float64Array(parent.length);
  const entries = new Float64Array(parent.length);
  const {period, units} = layout;
  const cells = weight.cells;
  for (let unit = 0; unit < units; unit++) {
    const total = real(unitWeight.cells, unit);
    const from = unit * period;
    const [startA, startB] = [whole(first.codes, unit), whole(second.codes, unit)];
    for (let at = 0; at < period; at++) {
      // Read without the checked helpers: this loop goes over every row.
      const w = cells[from + at] ?? Number.NaN;
      const entry = w * (1 - w / total);
      const [a, b] = [startA + at, startB + at];
      diagonal[a] = (diagonal[a] ?? Number.NaN) + entry;
      diagonal[b] = (diagonal[b] ?? Number.NaN) + entry;
      if (parent[a] === b) entries[a] = (entries[a] ?? Number.NaN) + entry;
      else if (parent[b] === a) entries[b] = (entries[b] ?? Number.NaN) + entry;
    }
  }
  return {diagonal, entries};
}

function diagonalOf(panel: Panel): Float64Array {
  const diagonal = new Float64Array(panel.layout.levels);
  if (panel.layout.period > 0) addSquares(panel, diagonal);
  else {
    const add: Visit = (a, b, entry) => {
      if (a === b) diagonal[a] = real(diagonal, a) + entry;
    };
    for (const effect of panel.layout.others.keys()) eachSpell(panel, effect, add);
  }
  return diagonal;
}

/** With a period each row of a unit has levels of its own. */
function addSquares({layout, weight, unitWeight}: Panel, diagonal: Float64Array): void {
  const {period, others, units} = layout;
  const cells = weight.cells;
  for (let unit = 0; unit < units; unit++) {
    const total = real(unitWeight.cells, unit);
    const from = unit * period;
    for (const {codes} of others) {
      const first = whole(codes, unit);
      for (let at = 0; at < period; at++) {
        const w = cells[from + at] ?? Number.NaN;
        diagonal[first + at] = (diagonal[first + at] ?? Number.NaN) + w * (1 - w / total);
      }
    }
  }
}

/** Parents and an order from the leaves up of a forest of strong entries, grown by Borůvka's rounds. */
function grow(panel: Panel, rounds: number): {parent: Int32Array; order: Int32Array} {
  const {levels} = panel.layout;
  const sets = new DisjointSets(levels);
  const edges: number[][] = Array.from({length: levels}, () => []);
  for (let round = 0; round < rounds; round++) {
    const strongest = new Float64Array(levels);
    const [inside, outside] = [new Int32Array(levels).fill(-1), new Int32Array(levels)];
    const offer = (set: number, from: number, to: number, size: number): void => {
      if (size <= real(strongest, set)) return;
      strongest[set] = size;
      inside[set] = from;
      outside[set] = to;
    };
    eachEntry(panel, (a, b, entry) => {
      const [setA, setB] = [sets.find(a), sets.find(b)];
      if (setA === setB) return;
      offer(setA, a, b, Math.abs(entry));
      offer(setB, b, a, Math.abs(entry));
    });
    let joined = 0;
    for (let set = 0; set < levels; set++) {
      const [a, b] = [whole(inside, set), whole(outside, set)];
      if (a < 0 || sets.find(a) === sets.find(b)) continue;
      sets.join(a, b);
      item(edges, a).push(b);
      item(edges, b).push(a);
      joined++;
    }
    if (joined === 0) break;
  }
  return hang(edges);
}

function hang(edges: readonly (readonly number[])[]): {parent: Int32Array; order: Int32Array} {
  const parent = new Int32Array(edges.length).fill(-2);
  const reached: number[] = [];
  for (let root = 0; root < edges.length; root++) {
    if (parent[root] !== -2) continue;
    parent[root] = -1;
    reached.push(root);
    for (let at = reached.length - 1; at < reached.length; at++) {
      const level = item(reached, at);
      for (const next of item(edges, level)) {
        if (parent[next] !== -2) continue;
        parent[next] = level;
        reached.push(next);
      }
    }
  }
  return {parent, order: Int32Array.from(reached.reverse())};
}

/** Entries of H between each level and its parent. */
function sumEntries(panel: Panel, parent: Int32Array): Float64Array {
  const sums = new Float64Array(parent.length);
  eachEntry(panel, (a, b, entry) => {
    if (a === b) return;
    if (parent[a] === b) sums[a] = real(sums, a) + entry;
    else if (parent[b] === a) sums[b] = real(sums, b) + entry;
  });
  return sums;
}
