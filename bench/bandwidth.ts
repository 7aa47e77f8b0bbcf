// STREAM's triad a = b + s·c over memory that threads share: what the machine's memory gives at the time.
import {isMainThread, parentPort, Worker, workerData} from "node:worker_threads";

/** Doubles in each of the three arrays, for all threads together: 128 MiB an array, far beyond any cache. */
const LENGTH = 2 ** 24;
const ROUNDS = 6;
const TRIAD_BYTES = 24;

interface Task {
  readonly memory: SharedArrayBuffer;
  readonly gate: SharedArrayBuffer;
  readonly from: number;
  readonly to: number;
}

/** When a thread began and ended its rounds, in milliseconds of one clock. */
interface Span {
  readonly began: number;
  readonly ended: number;
}

/** GB/s of a triad by so many threads, each on its own part; 24 bytes a cell are counted, as STREAM does. */
export async function triadGbPerSecond(threads: number): Promise<number> {
  const memory = new SharedArrayBuffer(3 * 8 * LENGTH);
  const gate = new SharedArrayBuffer(8);
  const part = Math.floor(LENGTH / threads);
  const spans = await Promise.all(
    Array.from({length: threads}, (_, at) => {
      const task: Task = {memory, gate, from: at * part, to: (at + 1) * part};
      return spanOf(new Worker(new URL(import.meta.url), {workerData: {...task, threads}}));
    }),
  );
  const began = Math.min(...spans.map((span) => span.began));
  const ended = Math.max(...spans.map((span) => span.ended));
  return (TRIAD_BYTES * part * threads * ROUNDS) / ((ended - began) * 1e6);
}

function spanOf(worker: Worker): Promise<Span> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

function triad({memory, from, to}: Task): void {
  const [a, b, c] = [0, 1, 2].map((at) =>
    new Float64Array(memory, 8 * LENGTH * at, LENGTH).subarray(from, to),
  );
  if (!a || !b || !c) throw new Error("three arrays are made");
  for (let at = 0; at < a.length; at++) a[at] = (b[at] ?? Number.NaN) + 3 * (c[at] ?? Number.NaN);
}

/** Touches the pages once, waits for the others, then runs. */
function work(task: Task & {readonly threads: number}): Span {
  triad(task);
  triad(task);
  const gate = new Int32Array(task.gate);
  const waiting = Atomics.add(gate, 0, 1) + 1;
  if (waiting === task.threads) {
    Atomics.store(gate, 1, 1);
    Atomics.notify(gate, 1);
  } else Atomics.wait(gate, 1, 0);
  const began = performance.timeOrigin + performance.now();
  for (let round = 0; round < ROUNDS; round++) triad(task);
  return {began, ended: performance.timeOrigin + performance.now()};
}

if (!isMainThread) parentPort?.postMessage(work(workerData));
