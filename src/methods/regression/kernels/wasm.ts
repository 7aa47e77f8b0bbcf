import {existsSync, readFileSync} from "node:fs";
import {KERNELS, type KernelName, type Kernels} from "./plain.ts";
import type {SharedMemory} from "./webassembly.ts";

const FILE = new URL("kernels.wasm", import.meta.url);

let compiled: WebAssembly.Module | null | undefined;

/** The compiled kernels over a memory; null where the file is absent or the engine lacks SIMD or threads. */
export function wasmKernels(memory: SharedMemory): Kernels | null {
  if (compiled === undefined) compiled = compile();
  if (compiled === null) return null;
  const {exports} = new WebAssembly.Instance(compiled, {env: {memory}});
  const kernel = (name: KernelName): ((lane: number) => void) => {
    const found = exports[name];
    if (!isKernel(found)) throw new TypeError(`kernels.wasm has no kernel "${name}"`);
    return found;
  };
  const [scale, apply, applyMany, update, moments, combine, sumByGroup] = KERNELS.map(kernel);
  if (!scale || !apply || !applyMany || !update || !moments || !combine || !sumByGroup) return null;
  return {scale, apply, applyMany, update, moments, combine, sumByGroup};
}

function compile(): WebAssembly.Module | null {
  if (!existsSync(FILE)) return null;
  const bytes = readFileSync(FILE);
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null;
}

function isKernel(found: unknown): found is (lane: number) => void {
  return typeof found === "function";
}
