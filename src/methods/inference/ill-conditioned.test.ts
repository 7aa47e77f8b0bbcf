import {expect, test} from "vitest";
import {seeded} from "../../base/index.ts";
import type {Design} from "../regression/design.ts";
import {fitLeastSquares, fitPoisson} from "../regression/index.ts";
import {column, design, effect, madePanel, regressor} from "../regression/made-designs.ts";
import {at} from "./dense.ts";
import {type CovarianceChoice, covariance} from "./index.ts";

const base = madePanel(seeded(8), {units: 20, firms: 5, periods: 6});
const CHOICES: readonly CovarianceChoice[] = [{kind: "iid"}, {kind: "hc1"}, {kind: "cluster", by: ["unit"]}];
const FITTERS = [
  ["poisson", fitPoisson],
  ["least squares", fitLeastSquares],
] as const;

function values(given: Design, name: string): Float64Array {
  return given.regressors.find((one) => one.name === name)?.values ?? new Float64Array();
}

for (const [name, fitted] of FITTERS) {
  for (const scale of [1e-8, 1e8]) {
    test(`${name}: errors scale with a column of size ${scale}`, async () => {
      const regressors = base.regressors.map((one) =>
        one.name === "x1"
          ? regressor(
              "x1",
              [...one.values].map((value) => value * scale),
            )
          : one,
      );
      const [plain, scaled] = [await fitted(base), await fitted({...base, regressors})];
      for (const choice of CHOICES) {
        const [a, b] = [covariance(plain, choice).matrix, covariance(scaled, choice).matrix];
        // Both solve the same numbers but for the rounding of the scaled column.
        expect((at(b, 0) * scale * scale) / at(a, 0)).toBeCloseTo(1, 9);
        expect((at(b, 1) * scale) / at(a, 1)).toBeCloseTo(1, 7);
        expect(at(b, 3) / at(a, 3)).toBeCloseTo(1, 9);
      }
    });
  }

  // x3 = x1 + δ·x2 says what x2 says: its coefficient and error are those of x2 divided by δ.
  for (const [delta, digits] of [
    [1e-2, 7],
    [1e-4, 5],
  ] as const) {
    test(`${name}: a column that leaves another by ${delta} has the error of the difference`, async () => {
      const [x1, x2] = [values(base, "x1"), values(base, "x2")];
      const near = {
        ...base,
        regressors: [
          regressor("x1", x1),
          regressor(
            "x3",
            x1.map((value, row) => value + delta * at(x2, row)),
          ),
        ],
      };
      const [apart, beside] = [await fitted(base), await fitted(near)];
      expect((at(beside.beta, 1) * delta) / at(apart.beta, 1)).toBeCloseTo(1, digits);
      for (const choice of CHOICES) {
        const [a, b] = [covariance(apart, choice).matrix, covariance(beside, choice).matrix];
        // Of a share δ² of the column that is left, rounding at 1e-16 of the whole takes as many digits.
        expect((at(b, 3) * delta * delta) / at(a, 3)).toBeCloseTo(1, digits);
      }
    });
  }

  test(`${name}: a column that leaves another by 1e-6 is named as collinear`, async () => {
    const [x1, x2] = [values(base, "x1"), values(base, "x2")];
    const near = {
      ...base,
      regressors: [
        regressor("x1", x1),
        regressor(
          "x3",
          x1.map((value, row) => value + 1e-6 * at(x2, row)),
        ),
      ],
    };
    const fit = await fitted(near);
    expect(fit.names).toEqual(["x1"]);
    expect(fit.audit.collinear).toEqual(["x3"]);
  });
}

test("a square of years stands beside the years: columns are centred before anything is collinear", async () => {
  const year = column(60, (row) => 2014 + (row % 12));
  const given = design({
    y: column(60, (row) => 3 + Math.sin(row) + 0.01 * ((row % 12) - 5) ** 2),
    regressors: [
      regressor("year", year),
      regressor(
        "year^2",
        year.map((value) => value * value),
      ),
    ],
    effects: [
      effect(
        "unit",
        column(60, (row) => Math.floor(row / 12)),
      ),
    ],
  });
  const centred = {
    ...given,
    regressors: [
      regressor(
        "year",
        year.map((value) => value - 2019),
      ),
      regressor(
        "square",
        year.map((value) => (value - 2019) ** 2),
      ),
    ],
  };
  const [a, b] = [await fitLeastSquares(given), await fitLeastSquares(centred)];
  expect(a.audit.collinear).toEqual([]);
  // The coefficient of the square does not depend on where years are counted from.
  expect(at(a.beta, 1) / at(b.beta, 1)).toBeCloseTo(1, 6);
  const [va, vb] = [covariance(a, {kind: "hc1"}).matrix, covariance(b, {kind: "hc1"}).matrix];
  expect(at(va, 3) / at(vb, 3)).toBeCloseTo(1, 6);
});

test("ways of clustering that cancel are refused: the published fix would print an interval of no width", async () => {
  // Residuals ±1 in squares: each of their rows and columns sums to 0, so that V(a) + V(b) − V(a^b) < 0.
  const y = [1, -1, -1, 1, 1, -1, -1, 1].map((value, row) => value + row / 100);
  const given = design({y: Float64Array.from(y)});
  const fit = await fitLeastSquares(given);
  const a = effect("a", [0, 0, 1, 1, 2, 2, 3, 3]);
  const b = effect("b", [0, 1, 0, 1, 2, 3, 2, 3]);
  expect(at(covariance(fit, {kind: "cluster", by: [a]}).matrix, 0)).toBeGreaterThan(0);
  expect(() => covariance(fit, {kind: "cluster", by: [a, b]})).toThrow(
    /no variance is left for \(Intercept\)/,
  );
});
