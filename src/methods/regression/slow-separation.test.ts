import {expect, test} from "vitest";
import {NumericalError, type Random, seeded} from "../../base/index.ts";
import type {Design} from "./design.ts";
import {exactlySeparated} from "./exact-separation.ts";
import {design, effect, regressor} from "./made-designs.ts";
import {fitPoisson} from "./poisson.ts";

/** Rows of outcome 0 that the fit dropped, for whatever reason: alone in a level such a row is separated, too. */
async function dropped(given: Design): Promise<number[]> {
  const {audit, beta, mu} = await fitPoisson(given);
  for (const number of [...beta, ...mu]) expect(Number.isFinite(number)).toBe(true);
  const reasons = ["separated", "all-zero-level", "singleton"] as const;
  return reasons
    .flatMap((reason) => [...(audit.dropped.get(reason) ?? [])])
    .filter((row) => given.y[row] === 0)
    .sort((a, b) => a - b);
}

test("a separated row whose mean starts far below the others is found", async () => {
  const given = design({
    y: Float64Array.of(0, 1e15, 2e15, 3e15, 1e15, 4e15),
    regressors: [regressor("x", [1, 0, 0, 0, 0, 0])],
    offset: Float64Array.of(-60, 0, 0, 0, 0, 0),
  });
  expect(exactlySeparated(given)).toEqual([0]);
  expect(await dropped(given)).toEqual([0]);
});

test("a regressor that is small in a positive row keeps its rows: the estimate is finite, if far", async () => {
  const given = design({
    y: Float64Array.of(0, 9, 2, 3, 1, 4),
    regressors: [regressor("x", [1, 1e-7, 0, 0, 0, 0])],
  });
  expect(exactlySeparated(given)).toEqual([]);
  expect(await dropped(given)).toEqual([]);
  const {beta} = await fitPoisson(given);
  // Solved by hand to first order in 1e-7: the five positive rows have a mean of 3.8, and e^β·3.8 = 1e-7·(9 − 3.8).
  expect(beta[1]).toBeCloseTo(Math.log((1e-7 * 5.2) / 3.8), 4);
});

test("a regressor that is a little negative in another row of zero keeps its rows", async () => {
  const given = design({
    y: Float64Array.of(0, 0, 2, 3, 1, 4),
    regressors: [regressor("x", [1, -1e-7, 0, 0, 0, 0])],
  });
  expect(exactlySeparated(given)).toEqual([]);
  expect(await dropped(given)).toEqual([]);
});

for (const scale of [1e-8, 1, 1e8]) {
  test(`separation shows at a regressor's scale of ${scale}`, async () => {
    const given = design({
      y: Float64Array.of(0, 0, 1, 2, 3, 4),
      regressors: [
        regressor(
          "x",
          [2, 1e-5, 0, 0, 0, 0].map((value) => value * scale),
        ),
      ],
    });
    expect(await dropped(given)).toEqual([0, 1]);
  });
}

/** A design of a few rows in small numbers: half of such are separated. */
function smallDesign(random: Random): Design {
  const pick = (n: number): number => Math.floor(random() * n);
  const rows = 6 + pick(9);
  const list = (value: (row: number) => number): number[] =>
    Array.from({length: rows}, (_, row) => value(row));
  const size = 2 ** (26 * (pick(3) - 1));
  const y = list(() => (random() < 0.6 ? 0 : 1 + pick(4)));
  return design({
    y: Float64Array.from(y.some((value) => value > 0) ? y : y.map(() => 1)),
    regressors: Array.from({length: pick(4)}, (_, at) =>
      regressor(
        `x${at}`,
        list(() => (pick(4) - 1) * size),
      ),
    ),
    effects: Array.from({length: pick(4)}, (_, at) =>
      effect(
        `f${at}`,
        list((row) => (row < 6 ? row % 3 : pick(3))),
      ),
    ),
  });
}

test("400 small designs, up to three effects and three regressors: dropped is what an exact linear programme separates", async () => {
  const random = seeded(31);
  const seen = {separated: 0, none: 0, refused: 0};
  for (let trial = 0; trial < 400; trial++) {
    const given = smallDesign(random);
    const exact = exactlySeparated(given);
    try {
      expect(await dropped(given), `design ${trial}`).toEqual(exact);
      seen[exact.length > 0 ? "separated" : "none"]++;
    } catch (error) {
      // Without the separated rows nothing may be left, and a rectifier that goes on too long is refused.
      if (!(error instanceof NumericalError)) throw error;
      expect(error.code).toMatch(/^(no-rows-left|separation-undecided)$/);
      seen.refused += error.code === "separation-undecided" ? 1 : 0;
    }
  }
  expect(seen.separated).toBeGreaterThan(120);
  expect(seen.none).toBeGreaterThan(120);
  expect(seen.refused).toBeLessThan(3);
});

for (const kernels of ["wasm", "plain"] as const) {
  test(`three effects whose rows share levels converge (${kernels})`, async () => {
    const codes = [
      [0, 1, 0, 1, 1, 1, 0],
      [0, 1, 0, 1, 1, 1, 1],
      [0, 1, 0, 1, 0, 1, 0],
    ];
    const given = design({
      y: Float64Array.of(3, 0, 0, 3, 1, 0, 1),
      effects: codes.map((levels, at) => effect(`f${at}`, levels)),
    });
    // Rows 0 and 2 share all levels, as do 1, 3 and 5; the other two are told apart: each group has its mean.
    const {mu} = await fitPoisson(given, {kernels});
    const means = [1.5, 1, 1.5, 1, 1, 1, 1];
    for (const [row, mean] of means.entries()) expect(mu[row]).toBeCloseTo(mean, 10);
  });
}
