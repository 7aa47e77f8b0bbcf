import {once} from "node:events";
import {Worker} from "node:worker_threads";
import {firstRows, roomFor, yearBlocks} from "./cube-blocks.ts";
import type {CubeRows, CubeSide, CubeSource, CubeYear} from "./cube-layout.ts";
import {PackedReader} from "./packed-file.ts";

/** Which pairs are wanted: one for each state that counts, zero for others. */
export interface CubePairs {
  readonly exporters: Uint8Array;
  readonly importers: Uint8Array;
}

/** Rows of one year whose pairs are wanted, in the order of the cube, in memory that threads share. */
export interface PickedYear extends CubeRows {
  readonly year: number;
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
      const part = {sides, weights: true};
      const picked = roomFor(year, part, {rows: year.rows, memory: SharedArrayBuffer});
      let top = 0;
      for (const block of yearBlocks(file, {source, year, part}))
        top = keepRows(block, {picked, top, unitBits, pairs});
      return {year: year.year, ...firstRows(picked, top)};
    });
  } finally {
    file.close();
  }
}

interface Kept {
  readonly picked: CubeRows;
  readonly top: number;
  readonly unitBits: number;
  readonly pairs: CubePairs;
}

/** Adds the wanted rows of a block behind those before; answers how many there are then. */
function keepRows(block: CubeRows, {picked, top, unitBits, pairs}: Kept): number {
  const wanted = wantedRows(block.keys, unitBits, pairs);
  copyWholes(picked.keys, block.keys, {wanted, top});
  for (const side of ["sent", "got"] as const) {
    const [into, from] = [picked[side], block[side]];
    if (into === null || from === null) continue;
    copyReals(into.values, from.values, {wanted, top});
    copyReals(into.weights, from.weights, {wanted, top});
    if (into.records !== null && from.records !== null) copyWholes(into.records, from.records, {wanted, top});
  }
  return top + wanted.length;
}

/** Places of the rows of wanted pairs. */
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

interface Places {
  readonly wanted: Uint32Array;
  readonly top: number;
}

function copyWholes(into: Uint32Array, from: Uint32Array, {wanted, top}: Places): void {
  for (let at = 0; at < wanted.length; at++) into[top + at] = Number(from[Number(wanted[at])]);
}

function copyReals(into: Float64Array, from: Float64Array, {wanted, top}: Places): void {
  for (let at = 0; at < wanted.length; at++) into[top + at] = Number(from[Number(wanted[at])]);
}
