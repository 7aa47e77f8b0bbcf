import fc from "fast-check";
import {expect, test} from "vitest";
import {storedRows} from "../../../test/support/verify.ts";
import type {Fit} from "../regression/design.ts";
import {at} from "./dense.ts";
import {fitDense} from "./dense-reference.ts";
import {
  type Covariance,
  covariance,
  eventStudy,
  relativeMagnitudes,
  type SensitivityResult,
  smoothness,
  sunAbraham,
  waldTest,
} from "./index.ts";
import {foldedQuantile} from "./smoothness.ts";

// Made by verify/sensitivity/reference.R.
const stored = storedRows("sensitivity/study.csv");
const names = stored.map((row) => `rel::${row.period}:treat`);
const beta = Float64Array.from(stored, (row) => Number(row.estimate));
const matrix = Float64Array.from(stored.flatMap((row) => names.map((_, i) => Number(row[`X${i + 1}`]))));

function covarianceOf(of: readonly string[], values: Float64Array): Covariance {
  return {
    names: of,
    matrix: values,
    kind: "hc0",
    clusters: [],
    factors: [],
    reference: {distribution: "normal"},
    raisedEigenvalues: 0,
  };
}

const study = eventStudy({names, beta}, covarianceOf(names, matrix));

test("the reference period stands in its place as an exact zero, and the periods before are tested together", () => {
  expect(study.rows.map(({period}) => period)).toEqual([-5, -4, -3, -2, -1, 0, 1, 2, 3]);
  expect(study.rows[4]).toEqual({
    period: -1,
    name: null,
    estimate: 0,
    se: 0,
    statistic: null,
    p: null,
    low: 0,
    high: 0,
  });
  expect(study).toMatchObject({variable: "rel", suffix: "treat", referencePeriod: -1});
  const joint = waldTest({names, beta}, covarianceOf(names, matrix), names.slice(0, 4));
  expect(study.preTrend).toEqual(joint);
  expect(joint.rank).toBe(4);
});

test("periods are in order of number, not of text, and other coefficients stay out", () => {
  const mixed = ["dist", "rel::10", "rel::-2", "rel::2", "rel::-10"];
  const unit = Float64Array.from({length: 25}, (_, i) => Number(i % 6 === 0));
  const found = eventStudy({names: mixed, beta: Float64Array.of(1, 2, 3, 4, 5)}, covarianceOf(mixed, unit));
  expect(found.rows.map(({period, estimate}) => [period, estimate])).toEqual([
    [-10, 5],
    [-2, 3],
    [-1, 0],
    [2, 4],
    [10, 2],
  ]);
  // Independent estimates of variance one: the sum of squares.
  expect(found.preTrend?.statistic).toBeCloseTo(34, 12);
  expect(found.preTrend?.names).toEqual(["rel::-10", "rel::-2"]);
});

test("series that are none, several, or hold the reference are refused with what there is", () => {
  const of = (list: readonly string[], options = {}) =>
    eventStudy(
      {names: list, beta: new Float64Array(list.length)},
      covarianceOf(list, new Float64Array(list.length ** 2)),
      options,
    );
  expect(() => of(["x", "z"])).toThrow('no coefficient is named "variable::period"; there are x, z');
  expect(() => of(["a::1", "b::1"])).toThrow("there are 2 series: a::…, b::…");
  expect(() => of(["a::-1", "a::1"])).toThrow('the reference period "-1" has a coefficient of its own');
  expect(of(["a::0", "a::1:b"], {suffix: "b"}).rows).toHaveLength(2);
});

test.each(storedRows("sensitivity/reference.csv"))(
  "bounds, $restriction of the $target effect at $size: R's",
  (row) => {
    const target = row.target === "first" ? 0 : "mean";
    const bounds = row.restriction === "smoothness" ? smoothness : relativeMagnitudes;
    const [found] = bounds(study, [Number(row.size)], {target}).bounds;
    // R searches smoothness with a general optimiser: to six digits, and never shorter than ours.
    const digits = row.restriction === "smoothness" ? 5 : 10;
    expect(found?.low).toBeCloseTo(Number(row.low), digits);
    expect(found?.high).toBeCloseTo(Number(row.high), digits);
    const length = Number(found?.high) - Number(found?.low);
    expect(length).toBeLessThanOrEqual((Number(row.high) - Number(row.low)) * (1 + 1e-9));
    if (row.id_low === "") expect(found?.identified).toBeNull();
    else {
      expect(found?.identified?.low).toBeCloseTo(Number(row.id_low), 10);
      expect(found?.identified?.high).toBeCloseTo(Number(row.id_high), 10);
    }
  },
);

test("without violations relative magnitudes give the plain interval, and the breakdown is where zero enters", () => {
  const found = relativeMagnitudes(study, [0], {target: 0});
  expect(found.bounds[0]?.low).toBeCloseTo(Number(study.rows[5]?.low), 12);
  const size = Number(found.breakdown);
  const edge = (at: number): number => Number(relativeMagnitudes(study, [at], {target: 0}).bounds[0]?.low);
  expect(edge(size * (1 - 1e-6))).toBeGreaterThan(0);
  expect(edge(size * (1 + 1e-6))).toBeLessThan(0);
  const still = eventStudy({names, beta: new Float64Array(8)}, covarianceOf(names, matrix));
  expect(relativeMagnitudes(still, [1]).breakdown).toBeNull();
});

test("a larger violation never narrows an interval, and intervals hold the identified set", () => {
  const draws = fc.array(fc.double({min: -1, max: 1, noNaN: true}), {minLength: 8, maxLength: 8});
  const inside = ({bounds}: SensitivityResult): void => {
    for (const {identified, low, high} of bounds) {
      if (identified === null) continue;
      expect(low).toBeLessThanOrEqual(identified.low + 1e-9);
      expect(high).toBeGreaterThanOrEqual(identified.high - 1e-9);
    }
  };
  fc.assert(
    fc.property(draws, (estimates) => {
      const drawn = eventStudy({names, beta: Float64Array.from(estimates)}, covarianceOf(names, matrix));
      const sizes = [0, 0.01, 0.1, 1];
      const relative = relativeMagnitudes(drawn, sizes);
      inside(relative);
      const smooth = smoothness(drawn, sizes);
      for (const {bounds} of [relative, smooth]) {
        const lengths = bounds.map(({low, high}) => high - low);
        // The search for the shortest stops at nine digits.
        expect(lengths.every((length, i) => i === 0 || length >= Number(lengths[i - 1]) * (1 - 1e-9))).toBe(
          true,
        );
      }
    }),
    {numRuns: 25},
  );
});

test("the quantile of a folded normal: 1.96 without bias, bias + 1.645 far out", () => {
  // qnorm(0.975) and 20 + qnorm(0.95) of R.
  expect(foldedQuantile(0, 0.05)).toBeCloseTo(1.959963984540054, 10);
  expect(foldedQuantile(20, 0.05)).toBeCloseTo(21.64485362695147, 10);
  expect(foldedQuantile(7.999, 0.05)).toBeCloseTo(foldedQuantile(8.001, 0.05) - 0.002, 10);
});

test("gaps, one-sided series and unknown targets are refused", () => {
  const keep = (periods: readonly number[]) => {
    const some = periods.map((period) => `rel::${period}`);
    const unit = Float64Array.from({length: some.length ** 2}, (_, i) => Number(i % (some.length + 1) === 0));
    return eventStudy({names: some, beta: new Float64Array(some.length)}, covarianceOf(some, unit));
  };
  expect(() => smoothness(keep([-3, 0]), [0])).toThrow("periods go from -3 to -1");
  expect(() => relativeMagnitudes(keep([0, 1]), [0])).toThrow(
    "0 estimated periods before the reference and 2 after",
  );
  expect(() => smoothness(keep([-2, 0]), [0], {target: 4})).toThrow('unknown period "4"; one of 0');
  expect(() => smoothness(keep([-2, 0]), [0], {target: [1, 2]})).toThrow("2 weights for 1 periods");
});

/** Two cohorts and a never-treated group, effects planted by cohort and period. */
function staggered(): {
  fit: Fit;
  made: Covariance;
  cells: {name: string; cohort: number; relativePeriod: number}[];
  cellOfRow: Int32Array;
} {
  const rows = Array.from({length: 20}, (_, unit) =>
    Array.from({length: 6}, (_, time) => ({unit, time})),
  ).flat();
  const cohortOf = (unit: number): number | null => (unit < 5 ? 2 : unit < 12 ? 4 : null);
  const cells: {name: string; cohort: number; relativePeriod: number}[] = [];
  const cellOfRow = Int32Array.from(rows, ({unit, time}) => {
    const cohort = cohortOf(unit);
    if (cohort === null || time - cohort === -1) return -1;
    const name = `time::${time - cohort}:cohort::${cohort}`;
    const known = cells.findIndex((cell) => cell.name === name);
    return known >= 0 ? known : cells.push({name, cohort, relativePeriod: time - cohort}) - 1;
  });
  const y = Float64Array.from(rows, ({unit, time}, row) => {
    const cell = cells[at(cellOfRow, row)];
    const planted = cell === undefined || cell.relativePeriod < 0 ? 0 : cell.cohort + cell.relativePeriod;
    return planted + unit / 3 + time * time + (((unit * 7 + time * 5) % 11) - 5) / 1e6;
  });
  const codes = (name: "unit" | "time", levels: number) => ({
    name,
    levels,
    codes: Int32Array.from(rows, (row) => row[name]),
  });
  const regressors = cells.map(({name}, i) => ({
    name,
    values: Float64Array.from(cellOfRow, (cell) => Number(cell === i)),
  }));
  const fit = fitDense(
    {y, regressors, effects: [codes("unit", 20), codes("time", 6)], weights: null, offset: null},
    "gaussian",
  );
  return {fit, made: covariance(fit, {kind: "cluster", by: ["unit"]}), cells, cellOfRow};
}

test("Sun and Abraham's averages weigh cohorts by their rows and give back planted effects", () => {
  const {fit, made, cells, cellOfRow} = staggered();
  const found = sunAbraham(fit, made, {cells, cellOfRow});
  const by = new Map(found.periods.names.map((name, i) => [name, at(found.periods.beta, i)]));
  // Period 0: cohort 2 (5 units) 2, cohort 4 (7 units) 4; noise of 1e-6.
  expect(by.get("time::0")).toBeCloseTo((5 * 2 + 7 * 4) / 12, 4);
  expect(by.get("time::1")).toBeCloseTo((5 * 3 + 7 * 5) / 12, 4);
  expect(by.get("time::2")).toBeCloseTo(4, 4);
  expect(by.get("time::-2")).toBeCloseTo(0, 4);
  // 20 cells of cohort 2 (effects 2, 3, 4, 5) and 14 of cohort 4 (4, 5).
  expect(at(found.overall?.beta ?? new Float64Array(), 0)).toBeCloseTo((5 * 14 + 7 * 9) / 34, 4);
  const events = eventStudy(found.periods, found.periods.covariance);
  expect(events.rows.map(({period}) => period)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3]);
  expect(found.dropped).toEqual([]);
});

test("the variance of an average is the delta method's, and of one cohort that cohort's own", () => {
  const {fit, made, cells, cellOfRow} = staggered();
  const found = sunAbraham(fit, made, {cells, cellOfRow});
  const place = (name: string): number => found.periods.names.indexOf(name);
  const size = found.periods.names.length;
  const own = fit.names.indexOf("time::2:cohort::2");
  const two = place("time::2");
  expect(at(found.periods.covariance.matrix, two * size + two)).toBeCloseTo(
    at(made.matrix, own * fit.names.length + own),
    20,
  );
  const [a, b] = [fit.names.indexOf("time::0:cohort::2"), fit.names.indexOf("time::0:cohort::4")];
  const v = (i: number, j: number): number => at(made.matrix, i * fit.names.length + j);
  const zero = place("time::0");
  const byHand = (25 * v(a, a) + 70 * v(a, b) + 49 * v(b, b)) / 144;
  expect(at(found.periods.covariance.matrix, zero * size + zero) / byHand).toBeCloseTo(1, 10);
  const sampled = sunAbraham(fit, made, {cells, cellOfRow}, {units: 12});
  // Shares 5/12 and 7/12 of effects 2 and 4: variance (35/144)·4 over 12 units.
  const added = at(sampled.periods.covariance.matrix, zero * size + zero) - byHand;
  expect(added).toBeCloseTo((35 * 4) / 144 / 12, 5);
});

test("cells of another table, or of no coefficient, are refused", () => {
  const {fit, made, cells, cellOfRow} = staggered();
  expect(() => sunAbraham(fit, made, {cells, cellOfRow: cellOfRow.slice(1)})).toThrow(
    "given for 119 rows, the design has 120",
  );
  expect(() => sunAbraham(fit, made, {cells: [], cellOfRow: cellOfRow.map(() => -1)})).toThrow(
    "no coefficient of a cohort",
  );
});

test("without any violation the bounds are the study's own interval, with few groups wider than the normal's", () => {
  const few: Covariance = {
    ...covarianceOf(names, matrix),
    reference: {distribution: "t", degreesOfFreedom: 4},
  };
  const own = eventStudy({names, beta}, few);
  const last = own.rows.at(-1);
  const [bound] = relativeMagnitudes(own, [0], {target: 3}).bounds;
  expect(bound?.low).toBeCloseTo(last?.low ?? Number.NaN, 12);
  expect(bound?.high).toBeCloseTo(last?.high ?? Number.NaN, 12);
  for (const size of [0, 0.05, 5]) {
    const [normal] = smoothness(study, [size]).bounds;
    const [t] = smoothness(own, [size]).bounds;
    const width = (of: typeof t): number => (of?.high ?? Number.NaN) - (of?.low ?? Number.NaN);
    expect(width(t)).toBeGreaterThan(width(normal));
  }
});

test("the folded quantile of t is t's own without bias, and the normal's with many degrees of freedom", () => {
  // R: qt(0.975, 4).
  expect(foldedQuantile(0, 0.05, {distribution: "t", degreesOfFreedom: 4})).toBeCloseTo(
    2.7764451051977987,
    10,
  );
  for (const bias of [0, 0.7, 3, 20]) {
    expect(foldedQuantile(bias, 0.05, {distribution: "t", degreesOfFreedom: 1e9})).toBeCloseTo(
      foldedQuantile(bias, 0.05),
      6,
    );
  }
});
