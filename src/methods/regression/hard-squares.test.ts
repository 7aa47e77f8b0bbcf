import {expect, test} from "vitest";
import {seeded} from "../../base/index.ts";
import {coefficientTable, covariance} from "../inference/index.ts";
import type {Design, Fit} from "./design.ts";
import {fitLeastSquares} from "./least-squares.ts";
import {column, design, effect, madePanel, regressor} from "./made-designs.ts";
import {fitPoisson} from "./poisson.ts";

// The hard cases of Poisson, for least squares, and what both say with clusters.

const made = madePanel(seeded(5), {units: 30, firms: 6, periods: 6});
const byUnit = made.effects.slice(0, 1);
/** Relative difference allowed between two ways to the same estimate. */
const SAME = 1e-9;

function close(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = SAME): void {
  expect(actual.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at++) {
    const [a, b] = [actual[at] ?? Number.NaN, expected[at] ?? Number.NaN];
    expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * Math.max(Math.abs(b), 1e-8));
  }
}

/** Clustered errors of a fit; the table holds no NaN. */
function errors(fit: Fit, by = byUnit): number[] {
  const {rows} = coefficientTable(fit, covariance(fit, {kind: "cluster", by}));
  for (const row of rows) {
    for (const value of Object.values(row)) if (typeof value === "number") expect(value).not.toBeNaN();
  }
  return rows.map(({se}) => se);
}

async function code(fit: Promise<Fit>): Promise<string> {
  return fit.then(
    () => "no error",
    (error: {code: string}) => error.code,
  );
}

test("an all-zero outcome of least squares has coefficients, deviance and errors of 0", async () => {
  const fit = await fitLeastSquares({...made, y: new Float64Array(made.y.length)});
  expect([...fit.beta]).toEqual([0, 0]);
  expect(fit.deviance).toBe(0);
  expect(errors(fit)).toEqual([0, 0]);
});

test("one cluster is refused by name, of both estimators", async () => {
  const all = [{name: "all", codes: new Int32Array(made.y.length), levels: 1}];
  for (const fitter of [fitPoisson, fitLeastSquares]) {
    const fit = await fitter(made);
    expect(() => covariance(fit, {kind: "cluster", by: all})).toThrow('cluster "all" has 1 group');
  }
});

test("a tiny sample: as many parameters as rows leave no degrees of freedom, which is refused", async () => {
  const tiny = design({
    y: Float64Array.of(1, 4, 2),
    regressors: [regressor("x", [0, 1, 3]), regressor("z", [1, 0, 2])],
  });
  const fit = await fitLeastSquares(tiny);
  close(fit.mu, [1, 4, 2]);
  expect(() => covariance(fit, {kind: "hc1"})).toThrow("3 parameters and 3 rows");
  expect(await code(fitLeastSquares(design({y: new Float64Array(0)})))).toBe("no-rows");
});

test("an outcome of 1e15 scales coefficients and errors of least squares, and no digit is lost", async () => {
  const [large, small] = [
    await fitLeastSquares({...made, y: made.y.map((y) => y * 1e15)}),
    await fitLeastSquares(made),
  ];
  close(
    large.beta.map((value) => value / 1e15),
    small.beta,
  );
  close(
    errors(large).map((value) => value / 1e15),
    errors(small),
  );
});

test("an outcome of 1e15 leaves clustered errors of Poisson as they are", async () => {
  const [large, small] = [
    await fitPoisson({...made, y: made.y.map((y) => y * 1e15)}),
    await fitPoisson(made),
  ];
  close(errors(large), errors(small));
});

test("badly scaled regressors: 1e-12 and 1e12 beside each other", async () => {
  const scales = [1e-12, 1e12];
  const regressors = made.regressors.map(({name, values}, at) => ({
    name,
    values: values.map((value) => value * (scales[at] ?? Number.NaN)),
  }));
  for (const fitter of [fitPoisson, fitLeastSquares]) {
    const [scaled, plain] = [await fitter({...made, regressors}), await fitter(made)];
    const back = (values: ArrayLike<number>) =>
      Array.from(values, (value, at) => value * (scales[at] ?? Number.NaN));
    close(back(scaled.beta), plain.beta);
    close(back(errors(scaled)), errors(plain));
  }
});

test("an effect nested in another changes neither coefficients nor clustered errors", async () => {
  const [unit] = made.effects;
  if (unit === undefined) throw new Error("units are made");
  const half = effect(
    "half",
    unit.codes.map((code) => code % 2),
  );
  for (const fitter of [fitPoisson, fitLeastSquares]) {
    const [with_, without] = [await fitter({...made, effects: [...made.effects, half]}), await fitter(made)];
    close(with_.beta, without.beta, 1e-8);
    // Four effects count one redundant level each, one too few here: the factor of K is left out of the comparison.
    const rule = {kind: "cluster", by: byUnit, smallSample: "ppmlhdfe"} as const;
    close(covariance(with_, rule).matrix, covariance(without, rule).matrix, 1e-7);
  }
});

test("weights of zero leave their rows out of least squares; nothing but zeros is refused", async () => {
  const weights = column(made.y.length, (row) => (row % 5 === 0 ? 0 : 1));
  const fit = await fitLeastSquares({...made, weights});
  expect(fit.audit.dropped.get("zero-weight")?.length).toBe(36);
  const missing = await fitLeastSquares({
    ...made,
    y: made.y.map((y, row) => (row % 5 === 0 ? Number.NaN : y)),
  });
  close(fit.beta, missing.beta);
  expect(await code(fitLeastSquares({...made, weights: weights.fill(0)}))).toBe("no-rows-left");
});

test("disconnected components: each is a regression of its own with the slope in common", async () => {
  const [unit, , period] = made.effects;
  if (unit === undefined || period === undefined) throw new Error("units and periods are made");
  const island = unit.codes.map((code) => code % 2);
  const periods = effect(
    "island^period",
    period.codes.map((code, row) => 2 * code + (island[row] ?? Number.NaN)),
  );
  for (const fitter of [fitPoisson, fitLeastSquares]) {
    const fit = await fitter({...made, effects: [unit, periods]});
    expect(fit.effectParameters).toBe(unit.levels + periods.levels - 2);
    const dummies = Array.from({length: periods.levels}, (_, level) =>
      regressor(
        `p${level}`,
        column(made.y.length, (row) => (periods.codes[row] === level ? 1 : 0)),
      ),
    );
    const explicit = await fitter({...made, effects: [unit], regressors: [...made.regressors, ...dummies]});
    expect(explicit.audit.collinear).toHaveLength(2);
    close(fit.beta, explicit.beta.subarray(0, 2), 1e-8);
  }
});

test("a perfect fit has errors of rounding only, and a table without NaN", async () => {
  const y = made.y.map((_, row) =>
    made.regressors.reduce(
      (sum, {values}, at) => sum + (at + 1) * (values[row] ?? Number.NaN),
      Math.floor(row / 6),
    ),
  );
  const fit = await fitLeastSquares({...made, y});
  close(fit.beta, [1, 2]);
  // Level sums of the residuals are solved to 1e-8 of their scale; the outcome goes to 30.
  expect(Math.max(...errors(fit))).toBeLessThan(1e-7);
});

test("an offset of least squares is taken off the outcome", async () => {
  const offset = column(made.y.length, (row) => Math.sin(row) * 50);
  const given = await fitLeastSquares({...made, offset});
  const off = await fitLeastSquares({...made, y: made.y.map((y, row) => y - (offset[row] ?? Number.NaN))});
  close(given.beta, off.beta);
  close(errors(given), errors(off));
  close(
    given.mu.map((mu, row) => mu - (offset[row] ?? Number.NaN)),
    off.mu,
    1e-6,
  );
});

test("an empty cell of two crossed effects, an empty level and an empty cluster change nothing", async () => {
  const [unit, firm, period] = made.effects;
  if (unit === undefined || firm === undefined || period === undefined)
    throw new Error("three effects are made");
  const holed: Design = {
    ...made,
    y: made.y.map((y, row) => (firm.codes[row] === 2 && (period.codes[row] ?? 0) < 3 ? Number.NaN : y)),
  };
  const more = holed.effects.map((each) => ({...each, levels: each.levels + 7}));
  for (const fitter of [fitPoisson, fitLeastSquares]) {
    const [plain, padded] = [await fitter(holed), await fitter({...holed, effects: more})];
    close(padded.beta, plain.beta);
    close(errors(padded, [{...unit, levels: unit.levels + 7}]), errors(plain));
    expect(padded.effects.map(({levels}) => levels)).toEqual(plain.effects.map(({levels}) => levels));
  }
});

test("ten interacted effects of least squares equal their dummies", async () => {
  const rows = 600;
  const effects = Array.from({length: 10}, (_, at) =>
    effect(
      `f${at}^g${at}`,
      column(rows, (row) => (row * (at + 3) + Math.floor(row / (at + 2))) % (6 + at)),
    ),
  );
  const ten = design({
    y: column(rows, (row) => ((row * row) % 17) - 4),
    regressors: [
      regressor(
        "x",
        column(rows, (row) => Math.sin(row * row)),
      ),
    ],
    effects,
  });
  const dummies = effects.flatMap(({name, codes, levels}) =>
    Array.from({length: levels - 1}, (_, level) =>
      regressor(
        `${name}::${level}`,
        column(rows, (row) => (codes[row] === level ? 1 : 0)),
      ),
    ),
  );
  const explicit = await fitLeastSquares({...ten, effects: [], regressors: [...ten.regressors, ...dummies]});
  close((await fitLeastSquares(ten)).beta, explicit.beta.subarray(1, 2), 1e-7);
});
