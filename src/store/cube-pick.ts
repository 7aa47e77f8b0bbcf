import {once} from "node:events";
import {Worker} from "node:worker_threads";
import {type CubeSideId, type CubeSource, cubeSection} from "./cube.ts";
import {PackedReader} from "./packed-file.ts";

/** Which pairs are wanted: one for each state that counts, zero for others. */
export interface CubePairs {
  readonly exporters: Uint8Array;
  readonly importers: Uint8Array;
}

/** The rows of one year and flow whose pairs are wanted, in the order of the cube, in memory that threads share. */
export interface PickedSide {
  readonly year: number;
  readonly keys: Uint32Array;
  /** Ten-thousandths of a US dollar, whole. */
  readonly values: Float64Array;
  /** Grams, whole; NaN where a record has no weight. */
  readonly weights: Float64Array;
  /** Records behind each key; null where each key has one. */
  readonly records: Uint32Array | null;
}

/** What one thread reads. */
export interface PickTask {
  readonly path: string;
  readonly source: string;
  readonly unitBits: number;
  readonly sides: readonly CubeSideId[];
  readonly pairs: CubePairs;
}

/** Below this, a second thread takes longer to start than it saves: some tenths of a second of reading. */
const WORTH_TWO = 4e6;

/**
 * Reads years of one flow once each, checked, and keeps the rows of some pairs. Two threads share the years where there is
 * much to read.
 *
 * @param worth rows from which on a second thread is started
 * @returns in the order of `sides`
 * @throws StoreError "cube-damaged"
 */
export async function pickSides(
  path: string,
  {id, unitBits}: CubeSource,
  sides: readonly CubeSideId[],
  {pairs, worth = WORTH_TWO}: {readonly pairs: CubePairs; readonly worth?: number},
): Promise<PickedSide[]> {
  const task = (own: readonly CubeSideId[]): PickTask => ({path, source: id, unitBits, sides: own, pairs});
  const rows = sides.reduce((sum, side) => sum + side.rows, 0);
  if (rows < worth || sides.length < 2) return pickAll(task(sides));
  const [mine, theirs] = [0, 1].map((lane) => sides.filter((_, at) => at % 2 === lane));
  const [own, others] = await Promise.all([pickLater(task(mine ?? [])), pickElsewhere(task(theirs ?? []))]);
  return sides.flatMap((_, at) => (at % 2 === 0 ? own : others)[at >>> 1] ?? []);
}

// The other thread is started before this one reads and cannot listen.
async function pickLater(task: PickTask): Promise<PickedSide[]> {
  await new Promise(setImmediate);
  return pickAll(task);
}

async function pickElsewhere(task: PickTask): Promise<PickedSide[]> {
  try {
    const [answer]: PickedSide[][] = await once(new Worker(workerUrl(), {workerData: task}), "message");
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
export function pickAll({path, source, unitBits, sides, pairs}: PickTask): PickedSide[] {
  const file = new PackedReader(path);
  try {
    return sides.map((side) => {
      const read = (column: "key" | "usd" | "kg" | "records") => file.read(cubeSection(source, side, column));
      const keys = new Uint32Array(read("key"));
      const values = new Float64Array(read("usd"));
      const weights = new Float64Array(read("kg"));
      const records = side.merged ? new Uint32Array(read("records")) : null;
      return {year: side.year, ...kept({keys, values, weights, records}, unitBits, pairs)};
    });
  } finally {
    file.close();
  }
}

type Columns = Omit<PickedSide, "year">;

/** The wanted rows: moved to the front of their arrays, then copied, so that the rest of a year is let go. */
function kept({keys, values, weights, records}: Columns, unitBits: number, pairs: CubePairs): Columns {
  const {exporters, importers} = pairs;
  const mask = 2 ** unitBits - 1;
  let top = 0;
  for (let at = 0; at < keys.length; at++) {
    const key = Number(keys[at]);
    if (exporters[(key >>> unitBits) & mask] !== 1 || importers[key & mask] !== 1) continue;
    keys[top] = key;
    values[top] = Number(values[at]);
    weights[top] = Number(weights[at]);
    if (records !== null) records[top] = Number(records[at]);
    top++;
  }
  return {
    keys: wholes(keys, top),
    values: reals(values, top),
    weights: reals(weights, top),
    records: records === null ? null : wholes(records, top),
  };
}

function wholes(from: Uint32Array, count: number): Uint32Array {
  const copy = new Uint32Array(new SharedArrayBuffer(count * Uint32Array.BYTES_PER_ELEMENT));
  copy.set(from.subarray(0, count));
  return copy;
}

function reals(from: Float64Array, count: number): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(count * Float64Array.BYTES_PER_ELEMENT));
  copy.set(from.subarray(0, count));
  return copy;
}
