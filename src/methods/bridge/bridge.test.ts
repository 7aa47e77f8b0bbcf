import fc from "fast-check";
import {expect, test} from "vitest";
import {storedRows} from "../../../test/support/verify.ts";
import {normal, seeded} from "../../base/index.ts";
import {
  type BridgeCell,
  bridgeWeights,
  convertAmount,
  type Family,
  familiesOf,
  misplacedByRule,
  misplacedShare,
  shapeOf,
  testedWeights,
  turned,
} from "./index.ts";

/** A family from lines such as "A>x A>y B>y". */
function family(lines: string): Family {
  const links = lines.split(" ").map((line) => {
    const [source = "", target = ""] = line.split(">");
    return {source, target};
  });
  const [first] = familiesOf(links);
  if (first === undefined) throw new Error("a family needs a line");
  return first;
}

const cell = (cluster: string, before: readonly number[], after: readonly number[]): BridgeCell => ({
  cluster,
  before: Float64Array.from(before),
  after: Float64Array.from(after),
});

test("connected codes are one family, others are their own, whatever the order of the lines", () => {
  const lines = [
    {source: "B", target: "y"},
    {source: "A", target: "x"},
    {source: "C", target: "z"},
    {source: "A", target: "y"},
    {source: "A", target: "y"},
  ];
  const found = familiesOf(lines);
  expect(found.map(({sources, targets}) => [sources.join(), targets.join()])).toEqual([
    ["A,B", "x,y"],
    ["C", "z"],
  ]);
  expect(found.map(shapeOf)).toEqual(["n:m", "1:1"]);
  expect(found[0]?.links).toHaveLength(3);
  expect(familiesOf(lines.toReversed())).toEqual(found);
});

test("a family turned twice is itself", () => {
  const one = family("A>x A>y B>y C>y");
  expect(turned(turned(one))).toEqual(one);
  expect(turned(one).sources).toEqual(["x", "y"]);
});

test("a code that only splits has the pooled share of each target", () => {
  // Closed form: (30 + 10) of 140 and the rest.
  const {weights, residual} = bridgeWeights(family("A>x A>y"), [
    cell("one", [50], [30, 70]),
    cell("two", [900], [10, 30]),
  ]);
  expect(weights[0]).toBeCloseTo(40 / 140, 12);
  expect(weights[1]).toBeCloseTo(100 / 140, 12);
  expect(residual).toBeLessThan(1e-11);
});

test("a renumbering and a merger need no cell and have weight one", () => {
  for (const lines of ["A>x", "A>x B>x"]) {
    const {weights, identified} = bridgeWeights(family(lines), []);
    expect([...weights].every((weight) => weight === 1)).toBe(true);
    expect([...identified].every((one) => one === 1)).toBe(true);
  }
});

test("two sources and two targets: the weights on a grid of thousandths are no better", () => {
  const two = family("A>x A>y B>x B>y");
  const cells = [
    cell("1", [10, 30], [21, 22]),
    cell("2", [40, 5], [13, 30]),
    cell("3", [7, 9], [12, 3]),
    cell("4", [1, 12], [8, 9]),
  ];
  const {weights} = bridgeWeights(two, cells);
  const loss = (a: number, b: number) => {
    const all = cells.reduce((sum, {after}) => sum + Number(after[0]) + Number(after[1]), 0);
    return cells.reduce((sum, {before, after}) => {
      const [p = 0, q = 0] = before;
      const [x = 0, y = 0] = after;
      const miss = x / (x + y) - (a * p + b * q) / (p + q);
      return sum + ((x + y) / all) * 2 * miss * miss;
    }, 0);
  };
  const found = loss(Number(weights[0]), Number(weights[2]));
  for (let a = 0; a <= 1000; a += 5)
    for (let b = 0; b <= 1000; b += 5) expect(loss(a / 1000, b / 1000)).toBeGreaterThanOrEqual(found - 1e-12);
});

const reference = Map.groupBy(storedRows("bridge/reference.csv"), (row) => String(row.family));
const problems = Map.groupBy(storedRows("bridge/problems.csv"), (row) => String(row.family));

test.each([...reference.keys()])("%s: the weights are those of scipy's SLSQP", (name) => {
  const rows = reference.get(name) ?? [];
  const one = family(rows.map(({source, target}) => `${source}>${target}`).join(" "));
  const cells = [...Map.groupBy(problems.get(name) ?? [], (row) => String(row.cell))].map(([id, values]) => {
    const side = (which: string) =>
      values.filter((row) => row.side === which).map((row) => Number(row.value));
    return cell(id, side("before"), side("after"));
  });
  const {weights, objective} = scored(one, cells);
  // SLSQP stops at a change of 1e-16 in an objective of 1e-4 to 1e-1 and keeps its sums to 1e-8.
  expect(objective).toBeLessThanOrEqual(Number(rows[0]?.objective) + 1e-9);
  for (const [e, row] of rows.entries()) expect(Number(weights[e])).toBeCloseTo(Number(row.weight), 4);
});

/** Weights with the objective by plain sums, and with the check of optimality that no solver enters. */
function scored(one: Family, cells: readonly BridgeCell[]) {
  const {weights} = bridgeWeights(one, cells);
  const all = cells.reduce((sum, {after}) => sum + after.reduce((a, b) => a + b, 0), 0);
  const objective = cells.reduce((sum, {before, after}) => {
    const [b, a] = [before, after].map((values) => values.reduce((x, y) => x + y, 0));
    const miss = after.map((value) => -value / Number(a));
    for (const [e, {source, target}] of one.links.entries())
      miss[target] = Number(miss[target]) + (Number(before[source]) / Number(b)) * Number(weights[e]);
    return sum + (Number(a) / all) * miss.reduce((x, y) => x + y * y, 0);
  }, 0);
  return {weights, objective};
}

const LINES = "A>x A>y B>y B>z C>x C>z D>w D>z E>z";
const shares = fc.array(fc.double({min: 0.01, max: 1, noNaN: true}), {minLength: 9, maxLength: 9});
const places = fc.array(
  fc.array(fc.double({min: 0.01, max: 100, noNaN: true}), {minLength: 5, maxLength: 5}),
  {
    minLength: 8,
    maxLength: 20,
  },
);

/** What the places' goods give under weights that are known, grown by a factor of their own. */
function published(one: Family, raw: readonly number[], befores: readonly (readonly number[])[]) {
  const sums = one.sources.map((_, s) =>
    one.links.reduce((sum, {source}, e) => sum + (source === s ? Number(raw[e]) : 0), 0),
  );
  const truth = one.links.map(({source}, e) => Number(raw[e]) / Number(sums[source]));
  const cells = befores.map((before, place) => {
    const after = one.targets.map(() => 0);
    for (const [e, {source, target}] of one.links.entries())
      after[target] = Number(after[target]) + (1 + place) * Number(before[source]) * Number(truth[e]);
    return cell(String(place), before, after);
  });
  return {truth, cells};
}

test("without noise, what is identified is found and rows sum to one", () => {
  const one = family(LINES);
  fc.assert(
    fc.property(shares, places, (raw, befores) => {
      const {truth, cells} = published(one, raw, befores);
      const {weights, identified, residual} = bridgeWeights(one, cells);
      expect(residual).toBeLessThanOrEqual(1e-11);
      for (const [s] of one.sources.entries()) {
        const row = [...weights].filter((_, e) => one.links[e]?.source === s);
        expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...row)).toBeGreaterThanOrEqual(0);
      }
      // Shares are fitted to about the root of the residual; collinear places widen that for single weights.
      const misplaced = misplacedByRule(one, cells, weights) ?? Number.NaN;
      expect(misplaced).toBeLessThan(1e-5);
      for (const [e, weight] of truth.entries())
        if (identified[e] === 1) expect(Math.abs(Number(weights[e]) - weight)).toBeLessThan(0.02);
    }),
    {numRuns: 60, seed: 4},
  );
});

test("the unit of the values and the size of a place's growth change nothing", () => {
  const one = family("A>x A>y B>y B>z");
  const befores = [
    [3, 5],
    [9, 1],
    [2, 8],
    [6, 6],
    [1, 3],
  ];
  const {cells} = published(one, [1, 2, 3, 1], befores);
  const scaled = cells.map(({cluster, before, after}) => ({
    cluster,
    before: before.map((value) => 1e9 * value),
    after,
  }));
  const [a, b] = [bridgeWeights(one, cells), bridgeWeights(one, scaled)];
  for (const [e, weight] of a.weights.entries()) expect(Number(b.weights[e])).toBeCloseTo(weight, 9);
});

test("places of one composition do not identify weights, and say so", () => {
  const one = family("A>x A>y B>x B>y");
  const same = [1, 2, 3, 4, 5, 6, 7].map((size) => cell(String(size), [size, 2 * size], [size, size]));
  expect([...bridgeWeights(one, same).identified]).toEqual([0, 0, 0, 0]);
  const tested = testedWeights(one, same);
  expect([...tested.usable]).toEqual([0, 0]);
  const amounts = Float64Array.of(10, 20);
  expect(convertAmount({family: one, amounts, into: new Set([0]), weights: tested})).toMatchObject({
    value: null,
    low: 0,
    high: 30,
    bounded: 30,
  });
});

test("a source that nobody shows has no weights, not even ones", () => {
  const one = family("A>x A>y B>y B>z");
  const cells = [1, 2, 3, 4, 5, 6].map((size) => cell(String(size), [size, 0], [size, size, 0]));
  const {weights, identified} = bridgeWeights(one, cells);
  expect([...identified]).toEqual([1, 1, 0, 0]);
  expect(Number.isNaN(weights[2])).toBe(true);
});

test("four clusters are too few for a number; a cell empty on one side is counted, not used", () => {
  const one = family("A>x A>y");
  const cells = ["a", "b", "c", "d"].map((id) => cell(id, [1], [1, 3]));
  expect([...testedWeights(one, cells).usable]).toEqual([0]);
  const more = testedWeights(one, [...cells, cell("e", [1], [1, 3]), cell("f", [0], [1, 1])]);
  expect([...more.usable]).toEqual([1]);
  expect(more).toMatchObject({cells: 5, empty: 1, clusters: 5});
});

test("the jackknife interval of a pooled share is that of the ratio by hand", () => {
  const one = family("A>x A>y");
  const seen = [
    [3, 7],
    [4, 6],
    [2, 8],
    [5, 5],
    [3, 6],
  ] as const;
  const tested = testedWeights(
    one,
    seen.map(([x, y], i) => cell(String(i), [1], [x, y])),
  );
  const ratio = (rows: readonly (readonly [number, number])[]) =>
    rows.reduce((sum, [x]) => sum + x, 0) / rows.reduce((sum, [x, y]) => sum + x + y, 0);
  const left = seen.map((_, i) => ratio(seen.filter((__, j) => j !== i)));
  const mean = left.reduce((a, b) => a + b, 0) / 5;
  const error = Math.sqrt((4 / 5) * left.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  // 2.776445 is the 97.5 % point of t with 4 degrees of freedom.
  expect(Number(tested.low[0])).toBeCloseTo(ratio(seen) - 2.776445 * error, 6);
  expect(Number(tested.high[0])).toBeCloseTo(ratio(seen) + 2.776445 * error, 6);
});

test("a whole family converts exactly, with no weights at all", () => {
  const one = family(LINES);
  const amounts = Float64Array.of(1, 2, 3, 4, 5);
  const all = new Set(one.targets.keys());
  expect(convertAmount({family: one, amounts, into: all, weights: null})).toEqual({
    exact: 15,
    estimated: 0,
    bounded: 0,
    value: 15,
    low: 15,
    high: 15,
  });
});

test("a source that leaks is bounded by its amount, though the table gives it one target", () => {
  const one = family("A>x");
  const amounts = Float64Array.of(8);
  expect(
    convertAmount({family: one, amounts, into: new Set([0]), weights: null, leaking: new Set([0])}),
  ).toMatchObject({exact: 0, bounded: 8, value: null, low: 0, high: 8});
});

test("values below zero, not finite or of another length are refused", () => {
  for (const bad of [cell("a", [-1], [1, 1]), cell("a", [1], [Number.NaN, 1]), cell("a", [1, 1], [1, 1])])
    expect(() => bridgeWeights(family("A>x A>y"), [bad])).toThrow(
      expect.objectContaining({code: "bad-cell"}),
    );
});

/** A world in which each place's goods follow the planted weights but for taste of its own, and families grow as they like. */
function world(seed: number, clusters: number, taste: number) {
  const random = seeded(seed);
  const one = family("A>x A>y B>y B>z");
  const planted = [0.7, 0.3, 0.2, 0.8];
  const place = (id: number): BridgeCell => {
    const before = one.sources.map(() => Math.exp(normal(random)));
    const own = planted.map((weight) => weight * Math.exp(taste * normal(random)));
    const sums = one.sources.map((_, s) =>
      own.reduce((sum, weight, e) => sum + (one.links[e]?.source === s ? weight : 0), 0),
    );
    const growth = Math.exp(normal(random));
    const after = one.targets.map(() => 0);
    for (const [e, {source, target}] of one.links.entries())
      after[target] =
        Number(after[target]) + (growth * Number(before[source]) * Number(own[e])) / Number(sums[source]);
    return cell(`${id}`, before, after);
  };
  return {one, planted, cells: Array.from({length: clusters}, (_, id) => place(id)), fresh: place(-1)};
}

test("in worlds with planted weights, 95 % intervals hold a new place's amount in 93 to 99 % of 300", () => {
  let [inside, asked] = [0, 0];
  for (let seed = 1; seed <= 300; seed++) {
    const {one, cells, fresh} = world(seed, 27, 0.3);
    const weights = testedWeights(one, cells);
    const size = fresh.before.reduce((a, b) => a + b, 0) / fresh.after.reduce((a, b) => a + b, 0);
    const truth = Number(fresh.after[1]) * size;
    const {low, high} = convertAmount({family: one, amounts: fresh.before, into: new Set([1]), weights});
    asked += 1;
    inside += Number(low <= truth && truth <= high);
  }
  // The width of one interval serves all places: somewhat wide for most. Binomial error of 300 draws: 1.3 points.
  expect(inside / asked).toBeGreaterThanOrEqual(0.93);
  expect(inside / asked).toBeLessThanOrEqual(0.99);
});

test("in those worlds the weights are found, and misplace less than even shares and than one chosen target", () => {
  let [sum, better] = [[0, 0, 0, 0], 0];
  for (let seed = 1; seed <= 60; seed++) {
    const {one, cells} = world(seed, 27, 0.3);
    const tested = testedWeights(one, cells);
    sum = sum.map((total, e) => total + Number(tested.weights[e]));
    const ours = misplacedShare(tested.heldOut) ?? Number.NaN;
    const even = misplacedByRule(one, cells, Float64Array.of(0.5, 0.5, 0.5, 0.5)) ?? Number.NaN;
    const chosen = misplacedByRule(one, cells, Float64Array.of(1, 0, 0, 1)) ?? Number.NaN;
    better += Number(ours < Math.min(even, chosen));
  }
  // Means of 60 worlds; taste bends the mean of a share by some thousandths (Jensen).
  for (const [e, weight] of [0.7, 0.3, 0.2, 0.8].entries())
    expect(Math.abs(Number(sum[e]) / 60 - weight)).toBeLessThan(0.015);
  expect(better).toBe(60);
});
