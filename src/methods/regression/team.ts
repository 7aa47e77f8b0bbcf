import {MessageChannel, type MessagePort, Worker} from "node:worker_threads";
import {NumericalError} from "../../base/index.ts";
import type {FitOptions} from "./design.ts";
import {KERNELS, type KernelName, type Kernels, plainKernels} from "./kernels/plain.ts";
import {ATTACH, DETACH, type HelperData, PANEL, SEQUENCE, TAKEN, TASK} from "./kernels/post.ts";
import {PENDING} from "./kernels/slots.ts";
import {wasmKernels} from "./kernels/wasm.ts";
import type {SharedMemory} from "./kernels/webassembly.ts";
import type {Panel} from "./panel.ts";

/** Those who run kernels over the lanes of a panel: this thread, and helpers for further lanes. */
export interface Team {
  /** Runs a kernel on every lane and returns when all are done. */
  run(kernel: KernelName): void;
  /** Lets the helpers go; kernels then run on this thread alone, lane after lane. */
  dismiss(): void;
}

/** The team for a panel: WebAssembly kernels with a helper for each further lane, unless the options ask for plain ones. */
export function gather({arena, lanes}: Panel, {kernels}: FitOptions): Team {
  const compiled = kernels === "plain" ? null : wasmKernels(arena.memory);
  if (compiled === null) return plainTeam(arena.memory, lanes);
  return lanes === 1 ? alone(compiled, lanes) : new Together(arena.memory, compiled, lanes);
}

function alone(kernels: Kernels, lanes: number): Team {
  return {
    run: (kernel) => {
      for (let lane = 0; lane < lanes; lane++) kernels[kernel](lane);
    },
    dismiss: () => undefined,
  };
}

function plainTeam(memory: SharedMemory, lanes: number): Team {
  let {buffer} = memory;
  let kernels = plainKernels(memory);
  return {
    run: (kernel) => {
      if (buffer !== memory.buffer) {
        buffer = memory.buffer;
        kernels = plainKernels(memory);
      }
      for (let lane = 0; lane < lanes; lane++) kernels[kernel](lane);
    },
    dismiss: () => undefined,
  };
}

/** A thread of helper.ts, shared by all fits of the process. */
interface Helper {
  readonly control: Int32Array;
  readonly port: MessagePort;
}

const helpers: Helper[] = [];
let panels = 0;

/** Longer than any pass takes: a helper that is silent for so long has died. */
const LOST_MS = 600_000;
/** How often to look whether helpers are done before sleeping. */
const LOOKS = 4000;

class Together implements Team {
  readonly #kernels: Kernels;
  readonly #lanes: number;
  readonly #head: Int32Array;
  readonly #panel = panels++;
  #helpers: readonly Helper[];

  constructor(memory: SharedMemory, kernels: Kernels, lanes: number) {
    this.#kernels = kernels;
    this.#lanes = lanes;
    this.#head = new Int32Array(memory.buffer, 0, PENDING + 1);
    while (helpers.length < lanes - 1) helpers.push(startHelper());
    this.#helpers = helpers.slice(0, lanes - 1);
    Atomics.store(this.#head, PENDING, this.#helpers.length);
    for (const [at, helper] of this.#helpers.entries()) {
      helper.port.postMessage({memory, lane: at + 1});
      assign(helper, ATTACH, this.#panel);
    }
  }

  run(kernel: KernelName): void {
    if (this.#helpers.length === 0) {
      for (let lane = 0; lane < this.#lanes; lane++) this.#kernels[kernel](lane);
      return;
    }
    this.#wait();
    Atomics.store(this.#head, PENDING, this.#helpers.length);
    for (const helper of this.#helpers) assign(helper, KERNELS.indexOf(kernel), this.#panel);
    this.#kernels[kernel](0);
    this.#wait();
  }

  dismiss(): void {
    if (this.#helpers.length === 0) return;
    this.#wait();
    for (const helper of this.#helpers) assign(helper, DETACH, this.#panel);
    this.#helpers = [];
  }

  #wait(): void {
    for (let look = 0; look < LOOKS; look++) if (Atomics.load(this.#head, PENDING) === 0) return;
    for (let left = Atomics.load(this.#head, PENDING); left > 0; left = Atomics.load(this.#head, PENDING)) {
      if (Atomics.wait(this.#head, PENDING, left, LOST_MS) === "timed-out") {
        throw new NumericalError("thread-lost", {
          message: "a thread of the solver ended early",
          hint: "set threads to 1",
        });
      }
    }
  }
}

function assign({control}: Helper, task: number, panel: number): void {
  // A helper takes its tasks one by one; the one before must have been taken up.
  for (;;) {
    const taken = Atomics.load(control, TAKEN);
    if (taken === Atomics.load(control, SEQUENCE)) break;
    Atomics.wait(control, TAKEN, taken, 1);
  }
  Atomics.store(control, TASK, task);
  Atomics.store(control, PANEL, panel);
  Atomics.add(control, SEQUENCE, 1);
  Atomics.notify(control, SEQUENCE);
}

function startHelper(): Helper {
  const control = new Int32Array(new SharedArrayBuffer(64));
  const {port1, port2} = new MessageChannel();
  const workerData: HelperData = {control, port: port2};
  const worker = new Worker(helperUrl(), {workerData, transferList: [port2]});
  worker.unref();
  port1.unref();
  return {control, port: port1};
}

// The file beside this one: TypeScript from a checkout, JavaScript in the published package.
function helperUrl(): URL {
  return new URL(`./kernels/helper${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
}
