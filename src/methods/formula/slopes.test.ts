import {expect, test} from "vitest";
import {storedRows} from "../../../test/support/verify.ts";
import {covariance} from "../inference/index.ts";
import {fitLeastSquares, fitPoisson} from "../regression/index.ts";
import {buildDesign, type Column, readFormula, type Table} from "./index.ts";
import {parseExpression} from "./parse.ts";

// The 60 rows of verify/poisson/reference.R, and its tolerances: R's last digits are right to about 1e-12.
const ROWS = 60;
const numbers = (value: (i: number) => number): Column => ({
  kind: "number",
  values: Float64Array.from({length: ROWS}, (_, i) => value(i)),
});
const columns = new Map<string, Column>([
  ["y", numbers((i) => ((i * i * 7) % 13) * (1 + (i % 3)))],
  ["x1", numbers((i) => Math.sin(i * 1.7))],
  ["x2", numbers((i) => ((i * 37) % 11) / 11)],
  ["f", numbers((i) => i % 5)],
  ["g", numbers((i) => Math.floor(i / 5) % 4)],
  ["w", numbers((i) => 1 + (i % 4) / 2)],
  ["o", numbers((i) => Math.cos(i) / 3)],
]);
const table: Table = {rows: ROWS, columns, rowNumbers: null};
const stored = storedRows("poisson/reference.csv");

function built(formula: string) {
  const [model] = readFormula(formula);
  if (model === undefined) throw new Error("a formula stands for a regression");
  return buildDesign(model, table, {weights: parseExpression("w"), offset: parseExpression("o")});
}

function reference(fit: string, quantity: string): number {
  return Number(stored.find((row) => row.fit === `${fit} with slopes` && row.quantity === quantity)?.value);
}

test.each([
  ["poisson", fitPoisson],
  ["gaussian", fitLeastSquares],
] as const)("%s: an effect with slopes equals R with a dummy and a slope a level", async (name, fitted) => {
  const {design, slopes} = built("y ~ x1 | f[x2] + g");
  const fit = await fitted(design);
  const at = fit.names.indexOf("x1");
  const k = fit.names.length;
  expect(slopes.size).toBe(5);
  expect(fit.beta[at]).toBeCloseTo(reference(name, "beta"), 9);
  expect(Math.sqrt(fit.bread[at * (k + 1)] ?? Number.NaN)).toBeCloseTo(reference(name, "error"), 8);
  expect(fit.deviance / reference(name, "deviance")).toBeCloseTo(1, 10);
});

test("slopes behind the bar are those of i(f, x), errors and all", async () => {
  const [behind, before] = [built("y ~ x1 | f[x2]"), built("y ~ x1 + i(f, x2) | f")];
  const fits = await Promise.all([behind, before].map(({design}) => fitPoisson(design)));
  const errors = fits.map((fit) => {
    const {matrix, names} = covariance(fit, {kind: "hc1"});
    const at = names.indexOf("x1");
    return [fit.beta[at], matrix[at * (names.length + 1)]];
  });
  for (const place of [0, 1]) expect(errors[0]?.[place]).toBeCloseTo(errors[1]?.[place] ?? Number.NaN, 12);
});

test("a regressor that the slopes explain is left out, not one of them", async () => {
  const fit = await fitPoisson(built("y ~ x2 + x1 | f[x2]").design);
  expect(fit.audit.collinear).toEqual(["x2"]);
});

test("more slopes than memory holds are refused with how many there may be", () => {
  const rows = 10_000;
  const values = Float64Array.from({length: rows}, (_, row) => row);
  const column = {kind: "number", values} as const;
  const large = {
    rows,
    rowNumbers: null,
    columns: new Map([
      ["y", column],
      ["f", column],
      ["x", column],
    ]),
  };
  const [model] = readFormula("y ~ 1 | f[x]");
  if (model === undefined) throw new Error("a formula stands for a regression");
  expect(() => buildDesign(model, large)).toThrow(
    expect.objectContaining({
      code: "too-many-slopes",
      message: expect.stringContaining("10000 slopes over 10000 rows; at most 3200"),
    }),
  );
});
