import fc from "fast-check";
import {expect, test} from "vitest";
import {seeded, shuffled} from "../../base/index.ts";
import type {Design} from "./design.ts";
import {fitLeastSquares} from "./least-squares.ts";
import {column, effect, madePanel, regressor} from "./made-designs.ts";
import {fitPoisson} from "./poisson.ts";

/** Two ways to the same estimate, each solved to about 1e-10. */
const SAME = 1e-8;
const RUNS = {numRuns: 15};

const panels = fc
  .record({
    seed: fc.integer({min: 1, max: 1e6}),
    units: fc.integer({min: 12, max: 40}),
    periods: fc.integer({min: 4, max: 9}),
  })
  .map(({seed, units, periods}) => madePanel(seeded(seed), {units, firms: 5, periods}));
const fitters = fc.constantFrom(fitPoisson, fitLeastSquares);

function close(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at++) {
    const [a, b] = [actual[at] ?? Number.NaN, expected[at] ?? Number.NaN];
    expect(Math.abs(a - b)).toBeLessThanOrEqual(SAME * Math.max(1, Math.abs(b)));
  }
}

function reorder(design: Design, order: readonly number[]): Design {
  const reals = (values: Float64Array) => Float64Array.from(order, (row) => values[row] ?? Number.NaN);
  return {
    y: reals(design.y),
    regressors: design.regressors.map(({name, values}) => ({name, values: reals(values)})),
    effects: design.effects.map(({name, codes, levels}) => ({
      name,
      codes: Int32Array.from(order, (row) => codes[row] ?? -1),
      levels,
    })),
    weights: design.weights === null ? null : reals(design.weights),
    offset: design.offset === null ? null : reals(design.offset),
  };
}

test("the order of rows changes no estimate", () =>
  fc.assert(
    fc.asyncProperty(panels, fitters, async (design, fit) => {
      const order = shuffled(seeded(1), Array.from(design.y.keys()));
      close((await fit(reorder(design, order))).beta, (await fit(design)).beta);
    }),
    RUNS,
  ));

test("relabelling levels and reordering effects change no estimate", () =>
  fc.assert(
    fc.asyncProperty(panels, fitters, async (design, fit) => {
      const relabelled = design.effects.map(({name, codes, levels}) => ({
        name,
        codes: codes.map((c) => levels - 1 - c),
        levels,
      }));
      close((await fit({...design, effects: relabelled.reverse()})).beta, (await fit(design)).beta);
    }),
    RUNS,
  ));

test("scaling the outcome changes no Poisson coefficient", () =>
  fc.assert(
    fc.asyncProperty(panels, fc.double({min: 1e-9, max: 1e12, noNaN: true}), async (design, factor) => {
      close(
        (await fitPoisson({...design, y: design.y.map((v) => v * factor)})).beta,
        (await fitPoisson(design)).beta,
      );
    }),
    RUNS,
  ));

test("rows given twice equal rows of weight two", () =>
  fc.assert(
    fc.asyncProperty(panels, fitters, async (design, fit) => {
      const rows = Array.from(design.y.keys());
      const doubled = await fit(reorder(design, [...rows, ...rows.filter((row) => row % 3 === 0)]));
      const weighted = await fit({...design, weights: column(rows.length, (row) => (row % 3 === 0 ? 2 : 1))});
      close(doubled.beta, weighted.beta);
      close(doubled.bread, weighted.bread);
    }),
    RUNS,
  ));

test("absorbing an effect equals its dummies as regressors", () =>
  fc.assert(
    fc.asyncProperty(panels, fitters, async (design, fit) => {
      const [unit, firm, period] = design.effects;
      if (unit === undefined || firm === undefined || period === undefined)
        throw new Error("three effects are made");
      const dummies = Array.from({length: period.levels - 1}, (_, level) =>
        regressor(
          `period::${level}`,
          column(design.y.length, (row) => (period.codes[row] === level ? 1 : 0)),
        ),
      );
      const explicit = await fit({
        ...design,
        effects: [unit, firm],
        regressors: [...design.regressors, ...dummies],
      });
      close(explicit.beta.subarray(0, 2), (await fit(design)).beta);
    }),
    RUNS,
  ));

test("at the estimate, scores of coefficients and levels are 0 and the bread inverts the partialled cross products", () =>
  fc.assert(
    fc.asyncProperty(panels, fitters, async (design, fit) => {
      const {partialled, residual, workingWeight, bread, effects} = await fit(design);
      const columns = [0, 1].map((at) => partialled.at(at) ?? new Float64Array(0));
      const size = residual.reduce((sum, value) => sum + Math.abs(value), 0);
      const products = columns.flatMap((a) =>
        columns.map((b) => a.reduce((s, v, r) => s + v * (b[r] ?? NaN) * (workingWeight[r] ?? NaN), 0)),
      );
      const [a = NaN, b = NaN, c = NaN, d = NaN] = products;
      close(bread, [d / (a * d - b * c), -b / (a * d - b * c), -c / (a * d - b * c), a / (a * d - b * c)]);
      for (const column of columns) {
        expect(
          Math.abs(column.reduce((sum, value, row) => sum + value * (residual[row] ?? NaN), 0)),
        ).toBeLessThan(1e-7 * size);
      }
      for (const {codes, levels} of effects) {
        const sums = new Float64Array(levels);
        for (const [row, level] of codes.entries())
          sums[level] = (sums[level] ?? NaN) + (residual[row] ?? NaN);
        for (const sum of sums) expect(Math.abs(sum)).toBeLessThan(1e-7 * size);
      }
    }),
    RUNS,
  ));

test("interacting effects as one code equals the fit on that code's groups", async () => {
  const design = madePanel(seeded(9), {units: 20, firms: 4, periods: 8});
  const [unit, , period] = design.effects;
  if (unit === undefined || period === undefined) throw new Error("three effects are made");
  const half = effect(
    "unit^half",
    unit.codes.map((code, row) => 2 * code + ((period.codes[row] ?? 0) < 4 ? 0 : 1)),
  );
  const fit = await fitPoisson({...design, effects: [half, period]});
  close((await fitPoisson({...design, effects: [half, period, unit]})).beta, fit.beta);
});
