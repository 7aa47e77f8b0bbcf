import {NumericalError, UsageError} from "../../base/index.ts";
import {CELL_KEY, type Strand, strandCells, strandUnits} from "../../layers/trade/index.ts";
import {type CrossDimension, CrossFilter} from "../../methods/index.ts";
import {states} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {keptCells, type NamedCells} from "./kept-cells.ts";
import {Pile} from "./pile.ts";

/** Cells that are held at once; one takes about 30 bytes. */
const MOST_CELLS = 40_000_000;

/** The cells of a strand in memory, ready to be cut along any of their names. */
export interface StrandCells extends Omit<NamedCells, "cells"> {
  readonly filter: CrossFilter;
}

/**
 * The cells of a strand, from beside the store where they were kept. A reporter or partner that is a sum of others (the world, a
 * bloc) is left out where the strand has states on that side.
 *
 * @param leastKept records from which cells are kept beside the store
 * @throws UsageError "too-many-cells", NumericalError "sum-too-large"
 */
export async function readCells(store: Reader, strand: Strand, leastKept?: number): Promise<StrandCells> {
  const units = (await store.rows(strandUnits())).map(({unit}) => String(unit));
  // Which names are sums of others decides what is left out: with other states known, other cells.
  const key = JSON.stringify([LAYOUT, strand, units.filter((unit) => !states().has(unit))]);
  const {cells, ...names} = await keptCells(store, {key, least: leastKept}, () =>
    gathered(store, strand, units),
  );
  return {...names, filter: new CrossFilter(cells)};
}

/** Raised when cells are gathered otherwise: those kept before are then left alone. */
const LAYOUT = "explore cells 1";

async function gathered(store: Reader, strand: Strand, units: readonly string[]): Promise<NamedCells> {
  const all = await gather(store, strand);
  refuseLarge(all.amounts, strand);
  const {cells, sums} = withoutSums(all, units);
  const [periods, reporters, partners, chapters] = [
    coded(cells.keys, periodOf),
    coded(cells.keys, reporterOf, units),
    coded(cells.keys, partnerOf, units),
    coded(cells.keys, chapterOf),
  ];
  return {
    cells: {
      dimensions: [periods.dimension, reporters.dimension, partners.dimension, chapters.dimension],
      amounts: cells.amounts,
      records: cells.records,
      silent: cells.silent,
    },
    periods: periods.levels,
    reporters: reporters.levels.map((place) => units[place] ?? ""),
    partners: partners.levels.map((place) => units[place] ?? ""),
    chapters: chapters.levels.map((chapter) => (chapter === 0 ? "TOTAL" : String(chapter).padStart(2, "0"))),
    records: cells.records.reduce((sum, count) => sum + count, 0),
    sums,
  };
}

interface Gathered {
  readonly keys: Float64Array;
  readonly amounts: Float64Array;
  readonly records: Float64Array;
  readonly silent: Float64Array;
}

async function gather(store: Reader, strand: Strand): Promise<Gathered> {
  const [keys, amounts, records, silent] = [new Pile(), new Pile(), new Pile(), new Pile()];
  const piles = [keys, amounts, records, silent];
  for await (const part of store.numbers(strandCells(strand, MOST_CELLS + 1)))
    for (const [at, pile] of piles.entries()) pile.add(part[at] ?? new Float64Array());
  if (keys.length <= MOST_CELLS)
    return {keys: keys.values, amounts: amounts.values, records: records.values, silent: silent.values};
  throw new UsageError("too-many-cells", {
    message: `"${strand.source}" has more than ${MOST_CELLS} cells of period, pair and chapter`,
    where: "--source",
    hint: "ask for a list of goods with --goods, or use trade, which reads only what it needs",
  });
}

// Beyond this a number is no longer exact to the unit, and sums would depend on their order.
function refuseLarge(amounts: Float64Array, {source}: Strand): void {
  const large = amounts.find((amount) => !Number.isSafeInteger(amount));
  if (large === undefined) return;
  throw new NumericalError("sum-too-large", {
    message: `a cell of "${source}" holds ${large / 10_000} US dollars, which cannot be added up exactly`,
    where: source,
    hint: "use trade, which adds decimals",
  });
}

type PartOf = (key: number) => number;

const {units: UNITS, chapters: CHAPTERS} = CELL_KEY;
const chapterOf: PartOf = (key) => key % CHAPTERS;
const partnerOf: PartOf = (key) => Math.floor(key / CHAPTERS) % UNITS;
const reporterOf: PartOf = (key) => Math.floor(key / (CHAPTERS * UNITS)) % UNITS;
const periodOf: PartOf = (key) => Math.floor(key / (CHAPTERS * UNITS * UNITS));

/** The cells of states alone, and the records of the others by name. */
function withoutSums(all: Gathered, units: readonly string[]): {cells: Gathered; sums: Map<string, number>} {
  const sides = [
    {side: "reporter", of: reporterOf, hidden: sumsAmong(all.keys, reporterOf, units)},
    {side: "partner", of: partnerOf, hidden: sumsAmong(all.keys, partnerOf, units)},
  ];
  if (sides.every(({hidden}) => hidden.size === 0)) return {cells: all, sums: new Map()};
  const nameOf = (key: number): string | null => {
    const sum = sides.find(({of, hidden}) => hidden.has(of(key)));
    return sum === undefined ? null : `${sum.side} ${units[sum.of(key)]}`;
  };
  const byName = Map.groupBy(all.keys.keys(), (cell) => nameOf(all.keys[cell] ?? Number.NaN));
  const kept = byName.get(null) ?? [];
  byName.delete(null);
  const recordsOf = (cells: readonly number[]) =>
    cells.reduce((sum, cell) => sum + (all.records[cell] ?? Number.NaN), 0);
  return {
    cells: {
      keys: picked(all.keys, kept),
      amounts: picked(all.amounts, kept),
      records: picked(all.records, kept),
      silent: picked(all.silent, kept),
    },
    sums: new Map([...byName].map(([name, cells]) => [String(name), recordsOf(cells)])),
  };
}

function picked(values: Float64Array, cells: readonly number[]): Float64Array {
  return Float64Array.from(cells, (cell) => values[cell] ?? Number.NaN);
}

/** Places of units that are sums of others; none where the side has nothing else. */
function sumsAmong(keys: Float64Array, of: PartOf, units: readonly string[]): ReadonlySet<number> {
  const present = levelsOf(keys, of);
  const sums = present.filter((place) => !states().has(units[place] ?? ""));
  return new Set(sums.length === present.length ? [] : sums);
}

/** Room for any part of a key: periods are below 300,000, units and chapters far below. */
const PART_ROOM = 300_000;

// By table, not by set: tens of millions of keys are looked at, and the server answers nobody meanwhile.
function levelsOf(keys: Float64Array, of: PartOf): number[] {
  const seen = new Uint8Array(PART_ROOM);
  for (let cell = 0; cell < keys.length; cell++) seen[of(keys[cell] ?? Number.NaN)] = 1;
  return [...seen.keys()].filter((level) => seen[level] === 1);
}

interface Coded {
  readonly levels: readonly number[];
  readonly dimension: CrossDimension;
}

/** A part of the keys as codes, by ascending number, or by name where names are given. */
function coded(keys: Float64Array, of: PartOf, names?: readonly string[]): Coded {
  const levels = levelsOf(keys, of).sort((a, b) =>
    names === undefined ? a - b : (names[a] ?? "") < (names[b] ?? "") ? -1 : 1,
  );
  const codeOf = new Uint16Array(PART_ROOM);
  for (const [code, level] of levels.entries()) codeOf[level] = code;
  const codes = levels.length <= 256 ? new Uint8Array(keys.length) : new Uint16Array(keys.length);
  for (let cell = 0; cell < keys.length; cell++)
    codes[cell] = codeOf[of(keys[cell] ?? Number.NaN)] ?? Number.NaN;
  return {levels, dimension: {codes, size: levels.length}};
}
