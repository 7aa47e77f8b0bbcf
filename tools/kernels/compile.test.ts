import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {compileKernels, KERNELS} from "./compile.ts";

test("kernels.wasm is what its sources compile to", async () => {
  const stored = readFileSync(new URL("kernels.wasm", KERNELS));
  expect(Buffer.from(await compileKernels()).equals(stored)).toBe(true);
});
