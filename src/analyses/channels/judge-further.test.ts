import {expect, test} from "vitest";
import {normal, type Random, seeded} from "../../base/index.ts";
import {spearmanExactP} from "../../methods/index.ts";
import {FURTHER_IDS} from "./judge.ts";
import {type BothRoads, type Further, inAndOut, judgeFurther} from "./judge-further.ts";

const UNIT = {inUsdPerKg: 10, outUsdPerKg: 14, weight: 1};

/** A hub on which every further test passes. */
const FURTHER: Further = {
  unitValues: {
    median: 1.4,
    interval: {low: 1.2, high: 1.6},
    products: new Map([["a", UNIT]]),
    both: 1,
  },
  newProducts: {
    absent: 10,
    entered: ["a", "b"],
    usd: 5,
    ofUsd: 50,
    shipped: 9,
    before: {absent: 9, entered: []},
    p: 0.05,
    others: 30,
  },
  capability: {
    advantages: new Map([["a", 0.2]]),
    without: {low: 0.6, high: 0.9},
    share: 0.8,
    side: "exporters",
    tellers: 20,
  },
  together: {products: 12, rho: 0.7, p: 0.01},
};

test("every further test answers once, in the published order, and says why", () => {
  const tests = judgeFurther(FURTHER);
  expect(tests.map(({id, passed}) => [id, passed])).toEqual(FURTHER_IDS.map((id) => [id, true]));
  expect(tests.filter(({why}) => why === "")).toEqual([]);
});

test("what is not known is unknown for the reason given, never failed", () => {
  const silent = {reason: "nobody says"};
  const tests = judgeFurther({
    unitValues: silent,
    newProducts: silent,
    capability: silent,
    together: silent,
  });
  expect(tests).toEqual(FURTHER_IDS.map((id) => ({id, passed: null, why: "nobody says"})));
});

function outcome(given: Partial<Further>, id: string): boolean | null | undefined {
  return judgeFurther({...FURTHER, ...given}).find((test) => test.id === id)?.passed;
}

const wedge = (low: number, high: number) => ({
  unitValues: {median: 1.4, interval: {low, high}, products: new Map([["a", UNIT]]), both: 1},
});

test.each([
  ["from one to three", wedge(1, 3), true],
  ["all below one: cheaper goods leave", wedge(0.4, 0.99), false],
  ["all above three: other goods leave", wedge(3.01, 9), false],
  ["on both sides of one", wedge(0.9, 1.4), null],
  ["on both sides of three", wedge(2, 4), null],
  [
    "no interval",
    {unitValues: {median: 1.4, interval: null, products: new Map([["a", UNIT]]), both: 1}},
    null,
  ],
])("unit-values: %s", (_, given, passed) => {
  expect(outcome(given, "unit-values")).toBe(passed);
});

const entry = (p: number | null, others: number) => ({
  newProducts: {
    absent: 10,
    entered: ["a"],
    usd: 5,
    ofUsd: 50,
    shipped: 9,
    before: {absent: 9, entered: []},
    p,
    others,
  },
});

test.each([
  ["among the first tenth of twenty", entry(0.1, 19), true],
  ["not among them", entry(0.15, 19), false],
  ["too few destinations to be a measure", entry(0.01, 18), null],
  ["nothing was absent", entry(null, 30), null],
])("new-products: %s", (_, given, passed) => {
  expect(outcome(given, "new-products")).toBe(passed);
});

const unable = (low: number, high: number) => ({
  capability: {
    advantages: new Map(),
    without: {low, high},
    share: null,
    side: "importers",
    tellers: 12,
  } as const,
});

test.each([
  ["half at least", unable(0.5, 0.7), true],
  ["less at most", unable(0.1, 0.49), false],
  ["half or less", unable(0.4, 0.6), null],
])("no-capability: %s", (_, given, passed) => {
  expect(outcome(given, "no-capability")).toBe(passed);
});

const both = (outs: readonly number[]): BothRoads[] =>
  outs.map((out, at) => ({
    label: `p${at}`,
    came: {actual: 100 + at, usual: 100},
    went: {actual: 100 + out, usual: 100},
  }));

const together = (roads: readonly BothRoads[], seed = 1): {rho: number; p: number} | null => {
  const found = inAndOut(roads, seeded(seed));
  return "reason" in found ? null : found;
};

test("in and out: the same order passes, the opposite fails, seven products are too few", () => {
  // One order of 8! is the observed one.
  expect(together(both([1, 2, 3, 4, 5, 6, 7, 8]))?.p).toBe(1 / 40_320);
  expect(together(both([8, 7, 6, 5, 4, 3, 2, 1]))?.p).toBe(1);
  expect(together(both([1, 2, 3, 4, 5, 6, 7]))).toBeNull();
  expect(inAndOut(both([1, 1, 1, 1, 1, 1, 1, 1]), seeded(1))).toEqual({
    reason: "no product differs from another",
  });
});

test("in and out: a product that was traded on one road only, before and now, is not counted", () => {
  const untraded = both([1, 2, 3, 4, 5, 6, 7, 8]).map((road, at) =>
    at === 0 ? {...road, went: {actual: 0, usual: 0}} : road,
  );
  expect(inAndOut(untraded, seeded(1))).toEqual({
    reason: "7 products are known and traded on both roads",
  });
});

test("in and out: up to nine products all orders are counted, from ten on they are drawn from the seed", () => {
  const nine = [3, 1, 2, 6, 5, 4, 9, 8, 7];
  expect(together(both(nine), 1)).toEqual(together(both(nine), 2));
  expect(together(both(nine))?.p).toBe(
    spearmanExactP(
      nine.map((_, at) => at),
      nine,
    ),
  );
  const ten = both([...nine, 10]);
  expect(together(ten)).toEqual(together(ten));
});

test("in and out: other currencies change nothing", () => {
  const roads = both([3, 1, 2, 6, 5, 4, 9, 8, 7, 10]);
  const dearer = roads.map(({label, came, went}) => ({
    label,
    came: {actual: 3 * came.actual, usual: 3 * came.usual},
    went: {actual: 3 * went.actual, usual: 3 * went.usual},
  }));
  expect(together(dearer)).toEqual(together(roads));
});

/** Products of unlike sizes, each of which comes in more by chance; everything goes out a tenth more, with noise. */
function grownAlike(random: Random, goesOn: number): BothRoads[] {
  return Array.from({length: 16}, (_, at) => {
    const size = Math.exp(1.2 * normal(random));
    const detour = random() < 0.7 ? size * (0.5 + random()) : 0;
    return {
      label: `p${at}`,
      came: {actual: size * Math.exp(0.15 * normal(random)) + detour, usual: size},
      went: {
        actual: 0.1 * size * 1.1 * Math.exp(0.15 * normal(random)) + goesOn * detour,
        usual: 0.1 * size,
      },
    };
  });
}

// 500 draws: a share of a tenth has a standard error of 1.3 points. In dollars, more than half of these worlds would pass.
test("in and out: where all goods go out a little more, whatever came in, a tenth of worlds pass at p 0.10", () => {
  const random = seeded(11);
  const passes = (goesOn: number, worlds: number): number =>
    Array.from({length: worlds}, () => together(grownAlike(random, goesOn))?.p ?? Number.NaN).filter(
      (p) => p <= 0.1,
    ).length / worlds;
  const share = passes(0, 500);
  expect(share).toBeGreaterThan(0.06);
  expect(share).toBeLessThan(0.14);
  expect(passes(0.3, 50)).toBeGreaterThan(0.95);
});
