import {spawnSync} from "node:child_process";
import {existsSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {root} from "./house-files.ts";

/** The package as published, built into a folder of its own with the checkout's dependencies beside it. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "roundabout-package-"));
  const built = run(join(root, "scripts/build.js"), [folder]);
  expect(built.stderr).toBe("");
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
});
afterAll(() => rmSync(folder, {recursive: true, force: true}));

function run(script: string, args: readonly string[], options: readonly string[] = []) {
  return spawnSync(process.execPath, [...options, script, ...args], {encoding: "utf8"});
}

const kernels = () => join(folder, "src/methods/regression/kernels/kernels.wasm");
const FORMULA = "trade_musd ~ agreement | exporter^year + importer^year + exporter^importer";

interface Answered {
  readonly rows: readonly {readonly estimate: number}[];
  readonly warnings: readonly string[];
}

function fit(): Answered {
  const data = join(root, "docs/data/trade.csv");
  const {stdout, stderr} = run(join(folder, "bin/roundabout.js"), [
    "fit",
    FORMULA,
    "--data",
    data,
    "--format",
    "json",
  ]);
  expect(stderr).not.toContain("Error");
  return JSON.parse(stdout);
}

/** Runs a program beside the package that uses it as a library. */
function program(text: string, options: readonly string[] = []) {
  const path = join(folder, "program.js");
  writeFileSync(path, `import * as methods from "./src/methods/index.js";\n${text}`);
  const {stdout, stderr} = run(path, [], options);
  return `${stdout}${stderr}`.trim();
}

/** A panel beyond the rows from which threads share the work. */
const LARGE = `
  const n = 120_000;
  const codes = (levels, step) => Int32Array.from({length: n}, (_, row) => Math.floor(row / step) % levels);
  const fit = await methods.fitPoisson({
    y: Float64Array.from({length: n}, (_, row) => row % 7),
    regressors: [{name: "x", values: Float64Array.from({length: n}, (_, row) => Math.sin(row * 1.7))}],
    effects: [{name: "a", codes: codes(6000, 20), levels: 6000}, {name: "b", codes: codes(50, 3), levels: 50}],
    weights: null, offset: null,
  }, {threads: 2});
  console.log(methods.kernelFault(), fit.beta[0].toPrecision(8));`;

test("the published package holds the compiled kernels and fits with them, on one thread and on two", () => {
  expect(existsSync(kernels())).toBe(true);
  expect(fit().warnings).toEqual([]);
  expect(program(LARGE)).toMatch(/^null -?\d/);
});

test("without the kernels' file every fit says so, and gives the same numbers", () => {
  const [compiled, large] = [fit(), program(LARGE)];
  renameSync(kernels(), `${kernels()}.away`);
  try {
    const plain = fit();
    expect(plain.warnings).toEqual([
      "solved by the plain kernels, several times slower than the compiled ones and on one thread: kernels.wasm is absent from the package",
    ]);
    // Sums differ in order only.
    expect(
      Math.abs((plain.rows[0]?.estimate ?? Number.NaN) - (compiled.rows[0]?.estimate ?? Number.NaN)),
    ).toBeLessThan(1e-11);
    expect(program(LARGE)).toBe(large.replace("null", "kernels.wasm is absent from the package"));
  } finally {
    renameSync(`${kernels()}.away`, kernels());
  }
});

test("a damaged kernels' file is told apart from an absent one", () => {
  renameSync(kernels(), `${kernels()}.away`);
  try {
    writeFileSync(kernels(), "not WebAssembly");
    expect(program("console.log(methods.kernelFault());")).toContain("damaged");
  } finally {
    renameSync(`${kernels()}.away`, kernels());
  }
});

test("an engine without WebAssembly is refused by name", () => {
  const told = program(
    `await methods.fitPoisson({y: Float64Array.of(1, 2), regressors: [], effects: [], weights: null, offset: null})
       .catch((error) => console.log(error.code, error.hint));`,
    ["--jitless"],
  );
  expect(told).toContain("no-shared-memory start Node without --jitless");
});
