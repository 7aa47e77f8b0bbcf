import {expect, test} from "vitest";
import {storedRows} from "../../../test/support/verify.ts";
import type {Fit} from "./design.ts";
import {fitLeastSquares} from "./least-squares.ts";
import {column, design, effect} from "./made-designs.ts";
import {fitPoisson} from "./poisson.ts";

// verify/poisson/reference.R, R 4.2.2. R iterates to a relative change of the deviance below 1e-15, so that its last digits
// are right to about 1e-12; standard errors go through an inverse of dummies.
const ROWS = 60;
const COEFFICIENT = 1e-10;
const STANDARD_ERROR = 1e-9;

const x1 = column(ROWS, (i) => Math.sin(i * 1.7));
const x2 = column(ROWS, (i) => ((i * 37) % 11) / 11);
const made = design({
  y: column(ROWS, (i) => ((i * i * 7) % 13) * (1 + (i % 3))),
  regressors: [
    {name: "x1", values: x1},
    {name: "x2", values: x2},
  ],
  effects: [
    effect(
      "f",
      column(ROWS, (i) => i % 5),
    ),
    effect(
      "g",
      column(ROWS, (i) => Math.floor(i / 5) % 4),
    ),
  ],
  weights: column(ROWS, (i) => 1 + (i % 4) / 2),
  offset: column(ROWS, (i) => Math.cos(i) / 3),
});
const bare = {...made, effects: [], weights: null, offset: null};

function near(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  for (const [at, value] of expected.entries()) {
    expect(Math.abs((actual[at] ?? Number.NaN) - value)).toBeLessThanOrEqual(
      tolerance * Math.max(1, Math.abs(value)),
    );
  }
}

function standardErrors(bread: Float64Array, k: number): number[] {
  return Array.from({length: k}, (_, at) => Math.sqrt(bread[at * (k + 1)] ?? Number.NaN));
}

const stored = storedRows("poisson/reference.csv");

/** What R gave for one of its fits. */
function of(fit: string, quantity: string): number[] {
  return stored.filter((row) => row.fit === fit && row.quantity === quantity).map(({value}) => Number(value));
}

function likelihoods({deviance, logLikelihood}: Fit): number[] {
  return [deviance, logLikelihood];
}

for (const kernels of ["wasm", "plain"] as const) {
  test(`Poisson with two effects, weights and offset equals R's glm with dummies (${kernels})`, async () => {
    const fit = await fitPoisson(made, {kernels});
    near(fit.beta, of("poisson", "beta"), COEFFICIENT);
    near(standardErrors(fit.bread, 2), of("poisson", "error"), STANDARD_ERROR);
    near(likelihoods(fit), [...of("poisson", "deviance"), ...of("poisson", "likelihood")], 1e-11);
    near(fit.mu.subarray(0, 3), of("poisson", "mu"), 1e-9);
    expect(fit.effectParameters).toBe(8);
  });

  test(`least squares with two effects, weights and offset equals R's lm with dummies (${kernels})`, async () => {
    const fit = await fitLeastSquares(made, {kernels});
    near(fit.beta, of("gaussian", "beta"), COEFFICIENT);
    near(standardErrors(fit.bread, 2), of("gaussian", "error"), STANDARD_ERROR);
    near(likelihoods(fit), [...of("gaussian", "deviance"), ...of("gaussian", "likelihood")], 1e-11);
  });

  test(`without effects a constant is added and equals R's (${kernels})`, async () => {
    const poisson = await fitPoisson(bare, {kernels});
    expect(poisson.names).toEqual(["(Intercept)", "x1", "x2"]);
    near(poisson.beta, of("poisson without effects", "beta"), COEFFICIENT);
    near(standardErrors(poisson.bread, 3), of("poisson without effects", "error"), STANDARD_ERROR);
    near([poisson.logLikelihood], of("poisson without effects", "likelihood"), 1e-12);
    const squares = await fitLeastSquares(bare, {kernels});
    near(squares.beta, of("gaussian without effects", "beta"), COEFFICIENT);
    near(standardErrors(squares.bread, 3), of("gaussian without effects", "error"), STANDARD_ERROR);
  });
}

test("with neither effects nor a constant the answers are R's", async () => {
  const given = {...made, effects: [], constant: false};
  for (const [name, fit] of [
    ["poisson through the origin", await fitPoisson(given)],
    ["gaussian through the origin", await fitLeastSquares(given)],
  ] as const) {
    expect(fit.names).toEqual(["x1", "x2"]);
    near(fit.beta, of(name, "beta"), COEFFICIENT);
    near(standardErrors(fit.bread, 2), of(name, "error"), STANDARD_ERROR);
    near(likelihoods(fit), [...of(name, "deviance"), ...of(name, "likelihood")], 1e-11);
  }
});
