import {expect, test} from "vitest";
import {type Random, seeded} from "../../base/index.ts";
import {Dense} from "./dense.ts";
import type {Design} from "./design.ts";
import {madePanel} from "./made-designs.ts";
import {fitPoisson} from "./poisson.ts";
import {prepare} from "./prepare.ts";
import {wholeSample} from "./sample.ts";

/** A panel of workers whose effects besides the unit's are few; with `crossed`, those effects run on with the periods. */
function made(random: Random, crossed: boolean): Design {
  const periods = 6;
  const panel = madePanel(random, {units: 300, firms: 12, periods});
  if (!crossed) return panel;
  const [unit, firm] = panel.effects;
  if (unit === undefined || firm === undefined) throw new Error("a made panel has units and firms");
  const side = (name: string, of: (code: number) => number, count: number) => ({
    name,
    codes: unit.codes.map((code, row) => of(code) * periods + (row % periods)),
    levels: count * periods,
  });
  return {
    ...panel,
    effects: [unit, side("from", (u) => u % 5, 5), side("to", (u) => Math.floor(u / 5) % 7, 7)],
  };
}

test.each([
  ["levels by row", false],
  ["levels that run on with the rows", true],
] as const)("the factor inverts what a pass multiplies by: %s", (_, crossed) => {
  const random = seeded(7);
  const design = made(random, crossed);
  const prepared = prepare(design, wholeSample(design), {columns: [], coefficients: 0, options: {}});
  const {engine, panel} = prepared;
  const {layout, weight, unitWeight} = panel;
  expect(layout.period > 0).toBe(crossed);
  for (let unit = 0; unit < layout.units; unit++) {
    let sum = 0;
    for (let row = layout.start[unit] ?? -1; row < (layout.start[unit + 1] ?? -1); row++) {
      // Weights over 12 orders of magnitude: one unit is then almost all at one level.
      const value = (layout.source[row] ?? -1) < 0 ? 0 : 10 ** (12 * random() - 6);
      weight.cells[row] = value;
      sum += value;
    }
    unitWeight.cells[unit] = sum;
  }
  const dense = Dense.of(panel);
  const given = engine.vector();
  for (let at = 0; at < engine.levels; at++) given.cells[at] = random() - 0.5;
  const right = engine.apply(given).slice(0, engine.levels);
  const solution = engine.vector();
  dense?.apply(right, solution.cells);
  const image = engine.apply(solution);
  // Redundant levels stay at 0, so that the solution differs from what was given; what it maps to does not.
  for (let level = 0; level < engine.levels; level++) {
    const scale = Math.max(...right.map(Math.abs));
    expect(Math.abs((image[level] ?? Number.NaN) - (right[level] ?? Number.NaN))).toBeLessThan(1e-9 * scale);
  }
});

test("levels beyond what is held are left to the forest", () => {
  const design = madePanel(seeded(3), {units: 4000, firms: 1200, periods: 3});
  const {panel} = prepare(design, wholeSample(design), {columns: [], coefficients: 0, options: {}});
  expect(Dense.of(panel)).toBeNull();
});

test("a chain of firms, where an iteration creeps, is factored, by both kernels", async () => {
  const [workers, firms] = [12_000, 300];
  const row = Array.from({length: 2 * workers}, (_, at) => at);
  const random = seeded(5);
  // A worker is at two neighbouring firms: firms far apart are linked by hundreds of steps.
  const firmOf = (at: number) => (Math.floor(at / 2) + (at % 2)) % firms;
  const x = Float64Array.from(row, () => random());
  const y = Float64Array.from(
    row,
    (at) => Math.exp((x[at] ?? Number.NaN) + Math.sin(firmOf(at))) * (0.5 + random()),
  );
  const code = (name: string, of: (at: number) => number, levels: number) => ({
    name,
    codes: Int32Array.from(row, of),
    levels,
  });
  const design: Design = {
    y,
    regressors: [{name: "x", values: x}],
    effects: [
      code("worker", (at) => Math.floor(at / 2), workers),
      code("firm", firmOf, firms),
      code("half", (at) => at % 7, 7),
    ],
    weights: null,
    offset: null,
  };
  const [compiled, plain] = [
    await fitPoisson(design, {kernels: "wasm"}),
    await fitPoisson(design, {kernels: "plain"}),
  ];
  // With the forest alone it takes 711 passes.
  for (const {convergence} of [compiled, plain]) expect(convergence.passes).toBeLessThan(250);
  expect(compiled.beta[0]).toBeCloseTo(plain.beta[0] ?? Number.NaN, 11);
});
