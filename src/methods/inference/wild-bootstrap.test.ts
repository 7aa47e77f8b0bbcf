import {expect, test} from "vitest";
import {panelCodes, panelDesign, storedRows} from "../../../test/support/verify.ts";
import {seeded} from "../../base/index.ts";
import type {Design, Fit} from "../regression/design.ts";
import {fitLeastSquares, fitPoisson} from "../regression/index.ts";
import {fitDense} from "./dense-reference.ts";
import {type NullScores, nullScores, type WildOptions, wildBootstrap} from "./index.ts";
import {drawWeight} from "./wild-weights.ts";

const poissonDesign = panelDesign("y", ["f1", "f2"]);
const poisson = fitDense(poissonDesign, "poisson");
const fitters = {
  poisson: (design: Design): Fit => fitDense(design, "poisson"),
  leastSquares: (design: Design): Fit => fitDense(design, "gaussian"),
};
const underNull = (): Promise<NullScores> =>
  nullScores(poissonDesign, {rows: poisson.rows, coefficient: "x1", hypothesis: 0.2}, fitters);

const options = (coefficient: string, hypothesis = 0): WildOptions => ({
  by: panelCodes("g1"),
  coefficient,
  hypothesis,
  random: seeded(1),
});

const gaussian = (effects: readonly string[]): Fit => fitDense(panelDesign("v", effects), "gaussian");

// Made by verify/wild-bootstrap/reference.R, which refits every draw.
const CASES = {
  nested_x1: () => ({fit: gaussian(["f1"]), options: options("x1"), kind: "refit"}),
  nested_x2: () => ({fit: gaussian(["f1"]), options: options("x2", -0.3), kind: "refit"}),
  plain_x1: () => ({fit: gaussian([]), options: options("x1"), kind: "refit"}),
  gaussian_score: () => ({fit: gaussian(["f1", "f2"]), options: options("x1"), kind: "score-restricted"}),
  poisson_restricted: async () => ({
    fit: poisson,
    options: {...options("x1", 0.2), scores: await underNull()},
    kind: "score-restricted",
  }),
  poisson_unrestricted: () => ({fit: poisson, options: options("x1", 0.2), kind: "score-unrestricted"}),
};

const reference = new Map(storedRows("wild-bootstrap/reference.csv").map((row) => [row.case, row]));

test.each(Object.entries(CASES))(
  "all 256 signs, %s: statistic and p are those of brute force in R",
  async (name, make) => {
    const {fit, options: chosen, kind} = await make();
    const found = wildBootstrap(fit, chosen);
    const row = reference.get(name);
    expect(found).toMatchObject({kind, exhaustive: true, draws: 256, groups: 8});
    // A ratio of two sums; p are counts out of 256 and agree exactly. The score statistic's sign follows the score.
    expect(found.statistic / Number(row?.statistic)).toBeCloseTo(1, 8);
    expect(found.p).toBeCloseTo(Number(row?.p), 12);
    expect(found.equalTailP).toBeCloseTo(Number(row?.equal_tail_p), 12);
  },
);

test("drawn signs come near the exhaustive p, and the same seed draws the same", () => {
  const fit = gaussian(["f1"]);
  const drawn = (seed: number, weights: "rademacher" | "webb" | "mammen" = "rademacher") =>
    wildBootstrap(fit, {...options("x1"), by: panelCodes("f1"), weights, draws: 1999, random: seeded(seed)});
  expect(drawn(3).exhaustive).toBe(false);
  expect(drawn(3)).toEqual(drawn(3));
  // Two runs of 1999 draws differ by a standard deviation of at most 0.016; four are allowed.
  expect(Math.abs(drawn(3).p - drawn(4).p)).toBeLessThan(0.064);
  expect(Math.abs(drawn(3).p - drawn(4, "webb").p)).toBeLessThan(0.1);
  expect(drawn(3, "mammen").p).toBeGreaterThan(0);
});

test.each(["rademacher", "webb", "mammen"] as const)("%s weights have mean 0 and variance 1", (weights) => {
  const random = seeded(11);
  const values = Array.from({length: 40_000}, () => drawWeight(random, weights));
  const moment = (power: number): number => values.reduce((sum, v) => sum + v ** power, 0) / values.length;
  // Standard errors 0.005 and at most 0.005; four of them.
  expect(Math.abs(moment(1))).toBeLessThan(0.02);
  expect(Math.abs(moment(2) - 1)).toBeLessThan(0.02);
});

test("an unknown coefficient, one group and an aborted signal are refused", () => {
  const fit = gaussian([]);
  expect(() => wildBootstrap(fit, options("x9"))).toThrow(
    'unknown coefficient "x9"; one of (Intercept), x1, x2',
  );
  const one = {name: "all", codes: new Int32Array(160), levels: 1};
  expect(() => wildBootstrap(fit, {...options("x1"), by: one})).toThrow('cluster "all" has 1 group');
  const signal = AbortSignal.abort(new Error("enough"));
  expect(() => wildBootstrap(fit, {...options("x1"), signal})).toThrow("enough");
  const scores = {rows: Int32Array.of(500), scores: Float64Array.of(1)};
  expect(() => wildBootstrap(poisson, {...options("x1"), scores})).toThrow("row 501 of the design");
});

test("a copy of the regressor in the design, which the fit left out, is refused: it would take its place under the hypothesis", async () => {
  const [x1] = poissonDesign.regressors;
  if (x1 === undefined) throw new Error("the panel has regressors");
  const doubled = {...poissonDesign, regressors: [...poissonDesign.regressors, {...x1, name: "copy"}]};
  const real = {poisson: fitPoisson, leastSquares: fitLeastSquares};
  await expect(nullScores(doubled, {rows: poisson.rows, coefficient: "x1"}, real)).rejects.toMatchObject({
    code: "collinear-coefficient",
  });
});
