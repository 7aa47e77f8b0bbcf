import fc from "fast-check";
import {expect, test} from "vitest";
import {NumericalError, seeded, shuffled} from "../../base/index.ts";
import type {Design, EffectCodes, Fit} from "../regression/design.ts";
import {fitLeastSquares, fitPoisson} from "../regression/index.ts";
import {column, effect, madePanel, regressor} from "../regression/made-designs.ts";
import {type CovarianceChoice, covariance} from "./index.ts";

/** What is asked of standard errors is 1e-6: partialled regressors are solved to about 1e-7, which scores feel in full. Variances twice. */
const SAME = 2e-6;
const RUNS = {numRuns: 12};

/** A panel with a coarse grouping of its units: the clusters. */
const panels = fc
  .record({
    seed: fc.integer({min: 1, max: 1e6}),
    units: fc.integer({min: 16, max: 40}),
    periods: fc.integer({min: 4, max: 8}),
  })
  .map(({seed, units, periods}) => {
    const design = madePanel(seeded(seed), {units, firms: 5, periods});
    const by = effect(
      "region",
      column(units * periods, (row) => Math.floor(row / periods) % 8),
    );
    return {design, by};
  });
const fitters = fc.constantFrom(fitPoisson, fitLeastSquares);
const rules = fc.constantFrom("fixest", "ppmlhdfe", "sandwich", "none");

function close(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (let at = 0; at < expected.length; at++) {
    const [a, b] = [actual[at] ?? Number.NaN, expected[at] ?? Number.NaN];
    // An off-diagonal entry may be near 0: it is held against the size of the matrix.
    const size = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(Math.abs(a - b)).toBeLessThanOrEqual(SAME * size);
  }
}

type Rule = "fixest" | "ppmlhdfe" | "sandwich" | "none";

/** Every choice of errors: iid, robust, by region, by region and period. */
function choices(by: EffectCodes, {effects}: Design, smallSample: Rule): CovarianceChoice[] {
  const period = effects.find(({name}) => name === "period") ?? by;
  return [
    {kind: "iid", smallSample},
    {kind: "hc1", smallSample},
    {kind: "cluster", by: [by], smallSample},
    {kind: "cluster", by: [by, period], smallSample},
  ];
}

/** By choice the matrix; empty where two-way clusters cancel, which a panel of few clusters may make them do, either way it is written. */
function covariances(fit: Fit, list: readonly CovarianceChoice[]): Float64Array[] {
  return list.map((choice) => {
    try {
      return Float64Array.from(covariance(fit, choice).matrix);
    } catch (error) {
      if (error instanceof NumericalError && error.code === "negative-variance") return new Float64Array();
      throw error;
    }
  });
}

function reorder(design: Design, order: readonly number[]): Design {
  const reals = (values: Float64Array) => Float64Array.from(order, (row) => values[row] ?? Number.NaN);
  return {
    ...design,
    y: reals(design.y),
    regressors: design.regressors.map(({name, values}) => ({name, values: reals(values)})),
    effects: design.effects.map((each) => recoded(each, order)),
    weights: design.weights === null ? null : reals(design.weights),
  };
}

function recoded({name, codes, levels}: EffectCodes, order: readonly number[]): EffectCodes {
  return {name, codes: Int32Array.from(order, (row) => codes[row] ?? -1), levels};
}

const reversed = ({name, codes, levels}: EffectCodes): EffectCodes => ({
  name,
  codes: codes.map((code) => levels - 1 - code),
  levels,
});

test("the order of rows changes no covariance", () =>
  fc.assert(
    fc.asyncProperty(panels, fitters, rules, async ({design, by}, fit, rule) => {
      const order = shuffled(seeded(1), Array.from(design.y.keys()));
      const other = reorder(design, order);
      const [a, b] = [await fit(design), await fit(other)];
      const left = covariances(b, choices(recoded(by, order), other, rule));
      for (const [at, matrix] of covariances(a, choices(by, design, rule)).entries())
        close(left[at] ?? [], matrix);
    }),
    RUNS,
  ));

test("relabelling levels and clusters changes no covariance", () =>
  fc.assert(
    fc.asyncProperty(panels, fitters, rules, async ({design, by}, fit, rule) => {
      const other = {...design, effects: design.effects.map(reversed)};
      const [a, b] = [await fit(design), await fit(other)];
      const left = covariances(b, choices(reversed(by), other, rule));
      for (const [at, matrix] of covariances(a, choices(by, design, rule)).entries())
        close(left[at] ?? [], matrix);
    }),
    RUNS,
  ));

test("scaling the outcome scales errors of least squares and leaves clustered ones of Poisson", () =>
  fc.assert(
    fc.asyncProperty(
      panels,
      rules,
      fc.double({min: 1e-6, max: 1e9, noNaN: true}),
      async (made, rule, factor) => {
        const {design, by} = made;
        const scaled = {...design, y: design.y.map((value) => value * factor)};
        const clustered = choices(by, design, rule).slice(1);
        const squares = covariances(await fitLeastSquares(scaled), clustered);
        for (const [at, matrix] of covariances(await fitLeastSquares(design), clustered).entries())
          close(
            (squares[at] ?? new Float64Array()).map((value) => value / factor ** 2),
            matrix,
          );
        const poisson = covariances(await fitPoisson(scaled), clustered);
        for (const [at, matrix] of covariances(await fitPoisson(design), clustered).entries())
          close(poisson[at] ?? [], matrix);
      },
    ),
    RUNS,
  ));

test("scaling a regressor scales its errors the other way", () =>
  fc.assert(
    fc.asyncProperty(
      panels,
      fitters,
      fc.double({min: 1e-6, max: 1e6, noNaN: true}),
      async (made, fit, factor) => {
        const {design, by} = made;
        const regressors = design.regressors.map(({name, values}) => ({
          name,
          values: values.map((value) => value * factor),
        }));
        const list = choices(by, design, "fixest");
        const scaled = covariances(await fit({...design, regressors}), list);
        for (const [at, matrix] of covariances(await fit(design), list).entries())
          close(
            (scaled[at] ?? new Float64Array()).map((value) => value * factor ** 2),
            matrix,
          );
      },
    ),
    RUNS,
  ));

test("rows given twice have the clustered errors of rows of weight two", () =>
  fc.assert(
    fc.asyncProperty(panels, fitters, async ({design, by}, fit) => {
      const rows = Array.from(design.y.keys());
      const order = [...rows, ...rows.filter((row) => row % 3 === 0)];
      const doubled = reorder(design, order);
      const weights = column(rows.length, (row) => (row % 3 === 0 ? 2 : 1));
      // Groups count here, rows do not: n differs between the two.
      const list = (each: Design, region: EffectCodes) => choices(region, each, "ppmlhdfe").slice(2);
      const twice = covariances(await fit(doubled), list(doubled, recoded(by, order)));
      for (const [at, matrix] of covariances(await fit({...design, weights}), list(design, by)).entries())
        close(twice[at] ?? [], matrix);
    }),
    RUNS,
  ));

test("absorbing an effect gives the errors of its dummies as regressors", () =>
  fc.assert(
    fc.asyncProperty(
      panels,
      fitters,
      fc.constantFrom("sandwich", "ppmlhdfe", "none"),
      async (made, fit, rule) => {
        const {design, by} = made;
        const period = design.effects.find(({name}) => name === "period");
        if (period === undefined) throw new Error("periods are made");
        const dummies = Array.from({length: period.levels - 1}, (_, level) =>
          regressor(
            `period::${level}`,
            column(design.y.length, (row) => (period.codes[row] === level ? 1 : 0)),
          ),
        );
        const explicit = await fit({
          ...design,
          effects: design.effects.filter(({name}) => name !== "period"),
          regressors: [...design.regressors, ...dummies],
        });
        // Of three effects one level each counts as redundant; with the dummies beside two, what is redundant is counted exactly.
        const list: CovarianceChoice[] = [
          {kind: "cluster", by: [by], smallSample: rule === "sandwich" ? "none" : rule},
        ];
        const k = design.regressors.length;
        const [full = new Float64Array()] = covariances(explicit, list);
        const size = Math.sqrt(full.length);
        const corner = Array.from(
          {length: k * k},
          (_, at) => full[Math.floor(at / k) * size + (at % k)] ?? Number.NaN,
        );
        close(corner, covariances(await fit(design), list)[0] ?? []);
      },
    ),
    RUNS,
  ));
