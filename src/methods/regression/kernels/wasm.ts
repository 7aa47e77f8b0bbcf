import {existsSync, readFileSync} from "node:fs";
import {KERNELS, type KernelName, type Kernels} from "./plain.ts";
import type {SharedMemory} from "./webassembly.ts";

const FILE = new URL("kernels.wasm", import.meta.url);

/** The compiled module, or why there is none. */
type Compiled = {readonly module: WebAssembly.Module} | {readonly fault: string};

let compiled: Compiled | undefined;

/**
 * Why fits run on the plain kernels, several times slower and on one thread; null where the compiled ones are there. The
 * numbers are the same but for rounding.
 */
export function kernelFault(): string | null {
  compiled ??= compile();
  return "fault" in compiled ? compiled.fault : null;
}

/** The compiled kernels over a memory; null where the file is absent or the engine lacks SIMD or threads. */
export function wasmKernels(memory: SharedMemory): Kernels | null {
  compiled ??= compile();
  if ("fault" in compiled) return null;
  const {exports} = new WebAssembly.Instance(compiled.module, {env: {memory}});
  const kernel = (name: KernelName): ((lane: number) => void) => {
    const found = exports[name];
    if (!isKernel(found)) throw new TypeError(`kernels.wasm has no kernel "${name}"`);
    return found;
  };
  const [scale, apply, applyMany, update, moments, combine, sumByGroup, advance] = KERNELS.map(kernel);
  if (!scale || !apply || !applyMany || !update || !moments || !combine || !sumByGroup || !advance)
    return null;
  return {scale, apply, applyMany, update, moments, combine, sumByGroup, advance};
}

function compile(): Compiled {
  if (!existsSync(FILE)) return {fault: "kernels.wasm is absent from the package"};
  const bytes = readFileSync(FILE);
  if (WebAssembly.validate(bytes)) return {module: new WebAssembly.Module(bytes)};
  return {fault: "kernels.wasm is damaged, or this JavaScript engine lacks SIMD or shared memory"};
}

function isKernel(found: unknown): found is (lane: number) => void {
  return typeof found === "function";
}
