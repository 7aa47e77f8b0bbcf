import {expect, test} from "vitest";
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

for (const kernels of ["wasm", "plain"] as const) {
  test(`Poisson with two effects, weights and offset equals R's glm with dummies (${kernels})`, async () => {
    const fit = await fitPoisson(made, {kernels});
    near(fit.beta, [0.07453977978165938, -0.21324695026915538], COEFFICIENT);
    near(standardErrors(fit.bread, 2), [0.0451182297807507, 0.1118608002972668], STANDARD_ERROR);
    near([fit.deviance, fit.logLikelihood], [732.3041755699882, -570.4478195450148], 1e-11);
    near(fit.mu.subarray(0, 3), [23.50947351574922, 12.90616852205125, 10.08624061956215], 1e-9);
    expect(fit.effectParameters).toBe(8);
  });

  test(`least squares with two effects, weights and offset equals R's lm with dummies (${kernels})`, async () => {
    const fit = await fitLeastSquares(made, {kernels});
    near(fit.beta, [0.9242394134467715, -1.9805603572039348], COEFFICIENT);
    near(standardErrors(fit.bread, 2), [0.1526455751060472, 0.3756278386909832], STANDARD_ERROR);
    near([fit.deviance, fit.logLikelihood], [6378.870164683151, -210.0165905859943], 1e-11);
  });

  test(`without effects a constant is added and equals R's (${kernels})`, async () => {
    const poisson = await fitPoisson(bare, {kernels});
    expect(poisson.names).toEqual(["(Intercept)", "x1", "x2"]);
    near(poisson.beta, [2.5224222719634453, 0.0734267496421523, -0.121645698707963], COEFFICIENT);
    near(
      standardErrors(poisson.bread, 3),
      [0.07261311402714316, 0.05846949278099073, 0.14258274631529716],
      STANDARD_ERROR,
    );
    near([poisson.logLikelihood], [-297.7522344091062], 1e-12);
    const squares = await fitLeastSquares(bare, {kernels});
    near(squares.beta, [12.455426910381657, 0.8667097398803596, -1.4355007991284467], COEFFICIENT);
    near(
      standardErrors(squares.bread, 3),
      [0.2529602827097199, 0.2007648136832028, 0.4897047561404548],
      STANDARD_ERROR,
    );
  });
}
