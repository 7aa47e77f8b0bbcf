import type {EffectCodes} from "./design.ts";
import {item, whole} from "./kernels/cells.ts";
import {DisjointSets} from "./levels.ts";

/**
 * How rows lie in memory: by unit, a unit being a level of the effect with most levels, which the solver eliminates in
 * closed form. Where the other effects are crossed with time (exporter × year beside exporter × importer), each unit gets
 * the same number of rows, one a period, and levels are numbered so that they run on with the rows: no code is read per
 * row. Rows that the sample lacks are then kept empty, with weight 0.
 */
export interface Layout {
  readonly units: number;
  /** Length units + 1: first row of each unit. */
  readonly start: Int32Array;
  /** Rows of every unit, even, or 0 where units differ. */
  readonly period: number;
  /** By row: its row of the sample, −1 for an empty one. */
  readonly source: Int32Array;
  /** By row of the sample: level of the eliminated effect. */
  readonly unitCodes: Int32Array;
  /** By level of the eliminated effect: its unit. */
  readonly unitPlace: Int32Array;
  readonly others: readonly PlacedEffect[];
  /** Levels of the others together, numbers without a row included. */
  readonly levels: number;
}

/** An effect that the solver keeps, its levels numbered from `first` within all others. */
export interface PlacedEffect {
  readonly first: number;
  readonly levels: number;
  /** With a period: by unit, the level of its first row. Else by row. Counted from 0 over all others. */
  readonly codes: Int32Array;
}

/**
 * The arrangement of a sample of `rows` rows. Effects of one level are left out beside others: they add nothing.
 *
 * @param width vectors that a pass works on at a time, by which units are ordered to keep those within the cache
 */
export function arrange(effects: readonly EffectCodes[], rows: number, width: number): Layout {
  const most = effects.reduce((best, {levels}) => Math.max(best, levels), 1);
  const main = effects.findIndex(({levels}) => levels === most);
  const unitEffect = effects[main];
  if (unitEffect === undefined || most === 1) return oneUnit(rows);
  const others = effects.filter(({levels}, at) => at !== main && levels > 1);
  const sorted = sortByUnit(unitEffect);
  return periodic({unit: unitEffect, others, sorted, width}) ?? plain(unitEffect, others, sorted);
}

function oneUnit(rows: number): Layout {
  const source = Int32Array.from({length: rows}, (_, row) => row);
  const [unitCodes, unitPlace] = [new Int32Array(rows), new Int32Array(1)];
  return {
    units: 1,
    start: Int32Array.of(0, rows),
    period: 0,
    source,
    unitCodes,
    unitPlace,
    others: [],
    levels: 0,
  };
}

/** First row of each unit and the rows of the sample in that order; stable. */
interface Sorted {
  readonly start: Int32Array;
  readonly order: Int32Array;
}

function sortByUnit({codes, levels}: EffectCodes): Sorted {
  const start = new Int32Array(levels + 1);
  // These loops go over every row, so that they read without the checked helpers.
  for (let row = 0; row < codes.length; row++) {
    const unit = (codes[row] ?? -1) + 1;
    start[unit] = (start[unit] ?? -1) + 1;
  }
  for (let unit = 0; unit < levels; unit++) start[unit + 1] = whole(start, unit + 1) + whole(start, unit);
  const order = new Int32Array(codes.length);
  if (isRising(codes)) {
    for (let row = 0; row < order.length; row++) order[row] = row;
    return {start, order};
  }
  const next = start.slice(0, levels);
  for (let row = 0; row < codes.length; row++) {
    const unit = codes[row] ?? -1;
    const at = next[unit] ?? -1;
    order[at] = row;
    next[unit] = at + 1;
  }
  return {start, order};
}

function isRising(codes: Int32Array): boolean {
  for (let row = 1; row < codes.length; row++) if ((codes[row] ?? -1) < (codes[row - 1] ?? -1)) return false;
  return true;
}

function plain(unit: EffectCodes, others: readonly EffectCodes[], {start, order}: Sorted): Layout {
  let first = 0;
  const placed = others.map(({codes, levels}) => {
    const shifted = new Int32Array(order.length);
    for (let at = 0; at < order.length; at++) shifted[at] = first + (codes[order[at] ?? -1] ?? -1);
    first += levels;
    return {first: first - levels, levels, codes: shifted};
  });
  const unitPlace = Int32Array.from({length: unit.levels}, (_, u) => u);
  const {levels: units, codes: unitCodes} = unit;
  return {units, start, period: 0, source: order, unitCodes, unitPlace, others: placed, levels: first};
}

/** Fewest periods for which the arrangement pays. */
const MIN_PERIOD = 4;
/** Empty rows allowed for each row of the sample. */
const MAX_EMPTY = 0.6;

interface Crossed {
  readonly unit: EffectCodes;
  readonly others: readonly EffectCodes[];
  readonly sorted: Sorted;
  readonly width: number;
}

function periodic({unit, others, sorted, width}: Crossed): Layout | null {
  const {start, order} = sorted;
  if (others.length === 0 || order.length < MIN_PERIOD * unit.levels * 0.6) return null;
  const groups = others.map((effect) => groupLevels(effect, start, order));
  const times = others.length === 1 ? rankWithin(item(others, 0), item(groups, 0).labels) : timeOf(others);
  if (times === null) return null;
  const period = times.count + (times.count % 2);
  if (period < MIN_PERIOD || unit.levels * period > (1 + MAX_EMPTY) * order.length + 64) return null;
  for (const [at, {labels, count}] of groups.entries()) {
    if (!oneLevelEach(labels, item(times.labels, at), period, count)) return null;
  }
  const byUnit = others.map((effect, at) => {
    const {labels, count} = item(groups, at);
    const group = Int32Array.from({length: unit.levels}, (_, u) =>
      whole(labels, whole(effect.codes, whole(order, whole(start, u)))),
    );
    return {group, count};
  });
  const units = inBlocks(byUnit, unit.levels, period * width);
  const source = sourceRows({
    units,
    sorted,
    codes: item(others, 0).codes,
    times: item(times.labels, 0),
    period,
  });
  if (source === null) return null;
  let first = 0;
  const placed = byUnit.map(({group, count}): PlacedEffect => {
    const base = first;
    first += count * period;
    return {first: base, levels: count * period, codes: units.map((u) => base + period * whole(group, u))};
  });
  const starts = Int32Array.from({length: unit.levels + 1}, (_, u) => u * period);
  const unitPlace = new Int32Array(unit.levels);
  for (const [at, u] of units.entries()) unitPlace[u] = at;
  const unitCodes = unit.codes;
  return {
    units: unit.levels,
    start: starts,
    period,
    source,
    unitCodes,
    unitPlace,
    others: placed,
    levels: first,
  };
}

/** A unit's group in an effect. */
interface Grouping {
  readonly group: Int32Array;
  readonly count: number;
}

/** Levels of a block that stay in the cache, both read and written: half of a usual second-level cache. */
const BLOCK_CELLS = 2 ** 14;

/**
 * Units in an order in which consecutive ones touch the same levels: by blocks of groups of the effect with fewer groups,
 * small enough that their levels stay in the cache, then by group of the one with more.
 */
function inBlocks(effects: readonly Grouping[], units: number, cells: number): Int32Array {
  const natural = Int32Array.from({length: units}, (_, u) => u);
  const [most, next] = [...effects].sort((a, b) => b.count - a.count);
  if (most === undefined) return natural;
  if (next === undefined) return sortBy(natural, most.group, most.count);
  const size = Math.max(1, Math.floor(BLOCK_CELLS / cells));
  const within = sortBy(sortBy(natural, next.group, next.count), most.group, most.count);
  return sortBy(
    within,
    next.group.map((group) => Math.floor(group / size)),
    Math.ceil(next.count / size),
  );
}

/** A stable counting sort of units by a key. */
function sortBy(units: Int32Array, key: Int32Array, count: number): Int32Array {
  const next = new Int32Array(count + 1);
  for (const unit of units) next[whole(key, unit) + 1] = whole(next, whole(key, unit) + 1) + 1;
  for (let at = 0; at < count; at++) next[at + 1] = whole(next, at + 1) + whole(next, at);
  const sorted = new Int32Array(units.length);
  for (const unit of units) {
    const at = whole(next, whole(key, unit));
    sorted[at] = unit;
    next[whole(key, unit)] = at + 1;
  }
  return sorted;
}

/** Levels that share a unit form a group: exporter × year with exporter × importer as unit groups by exporter. */
function groupLevels({codes, levels}: EffectCodes, start: Int32Array, order: Int32Array) {
  const sets = new DisjointSets(levels);
  for (let unit = 0; unit + 1 < start.length; unit++) {
    const end = whole(start, unit + 1);
    const from = whole(start, unit);
    const first = codes[order[from] ?? -1] ?? -1;
    for (let at = from + 1; at < end; at++) {
      const level = codes[order[at] ?? -1] ?? -1;
      if (level !== first) sets.join(first, level);
    }
  }
  return sets.label();
}

/** The period of each level, by effect. */
interface Times {
  readonly labels: readonly Int32Array[];
  readonly count: number;
}

/** Levels of several effects that share a row share their period: its number is that of their connected component. */
function timeOf(effects: readonly EffectCodes[]): Times | null {
  const first: number[] = [];
  let levels = 0;
  for (const effect of effects) {
    first.push(levels);
    levels += effect.levels;
  }
  const sets = new DisjointSets(levels);
  const {codes} = item(effects, 0);
  for (const [at, effect] of effects.entries()) {
    if (at === 0) continue;
    const shift = item(first, at);
    for (let row = 0; row < codes.length; row++)
      sets.join(codes[row] ?? -1, shift + (effect.codes[row] ?? -1));
  }
  const {labels, count} = sets.label();
  if (count < MIN_PERIOD - 1) return null;
  return {
    labels: effects.map((effect, at) => labels.subarray(first[at], item(first, at) + effect.levels)),
    count,
  };
}

/** With one other effect, its levels are numbered within their group in the order of their codes. */
function rankWithin({levels}: EffectCodes, groups: Int32Array): Times {
  const sizes = new Int32Array(levels);
  const labels = new Int32Array(levels);
  let count = 0;
  for (let level = 0; level < levels; level++) {
    const group = whole(groups, level);
    labels[level] = whole(sizes, group);
    sizes[group] = whole(labels, level) + 1;
    count = Math.max(count, whole(sizes, group));
  }
  return {labels: [labels], count};
}

interface Placement {
  /** Units in the order of memory. */
  readonly units: Int32Array;
  readonly sorted: Sorted;
  readonly codes: Int32Array;
  /** Period of each level of `codes`. */
  readonly times: Int32Array;
  readonly period: number;
}

/** The row of the sample at each unit and period; null where two rows share a place. */
function sourceRows({units, sorted: {start, order}, codes, times, period}: Placement): Int32Array | null {
  const source = new Int32Array(units.length * period).fill(-1);
  for (let at = 0; at < units.length; at++) {
    const unit = whole(units, at);
    const end = whole(start, unit + 1);
    for (let from = whole(start, unit); from < end; from++) {
      const row = order[from] ?? -1;
      const place = at * period + (times[codes[row] ?? -1] ?? -1);
      if ((source[place] ?? -1) >= 0) return null;
      source[place] = row;
    }
  }
  return source;
}

function oneLevelEach(groups: Int32Array, times: Int32Array, period: number, count: number): boolean {
  const taken = new Uint8Array(count * period);
  for (let level = 0; level < groups.length; level++) {
    const place = whole(groups, level) * period + whole(times, level);
    if (taken[place] === 1) return false;
    taken[place] = 1;
  }
  return true;
}
