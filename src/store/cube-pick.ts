import {once} from "node:events";
import {Worker} from "node:worker_threads";
import {roomFor, yearBlocks} from "./cube-blocks.ts";
import type {CubeRows, CubeSide, CubeSource, CubeYear} from "./cube-layout.ts";
import {PackedReader} from "./packed-file.ts";

/** Which pairs are wanted: one for each state that counts, zero for others. */
export interface CubePairs {
  readonly exporters: Uint8Array;
  readonly importers: Uint8Array;
}

/**
 * Rows of one year whose pairs are wanted, exporter by exporter and of each in the order of the cube (product, importer), in
 * memory that threads share.
 */
export interface PickedYear extends CubeRows {
  readonly year: number;
  /** First row of each exporter by its number, and the number of rows behind the last. */
  readonly starts: Uint32Array;
}

/** What one thread reads. */
export interface PickTask {
  readonly path: string;
  readonly source: string;
  readonly unitBits: number;
  readonly years: readonly CubeYear[];
  readonly sides: readonly CubeSide[];
  readonly pairs: CubePairs;
}

/** Below this, a second thread takes longer to start than it saves: some tenths of a second of reading. */
const WORTH_TWO = 4e6;

/**
 * Reads years once each, checked, and keeps the rows of some pairs. Two threads share the years where there is much to read.
 *
 * @param sides which sides are read; a row of a wanted pair is kept where one of them has a record
 * @param worth rows from which on a second thread is started
 * @returns in the order of `years`
 * @throws StoreError "cube-damaged"
 */
export async function pickYears(
  path: string,
  {id, unitBits}: CubeSource,
  {years, sides, pairs}: Pick<PickTask, "years" | "sides" | "pairs">,
  worth = WORTH_TWO,
): Promise<PickedYear[]> {
  const task = (own: readonly CubeYear[]): PickTask => ({
    path,
    source: id,
    unitBits,
    years: own,
    sides,
    pairs,
  });
  const rows = years.reduce((sum, year) => sum + year.rows, 0);
  if (rows < worth || years.length < 2) return pickAll(task(years));
  const [mine, theirs] = [0, 1].map((lane) => years.filter((_, at) => at % 2 === lane));
  const [own, others] = await Promise.all([pickLater(task(mine ?? [])), pickElsewhere(task(theirs ?? []))]);
  return years.flatMap((_, at) => (at % 2 === 0 ? own : others)[at >>> 1] ?? []);
}

// The other thread is started before this one reads and cannot listen.
async function pickLater(task: PickTask): Promise<PickedYear[]> {
  await new Promise(setImmediate);
  return pickAll(task);
}

async function pickElsewhere(task: PickTask): Promise<PickedYear[]> {
  try {
    const [answer]: PickedYear[][] = await once(new Worker(workerUrl(), {workerData: task}), "message");
    if (answer !== undefined) return answer;
  } catch (cause) {
    // An error loses its kind on the way between threads: this one reads again, and meets what the other met.
    if (cause instanceof Error) return pickAll(task);
    throw cause;
  }
  throw new Error("a thread that read a cube gave no answer");
}

// The file beside this one: TypeScript from a checkout, JavaScript in the published package.
function workerUrl(): URL {
  return new URL(`./cube-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
}

/** Does a task on this thread. @throws StoreError "cube-damaged" */
export function pickAll({path, source, unitBits, years, sides, pairs}: PickTask): PickedYear[] {
  const file = new PackedReader(path);
  try {
    return years.map((year) => {
      const starts = startsOf(yearBlocks(file, {source, year, part: KEYS_ONLY}), unitBits, pairs);
      const part = {sides, weights: true};
      const picked = roomFor(year, part, {rows: Number(starts.at(-1)), memory: SharedArrayBuffer});
      const next = starts.slice();
      for (const block of yearBlocks(file, {source, year, part}))
        keepRows(block, {picked, next, unitBits, pairs});
      return {year: year.year, starts, ...picked};
    });
  } finally {
    file.close();
  }
}

const KEYS_ONLY = {sides: [], weights: false} as const;

/** Where each exporter's wanted rows begin. */
function startsOf(blocks: Iterable<CubeRows>, unitBits: number, pairs: CubePairs): Uint32Array {
  const mask = 2 ** unitBits - 1;
  const starts = new Uint32Array(new SharedArrayBuffer((2 ** unitBits + 1) * Uint32Array.BYTES_PER_ELEMENT));
  for (const {keys} of blocks)
    for (const at of wantedRows(keys, unitBits, pairs)) {
      const exporter = (Number(keys[at]) >>> unitBits) & mask;
      starts[exporter + 1] = Number(starts[exporter + 1]) + 1;
    }
  for (let unit = 1; unit < starts.length; unit++)
    starts[unit] = Number(starts[unit]) + Number(starts[unit - 1]);
  return starts;
}

interface Kept {
  readonly picked: CubeRows;
  /** Where each exporter's next row goes. */
  readonly next: Uint32Array;
  readonly unitBits: number;
  readonly pairs: CubePairs;
}

/** Puts the wanted rows of a block behind those of their exporters before. */
function keepRows(block: CubeRows, {picked, next, unitBits, pairs}: Kept): void {
  const wanted = wantedRows(block.keys, unitBits, pairs);
  const places = placesOf(block.keys, wanted, {next, unitBits});
  copyWholes(picked.keys, block.keys, {wanted, places});
  for (const side of ["sent", "got"] as const) {
    const [into, from] = [picked[side], block[side]];
    if (into === null || from === null) continue;
    copyReals(into.values, from.values, {wanted, places});
    copyReals(into.weights, from.weights, {wanted, places});
    if (into.records !== null && from.records !== null)
      copyWholes(into.records, from.records, {wanted, places});
  }
}

/** Which rows are of wanted pairs. */
function wantedRows(keys: Uint32Array, unitBits: number, {exporters, importers}: CubePairs): Uint32Array {
  const mask = 2 ** unitBits - 1;
  const wanted = new Uint32Array(keys.length);
  let count = 0;
  for (let at = 0; at < keys.length; at++) {
    const key = Number(keys[at]);
    // Set in any case and kept by the sum: what is wanted has no order that a processor could foresee.
    wanted[count] = at;
    count += Number(exporters[(key >>> unitBits) & mask]) & Number(importers[key & mask]);
  }
  return wanted.subarray(0, count);
}

/** Where the wanted rows go. */
function placesOf(
  keys: Uint32Array,
  wanted: Uint32Array,
  {next, unitBits}: Pick<Kept, "next" | "unitBits">,
): Uint32Array {
  const mask = 2 ** unitBits - 1;
  const places = new Uint32Array(wanted.length);
  for (let at = 0; at < wanted.length; at++) {
    const exporter = (Number(keys[Number(wanted[at])]) >>> unitBits) & mask;
    const place = Number(next[exporter]);
    places[at] = place;
    next[exporter] = place + 1;
  }
  return places;
}

interface Moves {
  readonly wanted: Uint32Array;
  readonly places: Uint32Array;
}

function copyWholes(into: Uint32Array, from: Uint32Array, {wanted, places}: Moves): void {
  for (let at = 0; at < wanted.length; at++) into[Number(places[at])] = Number(from[Number(wanted[at])]);
}

function copyReals(into: Float64Array, from: Float64Array, {wanted, places}: Moves): void {
  for (let at = 0; at < wanted.length; at++) into[Number(places[at])] = Number(from[Number(wanted[at])]);
}
