import {expect, test} from "vitest";
import {seeded} from "../../base/index.ts";
import {spearmanExactP} from "../../methods/index.ts";
import {FURTHER_IDS} from "./judge.ts";
import {type BothExcesses, type Further, inAndOut, judgeFurther} from "./judge-further.ts";

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
  capability: {advantages: new Map(), without: {low, high}, share: null, side: "importers", tellers: 12} as const,
});

test.each([
  ["half at least", unable(0.5, 0.7), true],
  ["less at most", unable(0.1, 0.49), false],
  ["half or less", unable(0.4, 0.6), null],
])("no-capability: %s", (_, given, passed) => {
  expect(outcome(given, "no-capability")).toBe(passed);
});

const both = (outs: readonly number[]): BothExcesses[] =>
  outs.map((excessOut, at) => ({label: `p${at}`, excessIn: at, excessOut}));

test("in and out: the same order passes, the opposite fails, seven products are too few", () => {
  const p = (outs: readonly number[]): number | null => {
    const found = inAndOut(both(outs), seeded(1));
    return "reason" in found ? null : found.p;
  };
  // One order of 8! is the observed one.
  expect(p([1, 2, 3, 4, 5, 6, 7, 8])).toBe(1 / 40_320);
  expect(p([8, 7, 6, 5, 4, 3, 2, 1])).toBe(1);
  expect(p([1, 2, 3, 4, 5, 6, 7])).toBeNull();
  expect(inAndOut(both([1, 1, 1, 1, 1, 1, 1, 1]), seeded(1))).toEqual({
    reason: "no product differs from another",
  });
});

test("in and out: up to nine products all orders are counted, from ten on they are drawn from the seed", () => {
  const nine = both([3, 1, 2, 6, 5, 4, 9, 8, 7]);
  const found = [1, 2].map((seed) => inAndOut(nine, seeded(seed)));
  expect(found[0]).toEqual(found[1]);
  expect(found[0]).toMatchObject({
    p: spearmanExactP(
      nine.map(({excessIn}) => excessIn),
      nine.map(({excessOut}) => excessOut),
    ),
  });
  const ten = both([3, 1, 2, 6, 5, 4, 9, 8, 7, 10]);
  expect(inAndOut(ten, seeded(1))).toEqual(inAndOut(ten, seeded(1)));
});
