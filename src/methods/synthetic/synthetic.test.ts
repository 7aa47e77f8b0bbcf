import {existsSync, readFileSync} from "node:fs";
import fc from "fast-check";
import {expect, test} from "vitest";
import {seeded} from "../../base/index.ts";
import {at} from "../inference/dense.ts";
import {
  balancedPanel,
  type LongPanel,
  type Panel,
  placeboInference,
  syntheticByCohort,
  syntheticEstimate,
} from "./index.ts";
import {evaluated, solveSimplex} from "./simplex.ts";

const CALIFORNIA = new URL(
  "../../../../shared/data/benchmarks/synthetic_control/california_prop99.csv",
  import.meta.url,
);
const needsShared = test.skipIf(!existsSync(CALIFORNIA));

function california(): Panel {
  const rows = readFileSync(CALIFORNIA, "utf8").trim().split("\n").slice(1);
  const cells = rows.map((row) => row.split(";"));
  return balancedPanel({
    unit: cells.map(([state = ""]) => state),
    time: cells.map(([, year]) => Number(year)),
    outcome: cells.map(([, , packs]) => Number(packs)),
    treated: cells.map(([, , , treated]) => Number(treated)),
  });
}

const reference = readFileSync(
  new URL("../../../verify/synthetic-control/reference.csv", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","));

for (const method of ["sdid", "sc", "did"] as const) {
  for (const solver of ["published", "exact"] as const) {
    // Made by verify/synthetic-control/reference.R, which solves both ways by other algorithms.
    needsShared(`California, ${method}, ${solver} weights: the effect is R's (needs ../shared)`, () => {
      const [, , expected] = reference.find(([name, how]) => name === method && how === solver) ?? [];
      // The published rule stops after the same 10,000 steps in both: only rounding differs.
      expect(syntheticEstimate(california(), {method, solver}).effect).toBeCloseTo(Number(expected), 8);
    });
  }
}

needsShared("California: the effects print as published (needs ../shared)", () => {
  const printed = (["sdid", "sc", "did"] as const).map((method) =>
    syntheticEstimate(california(), {method}).effect.toFixed(6),
  );
  expect(printed).toEqual(["-15.603828", "-19.619663", "-27.349111"]);
});

needsShared(
  "California: the result says how far the published weights are from the optimum (needs ../shared)",
  () => {
    const published = syntheticEstimate(california(), {method: "sdid"});
    expect(published.units.gap).toBeGreaterThan(0.01);
    expect(published.exactEffect).toBeCloseTo(-15.605398, 6);
    const exact = syntheticEstimate(california(), {method: "sdid", solver: "exact"});
    // On an objective of about 40: rounding.
    expect(exact.units.gap).toBeLessThan(1e-11);
    expect(exact.times.gap).toBeLessThan(1e-11);
  },
);

needsShared("California: placebo errors stand near those of the paper's table 1 (needs ../shared)", () => {
  const panel = california();
  const errors = (["sdid", "sc", "did"] as const).map((method) => {
    const estimate = syntheticEstimate(panel, {method, solver: "exact"});
    return placeboInference(panel, estimate, {random: seeded(1)});
  });
  // All 38 other states once each.
  expect(errors.map(({se}) => se.toFixed(1))).toEqual(["9.4", "10.6", "17.3"]);
  expect(errors.map(({placebos, exhaustive}) => [placebos.length, exhaustive])).toEqual(
    Array.from({length: 3}, () => [38, true]),
  );
  expect(errors.map(({rank}) => rank)).toEqual([2, 3, 4]);
  expect(errors[0]?.ratioP).toBeCloseTo(1 / 39, 12);
});

function long(values: readonly (readonly number[])[], start: number, treated: readonly number[]): LongPanel {
  const cells = values.flatMap((path, unit) => path.map((value, time) => ({unit, time, value})));
  return {
    unit: cells.map(({unit}) => `u${unit}`),
    time: cells.map(({time}) => 2000 + time),
    outcome: cells.map(({value}) => value),
    treated: cells.map(({unit, time}) => Number(treated.includes(unit) && time >= start)),
  };
}

test("a control that moves as the treated unit gets all weight, and the planted effect comes back", () => {
  const path = [3, 5, 4, 6, 8, 7, 9];
  const panel = balancedPanel(
    long(
      [path.map((v, t) => v + Number(t >= 5) * 2.5), path, [1, 9, 2, 8, 3, 7, 4], [6, 6, 1, 1, 6, 6, 1]],
      5,
      [0],
    ),
  );
  for (const method of ["sdid", "sc"] as const) {
    const estimate = syntheticEstimate(panel, {method, solver: "exact"});
    if (method === "sc") expect(estimate.effect).toBeCloseTo(2.5, 6);
    expect(estimate.units.weights.indexOf(Math.max(...estimate.units.weights))).toBe(0);
  }
  const sc = syntheticEstimate(panel, {method: "sc", solver: "exact"});
  // The ridge of 1e-6 × noise moves the weight by about its square.
  expect(at(sc.units.weights, 0)).toBeCloseTo(1, 9);
  expect(sc.preRmse).toBeLessThan(1e-8);
  expect(placeboInference(panel, sc, {random: seeded(1)}).ratio).toBeNull();
});

const matrices = fc
  .tuple(
    fc.integer({min: 5, max: 9}),
    fc.integer({min: 4, max: 8}),
    fc.infiniteStream(fc.integer({min: -500, max: 500})),
  )
  .map(([units, times, stream]) =>
    Array.from({length: units}, () => Array.from({length: times}, () => Number(stream.next().value) / 10)),
  );

// 1e-7 of outcomes of 50: the least-squares steps are orthogonal, so that only rounding is left.
const ROUNDING = 5e-6;

test("SDID and DiD do not feel effects of units and of periods; all scale with the outcome", () => {
  fc.assert(
    fc.property(matrices, fc.double({min: 0.001, max: 1000, noNaN: true}), (values, scale) => {
      const start = (values[0]?.length ?? Number.NaN) - 2;
      const effect = (made: readonly (readonly number[])[], method: "sdid" | "did" | "sc"): number =>
        syntheticEstimate(balancedPanel(long(made, start, [0, 1])), {method, solver: "exact"}).effect;
      const shifted = values.map((path, unit) => path.map((value, time) => value + 7 * unit - 3 * time));
      for (const method of ["sdid", "did"] as const) {
        expect(Math.abs(effect(shifted, method) - effect(values, method))).toBeLessThan(ROUNDING);
      }
      const scaled = values.map((path) => path.map((value) => value * scale));
      for (const method of ["sdid", "did"] as const) {
        expect(Math.abs(effect(scaled, method) / scale - effect(values, method))).toBeLessThan(ROUNDING);
      }
    }),
    {numRuns: 60},
  );
});

test("weights are a probability and no random vertex mixture beats them", () => {
  fc.assert(
    fc.property(matrices, fc.double({min: 0, max: 20, noNaN: true}), fc.integer(), (values, zeta, seed) => {
      const [target = [], ...columns] = values;
      const problem = {
        columns: columns.map((c) => Float64Array.from(c)),
        target: Float64Array.from(target),
        zeta,
      };
      const {weights, objective, gap} = solveSimplex(problem);
      expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 10);
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
      const random = seeded(seed);
      const other = weights.map(() => -Math.log(1 - random()));
      const total = other.reduce((sum, w) => sum + w, 0);
      const theirs = evaluated(
        problem,
        other.map((w) => w / total),
      ).objective;
      expect(objective).toBeLessThanOrEqual(theirs + gap + 1e-9);
    }),
  );
});

test("the order of rows and the names of units change nothing", () => {
  const values = [
    [9, 1, 4, 3, 8],
    [2, 7, 1, 8, 2],
    [8, 1, 8, 2, 8],
    [4, 5, 9, 0, 4],
    [5, 2, 3, 5, 3],
  ];
  const rows = long(values, 3, [2]);
  const order = rows.unit.map((_, i) => (i * 7) % rows.unit.length);
  const pick = <T>(list: ArrayLike<T>): T[] => order.flatMap((i) => list[i] ?? []);
  const moved = {
    unit: pick(rows.unit).map((name) => `z${9 - Number(name.slice(1))}`),
    time: pick(rows.time),
    outcome: pick(rows.outcome),
    treated: pick(rows.treated),
  };
  for (const method of ["sdid", "sc", "did"] as const) {
    expect(syntheticEstimate(balancedPanel(moved), {method}).effect).toBeCloseTo(
      syntheticEstimate(balancedPanel(rows), {method}).effect,
      10,
    );
  }
});

const PLAIN = [
  [1, 2, 3, 4],
  [2, 3, 5, 4],
  [3, 1, 2, 6],
  [4, 4, 1, 2],
];

test("a panel that is not balanced is refused by unit and period", () => {
  const rows = long(PLAIN, 2, [0]);
  const short = {
    ...rows,
    unit: rows.unit.slice(1),
    time: rows.time.slice(1),
    outcome: Array.from(rows.outcome).slice(1),
    treated: Array.from(rows.treated).slice(1),
  };
  expect(() => balancedPanel(short)).toThrow('unit "u0" has no row in period "2000"');
  const twice = {...rows, time: rows.time.map((time, i) => (i === 1 ? 2000 : time))};
  expect(() => balancedPanel(twice)).toThrow('unit "u0" has two rows in period "2000"');
  const gap = {...rows, outcome: Array.from(rows.outcome, (v, i) => (i === 5 ? Number.NaN : v))};
  expect(() => balancedPanel(gap)).toThrow('the outcome of unit "u1" in period "2001" is "NaN"');
  const odd = {...rows, treated: Array.from(rows.treated, (v, i) => (i === 5 ? 2 : v))};
  expect(() => balancedPanel(odd)).toThrow('the treatment of unit "u1" in period "2001" is "2"; 0 or 1');
  const ends = {...rows, treated: Array.from(rows.treated, (v, i) => (i === 3 ? 0 : v))};
  expect(() => balancedPanel(ends)).toThrow('unit "u0" is treated in period "2002" and no longer in "2003"');
  expect(() => balancedPanel({unit: [], time: [], outcome: [], treated: []})).toThrow("the panel has no row");
});

test("no treated unit, no control, no history and several starts are refused", () => {
  const estimate = (rows: LongPanel) => syntheticEstimate(balancedPanel(rows), {method: "did"});
  expect(() => estimate(long(PLAIN, 2, []))).toThrow("no unit is treated");
  expect(() => estimate(long(PLAIN, 2, [0, 1, 2]))).toThrow("1 unit is never treated");
  expect(() => estimate(long(PLAIN, 1, [0]))).toThrow(
    'treatment starts in period "2001", with 1 period before it',
  );
  const staggered = balancedPanel(long(PLAIN, 2, [0]));
  staggered.starts[1] = 3;
  expect(() => syntheticEstimate(staggered, {method: "did"})).toThrow(
    "treatment starts at 2 times: u0 from 2002; u1 from 2003",
  );
  const one = balancedPanel(long(PLAIN, 2, [0, 1]));
  const found = syntheticEstimate(one, {method: "did"});
  expect(() => placeboInference(one, found, {random: seeded(1)})).toThrow("2 controls cannot stand in for 2");
});

test("outcomes too large to square are refused, and outcomes that never move have an effect of zero", () => {
  const huge = PLAIN.map((path) => path.map((value) => value * 1e200));
  const still = PLAIN.map((path) => path.map(() => 3));
  for (const method of ["sdid", "sc"] as const) {
    for (const solver of ["published", "exact"] as const) {
      const effect = (values: readonly (readonly number[])[]) =>
        syntheticEstimate(balancedPanel(long(values, 2, [0])), {method, solver}).effect;
      expect(() => effect(huge)).toThrow(/not finite|duality gap/);
      expect(effect(still)).toBeCloseTo(0, 12);
    }
  }
});

test("several starts are estimated each by itself and weighted by treated cells", () => {
  const panel = balancedPanel(long([...PLAIN, [2, 2, 7, 9]], 2, [0]));
  panel.starts[1] = 3;
  const {cohorts, effect} = syntheticByCohort(panel, {method: "did"});
  expect(cohorts.map(({treated, start}) => [treated, start])).toEqual([
    [["u0"], 2002],
    [["u1"], 2003],
  ]);
  // Two treated cells in the first cohort, one in the second.
  expect(effect).toBeCloseTo((2 * Number(cohorts[0]?.effect) + Number(cohorts[1]?.effect)) / 3, 12);
});

test("the same seed draws the same placebos", () => {
  const random = seeded(4);
  const values = Array.from({length: 14}, () => Array.from({length: 6}, () => random() * 10));
  const panel = balancedPanel(long(values, 4, [0, 1, 2]));
  const estimate = syntheticEstimate(panel, {method: "did"});
  const draw = (seed: number) =>
    placeboInference(panel, estimate, {random: seeded(seed), draws: 30, exhaustiveUpTo: 10});
  expect(draw(3)).toEqual(draw(3));
  expect(draw(3).exhaustive).toBe(false);
  expect(draw(3).se).not.toBe(draw(4).se);
  // C(11, 3) = 165 choices.
  expect(placeboInference(panel, estimate, {random: seeded(1)}).placebos).toHaveLength(165);
});
