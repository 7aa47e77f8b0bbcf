import {readFileSync} from "node:fs";
import fc from "fast-check";
import {expect, test} from "vitest";
import {panelCodes, panelDesign, storedRows} from "../../../test/support/verify.ts";
import type {Design, Fit} from "../regression/design.ts";
import {at} from "./dense.ts";
import {fitDense} from "./dense-reference.ts";
import {type CovarianceChoice, coefficientTable, covariance, type SmallSample, waldTest} from "./index.ts";

const EFFECTS = ["f1", "f2"];

// Reference files made by verify/standard-errors/reference.R, R 4.2.2 and sandwich 3.0-2.
const FITS: Readonly<Record<string, Fit>> = {
  poisson: fitDense(panelDesign("y", EFFECTS), "poisson"),
  poisson_weighted: fitDense(panelDesign("y", EFFECTS, true), "poisson"),
  gaussian: fitDense(panelDesign("v", EFFECTS), "gaussian"),
  gaussian_weighted: fitDense(panelDesign("v", EFFECTS, true), "gaussian"),
  plain: fitDense(panelDesign("v", []), "gaussian"),
};

function fitOf(model: string): Fit {
  const fit = FITS[model];
  if (fit === undefined) throw new Error(`no fit ${model}`);
  return fit;
}

const RULES = new Map<string, SmallSample>([
  ["fixest", "fixest"],
  ["ppmlhdfe", "ppmlhdfe"],
  ["sandwich", "sandwich"],
  ["none", "none"],
]);

function choiceOf(how: string, rule: string): CovarianceChoice {
  const smallSample = RULES.get(rule) ?? "none";
  if (how === "iid" || how === "hc0" || how === "hc1") return {kind: how, smallSample};
  return {kind: "cluster", by: how.split("+").map(panelCodes), smallSample};
}

test.each(storedRows("standard-errors/reference.csv"))("$model, $how, rule $rule equals R", (row) => {
  const fit = fitOf(row.model ?? "");
  const {matrix, reference} = covariance(fit, choiceOf(row.how ?? "", row.rule ?? ""));
  const [i, k] = [fit.names.indexOf("x1"), fit.names.length];
  const ours = [at(matrix, i * k + i), at(matrix, i * k + i + 1), at(matrix, (i + 1) * k + i + 1)];
  for (const [cell, name] of ["v11", "v12", "v22"].entries()) {
    // Both solve the normal equations to rounding; inclusion and exclusion loses two digits to cancellation.
    const scale = Math.max(Math.abs(Number(row[name])), Math.abs(Number(row.v11)));
    expect(Math.abs((ours[cell] ?? Number.NaN) - Number(row[name]))).toBeLessThan(1e-9 * scale);
  }
  if (row.df !== "" && reference.distribution === "t")
    expect(reference.degreesOfFreedom).toBe(Number(row.df));
});

test("every error that the page on standard errors prints is what its rule gives", () => {
  const page = readFileSync(new URL("../../../docs/methods/standard-errors.md", import.meta.url), "utf8");
  const printed = [...page.matchAll(/^\| (\S+) +\| (\S+) +\| (0\.\d{6}) +\|$/gm)];
  expect(printed).toHaveLength(16);
  for (const [, how = "", rule = "", error] of printed) {
    const {rows} = coefficientTable(fitOf("poisson"), covariance(fitOf("poisson"), choiceOf(how, rule)));
    expect(`${how} ${rule} ${rows[0]?.se.toFixed(6)}`).toBe(`${how} ${rule} ${error}`);
  }
});

test.each(storedRows("standard-errors/wald.csv"))(
  "coefficients and the joint test of $model equal R",
  (row) => {
    const fit = fitOf(row.model ?? "");
    expect(at(fit.beta, 0)).toBeCloseTo(Number(row.x1), 11);
    const joint = waldTest(fit, covariance(fit, choiceOf("g1", "none")));
    // Eleven digits: the covariance itself agrees to twelve.
    expect(joint.statistic / Number(row.wald)).toBeCloseTo(1, 9);
    expect(joint.p / Number(row.p)).toBeCloseTo(1, 8);
    expect(joint).toMatchObject({rank: 2, deficient: false, ignored: 0});
  },
);

test("every factor is told with its numbers", () => {
  const {factors, clusters} = covariance(fitOf("poisson"), choiceOf("g1", "fixest"));
  expect(factors.map(({name}) => name)).toEqual(["(n − 1)/(n − K), n = 160, K = 12", "G/(G − 1), G = 8"]);
  expect(clusters).toEqual([{name: "g1", groups: 8}]);
});

test("an effect of the model may be named as the cluster", () => {
  const fit = fitOf("poisson");
  const named = covariance(fit, {kind: "cluster", by: ["f1"]});
  expect(named.matrix).toEqual(covariance(fit, choiceOf("f1", "fixest")).matrix);
  expect(() => covariance(fit, {kind: "cluster", by: ["f3"]})).toThrow(
    'unknown cluster "f3"; effects are f1, f2',
  );
});

test("two ways of one grouping are that one way", () => {
  const fit = fitOf("gaussian");
  const once = covariance(fit, {kind: "cluster", by: ["f1"]}).matrix;
  const twice = covariance(fit, {kind: "cluster", by: ["f1", "f1"]}).matrix;
  twice.forEach((value, i) => {
    expect(value).toBeCloseTo(at(once, i), 14);
  });
});

test("groups of one row each are the row-robust estimator", () => {
  const fit = fitOf("gaussian");
  const alone = {name: "row", codes: fit.rows, levels: fit.rows.length};
  const {matrix} = covariance(fit, {kind: "cluster", by: [alone], smallSample: "none"});
  covariance(fit, {kind: "hc0"}).matrix.forEach((value, i) => {
    expect(at(matrix, i) / value).toBeCloseTo(1, 12);
  });
});

test("one cluster, no degrees of freedom and missing groups are refused", () => {
  const fit = fitOf("gaussian");
  const one = {name: "all", codes: new Int32Array(160), levels: 1};
  expect(() => covariance(fit, {kind: "cluster", by: [one]})).toThrow('cluster "all" has 1 group');
  const gap = {name: "gap", codes: fit.rows.map((row) => row - 1), levels: 160};
  expect(() => covariance(fit, {kind: "cluster", by: [gap]})).toThrow('cluster "gap" is missing in row 1');
  const short = {name: "short", codes: new Int32Array(5), levels: 1};
  expect(() => covariance(fit, {kind: "cluster", by: [short]})).toThrow('"short" has 5 rows, the design 160');
  expect(() => covariance(fit, {kind: "cluster", by: []})).toThrow("no grouping");
  const tiny = {...fit, rows: fit.rows.slice(0, 20)};
  expect(() => covariance(tiny, {kind: "hc1"})).toThrow("27 parameters and 20 rows");
});

test("a table has statistic, p and interval on the stated reference, and no number where there is no variance", () => {
  const fit = fitOf("gaussian");
  const made = covariance(fit, choiceOf("g1", "fixest"));
  const {rows, reference} = coefficientTable(fit, made);
  expect(reference).toEqual({distribution: "t", degreesOfFreedom: 7});
  // qt(0.975, 7) of R.
  expect((Number(rows[0]?.high) - Number(rows[0]?.estimate)) / Number(rows[0]?.se)).toBeCloseTo(
    2.364624251592785,
    12,
  );
  const still = coefficientTable(fit, {...made, matrix: new Float64Array(4)});
  expect(still.rows[0]).toMatchObject({se: 0, statistic: null, p: null});
  expect(() => waldTest(fit, {...made, matrix: new Float64Array(4)})).toThrow(
    'coefficient "x1" has no variance',
  );
});

test("fewer groups than coefficients: the test says that it covers part of them", () => {
  const fit = fitOf("plain");
  const halves = {name: "half", codes: fit.rows.map((row) => row % 2), levels: 2};
  const joint = waldTest(fit, covariance(fit, {kind: "cluster", by: [halves]}));
  expect(joint.deficient).toBe(true);
  expect(joint.rank).toBe(1);
  expect(joint.ignored).toBeGreaterThan(0);
});

/** A small panel without collinear columns. */
const panels = fc
  .record({seed: fc.integer({min: 1, max: 1e9}), units: fc.integer({min: 4, max: 9})})
  .map(({seed, units}) => {
    let state = seed;
    const draw = (): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return ((state >>> 8) % 100_003) / 100_003;
    };
    const n = units * 6;
    const x = Float64Array.from({length: n}, draw);
    const effect = {
      name: "unit",
      codes: Int32Array.from({length: n}, (_, row) => Math.floor(row / 6)),
      levels: units,
    };
    const y = x.map((value) => Math.floor(1 + 8 * value * draw() + 3 * draw()));
    return {y, regressors: [{name: "x", values: x}], effects: [effect], weights: null, offset: null};
  });

test("relabelled groups, scaled outcomes and reordered rows change no t of a Poisson fit", () => {
  fc.assert(
    fc.property(panels, fc.double({min: 0.01, max: 1e6, noNaN: true}), (panel, scale) => {
      const statistic = (made: Design): number => {
        const fit = fitDense(made, "poisson");
        return Number(
          coefficientTable(fit, covariance(fit, {kind: "cluster", by: ["unit"]})).rows[0]?.statistic,
        );
      };
      const base = statistic(panel);
      const [effect] = panel.effects;
      const relabelled = panel.effects.map((e) => ({
        ...e,
        codes: e.codes.map((code) => e.levels - 1 - code),
      }));
      const reversed = {
        ...panel,
        y: panel.y.toReversed(),
        regressors: panel.regressors.map((r) => ({...r, values: r.values.toReversed()})),
        effects: panel.effects.map((e) => ({...e, codes: e.codes.toReversed()})),
      };
      expect(effect).toBeDefined();
      // Newton stops at 1e-13; a t of the order of one then agrees to nine digits.
      for (const same of [
        {...panel, effects: relabelled},
        {...panel, y: panel.y.map((v) => v * scale)},
        reversed,
      ]) {
        expect(Math.abs(statistic(same) - base)).toBeLessThan(1e-8 * Math.max(1, Math.abs(base)));
      }
    }),
    {numRuns: 40},
  );
});
