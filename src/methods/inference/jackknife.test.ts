import {expect, test} from "vitest";
import {normal, seeded} from "../../base/index.ts";
import type {Design} from "../regression/design.ts";
import {fitLeastSquares, fitPoisson} from "../regression/index.ts";
import {jackknifeCovariance} from "./jackknife.ts";

const CLUSTERS = 14;
const PERIODS = 5;

function panel(without: number | null, outcome: (level: number) => number): Design {
  const random = seeded(11);
  const cells = Array.from({length: CLUSTERS * PERIODS}, (_, at) => {
    const [cluster, period] = [Math.floor(at / PERIODS), at % PERIODS];
    const x = cluster % 2 === 0 && period > 2 ? 1 : 0;
    const level = normal(random) + 0.3 * cluster + 0.2 * period + 0.5 * x;
    return {cluster, period, x, y: outcome(level)};
  }).filter(({cluster}) => cluster !== without);
  const effect = (name: string, codes: number[], levels: number) => ({
    name,
    codes: Int32Array.from(codes),
    levels,
  });
  return {
    y: Float64Array.from(cells, ({y}) => y),
    regressors: [{name: "x", values: Float64Array.from(cells, ({x}) => x)}],
    effects: [
      effect(
        "cluster",
        cells.map(({cluster}) => cluster),
        CLUSTERS,
      ),
      effect(
        "period",
        cells.map(({period}) => period),
        PERIODS,
      ),
    ],
    weights: null,
    offset: null,
  };
}

const CHOICE = {cluster: "cluster", again: "period"};
const clusters = Array.from({length: CLUSTERS}, (_, at) => at);

test("for least squares it is the jackknife of regressions without each cluster", async () => {
  const identity = (level: number) => level;
  const fit = await fitLeastSquares(panel(null, identity));
  const all = fit.beta[0] ?? Number.NaN;
  let sum = 0;
  for (const left of clusters) {
    const without = await fitLeastSquares(panel(left, identity));
    sum += ((without.beta[0] ?? Number.NaN) - all) ** 2;
  }
  const brute = ((CLUSTERS - 1) / CLUSTERS) * sum;
  // Linear: one Newton step is the whole way; the projections are right to 1e-9.
  expect((jackknifeCovariance(fit, CHOICE).matrix[0] ?? 0) / brute).toBeCloseTo(1, 7);
});

test("for Poisson one Newton step a cluster stays near the refitted jackknife", async () => {
  const fit = await fitPoisson(panel(null, Math.exp));
  const all = fit.beta[0] ?? Number.NaN;
  let sum = 0;
  for (const left of clusters) {
    const without = await fitPoisson(panel(left, Math.exp));
    sum += ((without.beta[0] ?? Number.NaN) - all) ** 2;
  }
  const ratio = Math.sqrt(
    (jackknifeCovariance(fit, CHOICE).matrix[0] ?? 0) / (((CLUSTERS - 1) / CLUSTERS) * sum),
  );
  // Fourteen clusters with outcomes that differ by e³: what a second step would add.
  expect(Math.abs(ratio - 1)).toBeLessThan(0.15);
});

test("a coefficient that rests on one cluster, and a single cluster, are refused", async () => {
  const design = panel(null, Math.exp);
  const only = design.regressors[0]?.values.map((value, row) =>
    Math.floor(row / PERIODS) === 2 ? value : 0,
  );
  const fit = await fitPoisson({...design, regressors: [{name: "x", values: only ?? new Float64Array()}]});
  expect(() => jackknifeCovariance(fit, CHOICE)).toThrow(
    expect.objectContaining({code: "rests-on-one-cluster"}),
  );
  const one = await fitPoisson({
    ...design,
    effects: design.effects.map((effect) =>
      effect.name === "cluster" ? {...effect, codes: effect.codes.map(() => 0), levels: 1} : effect,
    ),
  });
  expect(() => jackknifeCovariance(one, CHOICE)).toThrow(expect.objectContaining({code: "one-cluster"}));
});
