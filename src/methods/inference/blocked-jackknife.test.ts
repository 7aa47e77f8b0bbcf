import {expect, test} from "vitest";
import {normal, seeded} from "../../base/index.ts";
import type {Design} from "../regression/design.ts";
import {fitLeastSquares, fitPoisson} from "../regression/index.ts";
import {blockedJackknifeCovariance} from "./blocked-jackknife.ts";
import {covariance} from "./covariance.ts";

const [DESTINATIONS, PRODUCTS, PERIODS] = [4, 7, 4];
const CHOICE = {cluster: "pair", again: "destination×period", within: "product×period"};

interface Cell {
  readonly d: number;
  readonly p: number;
  readonly t: number;
  readonly y: number;
}

/** A destination's products of which some are treated in two destinations, without one pair. */
function panel(without: number | null, outcome: (level: number) => number): Design {
  const random = seeded(5);
  const cells: Cell[] = [];
  for (let d = 0; d < DESTINATIONS; d++) {
    for (let p = 0; p < PRODUCTS; p++) {
      const base = normal(random);
      for (let t = 0; t < PERIODS; t++)
        cells.push({d, p, t, y: outcome(base + 0.5 * normal(random) + 0.1 * p * t)});
    }
  }
  const kept = cells.filter(({d, p}) => d * PRODUCTS + p !== without);
  const effect = (name: string, code: (cell: Cell) => number, levels: number) => ({
    name,
    codes: Int32Array.from(kept, code),
    levels,
  });
  const treated = (place: number) => ({
    name: `hub ${place}`,
    values: Float64Array.from(kept, ({d, p, t}) => Number(d === place && p < 4 && t > 1)),
  });
  return {
    y: Float64Array.from(kept, ({y}) => y),
    regressors: [treated(0), treated(1)],
    effects: [
      effect("pair", ({d, p}) => d * PRODUCTS + p, DESTINATIONS * PRODUCTS),
      effect("destination×period", ({d, t}) => d * PERIODS + t, DESTINATIONS * PERIODS),
      effect("product×period", ({p, t}) => p * PERIODS + t, PRODUCTS * PERIODS),
    ],
    weights: null,
    offset: null,
  };
}

const GROUPS = DESTINATIONS * PRODUCTS;
const identity = (level: number): number => level;

/** (G − 1)/G · Σ of the squared change of a coefficient in regressions without each pair. */
async function refitted(
  fit: typeof fitLeastSquares,
  outcome: (level: number) => number,
  at: number,
): Promise<number> {
  const all = (await fit(panel(null, outcome))).beta[at] ?? Number.NaN;
  let sum = 0;
  for (let left = 0; left < GROUPS; left++) {
    const {beta} = await fit(panel(left, outcome));
    sum += ((beta[at] ?? Number.NaN) - all) ** 2;
  }
  return ((GROUPS - 1) / GROUPS) * sum;
}

test("with three effects and least squares it is the jackknife of regressions without each pair", async () => {
  const {matrix} = blockedJackknifeCovariance(await fitLeastSquares(panel(null, identity)), CHOICE);
  for (const at of [0, 1]) {
    // Linear: one step is the whole way; the projections are right to 1e-9.
    expect((matrix[3 * at] ?? 0) / (await refitted(fitLeastSquares, identity, at))).toBeCloseTo(1, 7);
  }
});

test("with three effects and Poisson one step a pair stays near the refitted jackknife, where clustered errors are too small", async () => {
  const fit = await fitPoisson(panel(null, Math.exp));
  const {matrix} = blockedJackknifeCovariance(fit, CHOICE);
  const brute = await refitted(fitPoisson, Math.exp, 0);
  // Seven products of four destinations that differ by e: what further steps would add.
  expect(Math.abs(Math.sqrt((matrix[0] ?? 0) / brute) - 1)).toBeLessThan(0.25);
  const usual = covariance(fit, {kind: "cluster", by: ["pair"]}).matrix[0] ?? 0;
  expect(Math.sqrt(usual / brute)).toBeLessThan(0.8);
});

test("a coefficient that rests on one pair is refused by name", async () => {
  const design = panel(null, Math.exp);
  const only = design.effects[0]?.codes ?? new Int32Array();
  const values = Float64Array.from(only, (pair, row) => Number(pair === 2 && row % PERIODS > 1));
  const fit = await fitPoisson({...design, regressors: [{name: "one", values}]});
  expect(() => blockedJackknifeCovariance(fit, CHOICE)).toThrow(
    expect.objectContaining({code: "rests-on-one-cluster"}),
  );
});
