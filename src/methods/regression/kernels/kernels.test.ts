import {expect, test} from "vitest";
import {seeded} from "../../../base/index.ts";
import type {Design} from "../design.ts";
import {madePanel} from "../made-designs.ts";
import {fitPoisson} from "../poisson.ts";

/** Sums of the two differ in order, Newton's method ends at the same relative score: 1e-11 is 5 digits above rounding. */
const SAME = 1e-11;

function expectSame(actual: Float64Array, expected: Float64Array): void {
  expect(actual.length).toBe(expected.length);
  const off = actual.findIndex((value, at) => {
    const other = expected[at] ?? Number.NaN;
    return !(Math.abs(value - other) <= SAME * Math.max(1, Math.abs(other)));
  });
  expect(off).toBe(-1);
}

/** The same panel with periods crossed into both effects, so that levels run on with the rows. */
function crossed(design: Design, periods: number): Design {
  const [unit] = design.effects;
  if (unit === undefined) throw new Error("a panel has units");
  const side = (name: string, of: (unit: number) => number, count: number) => ({
    name,
    codes: unit.codes.map((code, row) => of(code) * periods + (row % periods)),
    levels: count * periods,
  });
  return {
    ...design,
    effects: [unit, side("from", (u) => u % 6, 6), side("to", (u) => Math.floor(u / 6), 40)],
  };
}

for (const periods of [8, 7]) {
  const made = madePanel(seeded(periods), {units: 240, firms: 9, periods});
  for (const [name, design] of [
    ["codes by row", made],
    ["levels that run on with the rows", crossed(made, periods)],
    ["one effect besides the unit", {...made, effects: made.effects.slice(0, 2)}],
  ] as const) {
    test(`compiled kernels equal plain ones: ${name}, ${periods} periods`, async () => {
      const [compiled, plain] = [
        await fitPoisson(design, {kernels: "wasm"}),
        await fitPoisson(design, {kernels: "plain"}),
      ];
      expectSame(compiled.beta, plain.beta);
      expectSame(compiled.mu, plain.mu);
      expectSame(compiled.bread, plain.bread);
      expectSame(
        compiled.partialled.at(0) ?? new Float64Array(1),
        plain.partialled.at(0) ?? new Float64Array(0),
      );
    });
  }
}

test("two threads give what one gives", async () => {
  const design = madePanel(seeded(3), {units: 26_000, firms: 200, periods: 5});
  const [one, two] = [await fitPoisson(design, {threads: 1}), await fitPoisson(design, {threads: 2})];
  expectSame(two.beta, one.beta);
  expectSame(two.bread, one.bread);
});
