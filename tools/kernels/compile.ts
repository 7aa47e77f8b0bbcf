// Compiles the estimator's kernels.as to kernels.wasm beside it. Usage: node tools/kernels/compile.ts
import {readFileSync, writeFileSync} from "node:fs";
import {pathToFileURL} from "node:url";
import {main} from "assemblyscript/asc";

/** Folder of the sources and of what they compile to. */
export const KERNELS = new URL("../../src/methods/regression/kernels/", import.meta.url);

const OPTIONS = [
  "kernels.ts",
  ...["--outFile", "kernels.wasm", "--optimizeLevel", "3", "--noAssert", "--runtime", "stub"],
  ...[
    "--importMemory",
    "--sharedMemory",
    "--initialMemory",
    "1",
    "--maximumMemory",
    "65536",
    "--noExportMemory",
  ],
  ...["--enable", "simd", "--enable", "threads", "--enable", "relaxed-simd"],
];

/** The kernels' WebAssembly, compiled from its sources. @throws Error with what the compiler said */
export async function compileKernels(): Promise<Uint8Array> {
  let compiled: Uint8Array | null = null;
  const {error, stderr} = await main(OPTIONS, {
    // Sources end in .as, so that other tools do not take them for TypeScript; the compiler looks for .ts.
    readFile: (name) => read(name.replace(/\.ts$/, ".as")) ?? read(name),
    writeFile: (_, contents) => {
      compiled = typeof contents === "string" ? new TextEncoder().encode(contents) : contents;
    },
    listFiles: () => [],
  });
  if (error !== null || compiled === null)
    throw new Error(`the kernels do not compile: ${stderr.toString()}`, {cause: error});
  return compiled;
}

function read(name: string): string | null {
  try {
    return readFileSync(new URL(name, KERNELS), "utf8");
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(new URL("kernels.wasm", KERNELS), await compileKernels());
}
