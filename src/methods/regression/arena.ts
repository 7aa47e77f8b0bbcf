import {NumericalError} from "../../base/index.ts";
import {HEAD_BYTES} from "./kernels/slots.ts";
import type {SharedMemory} from "./kernels/webassembly.ts";

const PAGE = 65_536;
/** The most that 32-bit addresses reach, in pages. */
const MAX_PAGES = 65_536;

/** An array at a fixed address of the memory that all threads and kernels share. */
export interface Placed<T> {
  readonly address: number;
  readonly cells: T;
}

/** Shared memory from which arrays are cut one after another; nothing is given back before the whole is. */
export class Arena {
  readonly memory: SharedMemory;
  #top = HEAD_BYTES;

  /** @throws NumericalError "no-shared-memory" where the engine runs without WebAssembly */
  constructor() {
    if (typeof WebAssembly === "undefined") {
      throw new NumericalError("no-shared-memory", {
        message: "this JavaScript engine runs without WebAssembly, whose shared memory the solver works in",
        hint: "start Node without --jitless",
      });
    }
    this.memory = new WebAssembly.Memory({initial: 1, maximum: MAX_PAGES, shared: true});
  }

  /** Zeros. @throws NumericalError "too-large" beyond 4 GiB */
  reals(length: number): Placed<Float64Array> {
    const address = this.#take(8 * length);
    return {address, cells: new Float64Array(this.memory.buffer, address, length)};
  }

  /** Zeros. @throws NumericalError "too-large" beyond 4 GiB */
  wholes(length: number): Placed<Int32Array> {
    const address = this.#take(4 * length);
    return {address, cells: new Int32Array(this.memory.buffer, address, length)};
  }

  /** Whole numbers copied in. @throws NumericalError "too-large" beyond 4 GiB */
  copy(values: ArrayLike<number>): Placed<Int32Array> {
    const placed = this.wholes(values.length);
    placed.cells.set(values);
    return placed;
  }

  /** The head of the memory, by words. */
  head(): Int32Array {
    return new Int32Array(this.memory.buffer, 0, HEAD_BYTES / 4);
  }

  #take(bytes: number): number {
    const address = this.#top;
    // 64 keeps lanes on cache lines of their own.
    this.#top = Math.ceil((address + bytes) / 64) * 64;
    const missing = Math.ceil((this.#top - this.memory.buffer.byteLength) / PAGE);
    if (missing > 0) this.#grow(missing);
    return address;
  }

  #grow(pages: number): void {
    try {
      this.memory.grow(pages);
    } catch (cause) {
      throw new NumericalError("too-large", {
        message: `the solver needs ${Math.round(this.#top / 2 ** 20)} MiB, more than can be addressed or is free`,
        hint: "estimate on fewer rows, or merge duplicate rows by weight",
        cause,
      });
    }
  }
}
