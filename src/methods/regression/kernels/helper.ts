// A thread that runs kernels over one lane of whatever panels it is told of, sleeping in between. Started by team.ts.
import {type MessagePort, receiveMessageOnPort, workerData} from "node:worker_threads";
import {KERNELS, type Kernels} from "./plain.ts";
import {ATTACH, DETACH, type HelperData, PANEL, SEQUENCE, TAKEN, TASK} from "./post.ts";
import {PENDING} from "./slots.ts";
import {wasmKernels} from "./wasm.ts";
import type {SharedMemory} from "./webassembly.ts";

/** How often to look for the next task before sleeping: passes follow one another within microseconds. */
const LOOKS = 4000;

interface Attached {
  readonly kernels: Kernels;
  readonly head: Int32Array;
  readonly lane: number;
}

function serve({control, port}: {control: Int32Array; port: MessagePort}): never {
  const panels = new Map<number, Attached>();
  for (let done = 0; ; done++) {
    sleepUntil(control, done);
    const task = Atomics.load(control, TASK);
    const panel = Atomics.load(control, PANEL);
    Atomics.store(control, TAKEN, done + 1);
    if (task === ATTACH) panels.set(panel, attach(port));
    else if (task === DETACH) panels.delete(panel);
    else run(panels.get(panel), task);
  }
}

function sleepUntil(control: Int32Array, done: number): void {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(control, SEQUENCE) !== done) return;
  Atomics.wait(control, SEQUENCE, done);
}

function attach(port: MessagePort): Attached {
  const received: {message: {memory: SharedMemory; lane: number}} | undefined = receiveMessageOnPort(port);
  if (received === undefined) throw new Error("a helper was told of a panel that it did not get");
  const {memory, lane} = received.message;
  const kernels = wasmKernels(memory);
  if (kernels === null) throw new Error("a helper has no compiled kernels");
  const head = new Int32Array(memory.buffer, 0, PENDING + 1);
  finish(head);
  return {kernels, head, lane};
}

function run(attached: Attached | undefined, task: number): void {
  const name = KERNELS[task];
  if (attached === undefined || name === undefined)
    throw new Error(`a helper was given the unknown task ${task}`);
  attached.kernels[name](attached.lane);
  finish(attached.head);
}

function finish(head: Int32Array): void {
  if (Atomics.sub(head, PENDING, 1) === 1) Atomics.notify(head, PENDING);
}

const data: HelperData = workerData;
serve(data);
