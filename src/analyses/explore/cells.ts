import {NumericalError} from "../../base/index.ts";
import {CELL_KEY, type Strand, strandUnits} from "../../layers/trade/index.ts";
import {type CrossDimension, CrossFilter} from "../../methods/index.ts";
import {states} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import type {CellRange} from "./cell-columns.ts";
import {type Gathered, gatherCells, type Progress} from "./gather.ts";
import {keptCells, type NamedCells} from "./kept-cells.ts";

/** The cells of a strand in memory, ready to be cut along any of their names. */
export interface StrandCells extends Omit<NamedCells, "cells"> {
  readonly filter: CrossFilter;
}

/** How cells are read. */
export interface Reading {
  /** Records from which cells are kept beside the store. */
  readonly least?: number;
  /** Told how far cells are gathered; not called where they were kept. */
  readonly tell?: (progress: Progress) => void;
}

/**
 * The cells of a strand, from beside the store where they were kept. A reporter or partner that is a sum of others (the world, a
 * bloc) is left out where the strand has states on that side.
 *
 * @throws UsageError "too-many-cells", NumericalError "sum-too-large"
 */
export async function readCells(store: Reader, strand: Strand, reading: Reading = {}): Promise<StrandCells> {
  const {cells, ...names} = await namedCells(store, strand, reading);
  // Who else asks the server is answered before the cells are made ready, which takes some tenths of a second.
  await new Promise(setImmediate);
  return {...names, filter: new CrossFilter(cells)};
}

/** As `readCells`, not yet made ready. */
export async function namedCells(
  store: Reader,
  strand: Strand,
  {least, tell = () => undefined}: Reading,
): Promise<NamedCells> {
  const units = (await store.rows(strandUnits())).map(({unit}) => String(unit));
  // Which names are sums of others decides what is left out: with other states known, other cells.
  const {source, flow, frequency, basis, digits, goods} = strand;
  const own = [source, flow, frequency, basis, digits, goods];
  const key = JSON.stringify([LAYOUT, ...own, units.filter((unit) => !states().has(unit))]);
  return keptCells(store, {key, least}, async () =>
    named(await gatherCells(store, strand, {tell}), strand, units),
  );
}

/** Raised when cells are gathered otherwise: those kept before are then left alone. */
const LAYOUT = "explore cells 2";

function named(all: Gathered, strand: Strand, units: readonly string[]): NamedCells {
  const {kept, sums} = withoutSums(all, units);
  refuseLarge(all, kept, strand);
  const ranges = rangesOf(all, kept);
  const columns = all.columns.kept(ranges);
  const keys = Float64Array.from(kept, (run) => all.runs[run] ?? Number.NaN);
  const [periods, reporters, partners] = [
    coded(keys, periodOf),
    coded(keys, reporterOf, units),
    coded(keys, partnerOf, units),
  ];
  const chapters = coded(columns.chapters, (chapter) => chapter);
  return {
    cells: {
      outer: [periods.dimension, reporters.dimension, partners.dimension],
      starts: startsOf(all, kept),
      inner: {codes: new Uint8Array(chapters.dimension.codes), size: chapters.levels.length},
      high: columns.high,
      low: columns.low,
      records: columns.records,
      silent: columns.silent.some((count) => count > 0) ? columns.silent : null,
    },
    periods: periods.levels,
    reporters: reporters.levels.map((place) => units[place] ?? ""),
    partners: partners.levels.map((place) => units[place] ?? ""),
    chapters: chapters.levels.map((chapter) => (chapter === 0 ? "TOTAL" : String(chapter).padStart(2, "0"))),
    records: columns.records.reduce((sum, count) => sum + count, 0),
    sums,
  };
}

type PartOf = (run: number) => number;

const {units: UNITS} = CELL_KEY;
const partnerOf: PartOf = (run) => run % UNITS;
const reporterOf: PartOf = (run) => Math.floor(run / UNITS) % UNITS;
const periodOf: PartOf = (run) => Math.floor(run / (UNITS * UNITS));

/** The runs of states alone, and the records of the others by name. */
function withoutSums(
  all: Gathered,
  units: readonly string[],
): {kept: readonly number[]; sums: Map<string, number>} {
  const sides = [
    {side: "reporter", of: reporterOf, hidden: sumsAmong(all.runs, reporterOf, units)},
    {side: "partner", of: partnerOf, hidden: sumsAmong(all.runs, partnerOf, units)},
  ];
  const kept: number[] = [];
  const sums = new Map<string, number>();
  for (const [run, key] of all.runs.entries()) {
    const side = sides.find(({of, hidden}) => hidden.has(of(key)));
    if (side === undefined) kept.push(run);
    else addTo(sums, `${side.side} ${units[side.of(key)]}`, recordsOf(all, run));
  }
  return {kept, sums};
}

function addTo(sums: Map<string, number>, name: string, records: number): void {
  const before = sums.get(name);
  sums.set(name, before === undefined ? records : before + records);
}

function recordsOf(all: Gathered, run: number): number {
  const {from, below} = rangeOf(all, run);
  return all.columns.records.subarray(from, below).reduce((sum, count) => sum + count, 0);
}

function rangeOf({starts, columns}: Gathered, run: number): CellRange {
  return {from: starts[run] ?? columns.length, below: starts[run + 1] ?? columns.length};
}

/** The cells of runs, neighbours in one range. */
function rangesOf(all: Gathered, runs: readonly number[]): CellRange[] {
  const ranges: {from: number; below: number}[] = [];
  for (const run of runs) {
    const range = rangeOf(all, run);
    const last = ranges.at(-1);
    if (last?.below === range.from) last.below = range.below;
    else ranges.push({...range});
  }
  return ranges;
}

/** Where the cells of runs begin once others are left out. */
function startsOf(all: Gathered, runs: readonly number[]): Uint32Array {
  const starts = new Uint32Array(runs.length + 1);
  let cells = 0;
  for (const [at, run] of runs.entries()) {
    const {from, below} = rangeOf(all, run);
    cells += below - from;
    starts[at + 1] = cells;
  }
  return starts;
}

function refuseLarge({large}: Gathered, runs: readonly number[], {source}: Strand): void {
  if (large.size === 0) return;
  const run = runs.find((one) => large.has(one));
  if (run === undefined) return;
  throw new NumericalError("sum-too-large", {
    message: `a cell of "${source}" holds ${Number(large.get(run)) / 10_000} US dollars, which cannot be added up exactly`,
    where: source,
    hint: "use trade, which adds decimals",
  });
}

/** Places of units that are sums of others; none where the side has nothing else. */
function sumsAmong(runs: readonly number[], of: PartOf, units: readonly string[]): ReadonlySet<number> {
  const present = levelsOf(runs, of);
  const sums = present.filter((place) => !states().has(units[place] ?? ""));
  return new Set(sums.length === present.length ? [] : sums);
}

/** Room for any part of a key: periods are below 300,000, units and chapters far below. */
const PART_ROOM = 300_000;

// By table, not by set: millions of keys are looked at, and the server answers nobody meanwhile.
function levelsOf(keys: ArrayLike<number>, of: PartOf): number[] {
  const seen = new Uint8Array(PART_ROOM);
  for (let at = 0; at < keys.length; at++) seen[of(keys[at] ?? Number.NaN)] = 1;
  return [...seen.keys()].filter((level) => seen[level] === 1);
}

interface Coded {
  readonly levels: readonly number[];
  readonly dimension: CrossDimension;
}

/** A part of the keys as codes, by ascending number, or by name where names are given. */
function coded(keys: ArrayLike<number>, of: PartOf, names?: readonly string[]): Coded {
  const levels = levelsOf(keys, of).sort((a, b) =>
    names === undefined ? a - b : (names[a] ?? "") < (names[b] ?? "") ? -1 : 1,
  );
  const codeOf = new Uint16Array(PART_ROOM);
  for (const [code, level] of levels.entries()) codeOf[level] = code;
  const codes = levels.length <= 256 ? new Uint8Array(keys.length) : new Uint16Array(keys.length);
  for (let at = 0; at < keys.length; at++) codes[at] = codeOf[of(keys[at] ?? Number.NaN)] ?? Number.NaN;
  return {levels, dimension: {codes, size: levels.length}};
}
