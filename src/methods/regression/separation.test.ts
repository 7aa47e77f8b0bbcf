import {existsSync, readdirSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import type {Design} from "./design.ts";
import {column, design, effect, regressor} from "./made-designs.ts";
import {fitPoisson} from "./poisson.ts";
import {separationOf} from "./separation.ts";

const FOLDER = fileURLToPath(new URL("../../../../shared/data/benchmarks/separation/", import.meta.url));
const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

/** Rows that the guide's text says are separated; those files do not mark them. */
const GUIDE: Readonly<Record<string, readonly number[]>> = {
  "guide_example1.csv": [4],
  "guide_example2.csv": [0, 1, 2, 3, 4, 5, 6, 7, 8],
  "guide_fe1.csv": [4, 7, 13, 14],
  "guide_fe2.csv": [0, 1, 2, 3, 4],
  "guide_fe3.csv": [4, 5, 6, 7, 8, 10, 11],
};

function read(file: string): {design: Design; marked: number[]} {
  const [head = "", ...lines] = readFileSync(FOLDER + file, "utf8")
    .trim()
    .split(/\r?\n/);
  const names = head.split(",");
  const cells = lines.map((line) => line.split(",").map(Number));
  const values = (name: string) => cells.map((line) => line[names.indexOf(name)] ?? Number.NaN);
  const marked = values("separated").flatMap((flag, row) => (flag === 1 ? [row] : []));
  return {
    marked: names.includes("separated") ? marked : [...(GUIDE[file] ?? [])],
    design: design({
      y: Float64Array.from(values("y")),
      regressors: names.filter((name) => name.startsWith("x")).map((name) => regressor(name, values(name))),
      effects: names.filter((name) => /^(id\d|i|j)$/.test(name)).map((name) => effect(name, values(name))),
    }),
  };
}

test.skipIf(files.length === 0)("the benchmark's separated rows can be read (needs ../shared)", () => {
  expect(files.length).toBe(13);
});

for (const file of files) {
  test(`${file}: exactly the rows marked are dropped as separated`, async () => {
    const {design: given, marked} = read(file);
    const fit = await fitPoisson(given);
    const dropped = ["separated", "all-zero-level"] as const;
    const rows = dropped.flatMap((reason) => [...(fit.audit.dropped.get(reason) ?? [])]);
    expect(rows.sort((a, b) => a - b)).toEqual(marked);
    for (const number of [...fit.beta, ...fit.mu, fit.deviance]) expect(Number.isFinite(number)).toBe(true);
  });
}

test("the certificate is positive in separated rows and a combination of the regressors", async () => {
  const made = design({
    y: Float64Array.of(0, 0, 1, 2, 3, 4),
    regressors: [regressor("x", [2, 1, 0, 0, 0, 0])],
  });
  const {rows, certificates} = await separationOf(made);
  expect([...rows]).toEqual([0, 1]);
  // z is a multiple of x here, up to what the finite weight of the fixed rows leaves (1e-8).
  const [z0 = Number.NaN, z1 = Number.NaN] = certificates[0]?.z ?? [];
  expect(z0 / z1).toBeCloseTo(2, 6);
});

test("a sample without separation has no certificate", async () => {
  const made = design({
    y: column(40, (row) => row % 3),
    regressors: [
      regressor(
        "x",
        column(40, (row) => Math.sin(row)),
      ),
    ],
  });
  expect(await separationOf(made)).toEqual({rows: new Int32Array(0), certificates: []});
});
