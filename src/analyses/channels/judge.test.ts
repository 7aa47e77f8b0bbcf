import fc from "fast-check";
import {expect, test} from "vitest";
import {seeded} from "../../base/index.ts";
import {grade, type HubEvidence, judge, TEST_IDS, type TestId, type TestResult} from "./judge.ts";

const PRODUCT = {listed: {actual: 200, baseline: [100, 100, 100]}, loss: null};

/** A hub on which every test is known and passes but `same-goods` and `outlier`, which need many products and destinations. */
const HUB: HubEvidence = {
  listed: {actual: 600, baseline: [300, 300, 300]},
  products: [PRODUCT, PRODUCT, PRODUCT],
  growth: 1.1,
  excessIn: {low: 270, high: 300},
  onward: {excess: {low: 200, high: 210}, goods: "listed"},
  vanished: {orphans: {low: 90, high: 120}, exported: 600},
  destinations: null,
};

function outcome(id: TestId, given: Partial<HubEvidence>): boolean | null | undefined {
  return judge({...HUB, ...given}, seeded(1)).find((test) => test.id === id)?.passed;
}

const listed = (actual: number, ...baseline: number[]) => ({listed: {actual, baseline}});

test("every test answers once, in the published order, and says why", () => {
  const tests = judge(HUB, seeded(1));
  expect(tests.map(({id}) => id)).toEqual(TEST_IDS);
  expect(tests.filter(({why}) => why === "")).toEqual([]);
});

test.each([
  ["1.25 times the mean", listed(125, 100, 100), true],
  ["less than that", listed(124, 100, 100), false],
  ["a fall", listed(50, 100, 100), false],
  ["nothing before", listed(125, 0, 0), null],
])("rise: %s", (_, given, passed) => {
  expect(outcome("rise", given)).toBe(passed);
});

test.each([
  ["the low excess is above zero", {excessIn: {low: 1, high: 9}}, true],
  ["it is zero", {excessIn: {low: 0, high: 9}}, false],
  ["other goods grew more", {excessIn: {low: -5, high: 9}}, false],
  ["no other goods are loaded", {growth: null}, null],
] as const)("beyond-other-goods: %s", (_, given, passed) => {
  expect(outcome("beyond-other-goods", given)).toBe(passed);
});

// The last baseline year on the ones before, against the window on all of them; half of the rise is allowed.
test.each([
  ["a rise that begins with the shock", listed(200, 100, 100, 100), true],
  ["110 on 100 before 200 on 105", listed(200, 100, 110), true],
  ["150 on 100 before 200 on 125: five sixths", listed(200, 100, 150), false],
  ["a fall after the shock", listed(90, 100, 100), false],
  ["one baseline year", listed(200, 100), null],
])("no-rise-before: %s", (_, given, passed) => {
  expect(outcome("no-rise-before", given)).toBe(passed);
});

const rising = (...gains: number[]) => ({
  growth: null,
  products: gains.map((gain) => ({listed: {actual: 100 + gain, baseline: [100]}, loss: null})),
});

test.each([
  ["three alike", rising(10, 10, 10), true],
  ["one of three with 70 %", rising(70, 20, 10), true],
  ["one of three with 71 %", rising(71, 20, 9), false],
  ["two rise and one falls", rising(10, 10, -10), false],
  ["a ship beside two products", rising(5000, 1, 1), false],
  ["two products on the list", rising(10, 10), null],
])("broad: %s", (_, given, passed) => {
  expect(outcome("broad", given)).toBe(passed);
});

// Lost on the direct road: 10, 20, … of a hundred; gained on the other: `gains`.
const lost = (gains: readonly number[]) => ({
  growth: null,
  products: gains.map((gain, at) => ({
    listed: {actual: 100 + gain, baseline: [100]},
    loss: {actual: 1000 - 10 * (at + 1), baseline: [1000]},
  })),
});

test.each([
  ["the same order over eight products", lost([1, 2, 3, 4, 5, 6, 7, 8]), true],
  ["the opposite order", lost([8, 7, 6, 5, 4, 3, 2, 1]), false],
  ["seven products", lost([1, 2, 3, 4, 5, 6, 7]), null],
  ["gains that do not differ", lost([5, 5, 5, 5, 5, 5, 5, 5]), null],
])("same-goods: %s", (_, given, passed) => {
  expect(outcome("same-goods", given)).toBe(passed);
});

// Between 270 and 300 came in beyond the counterfactual: a tenth of the most is 30.
const onward = (low: number, high: number) => ({onward: {excess: {low, high}, goods: "listed"} as const});

test.each([
  ["a tenth of what came in at least", onward(30, 40), true],
  ["less at most", onward(10, 29), false],
  ["less than before", onward(-30, -20), false],
  ["a tenth or less", onward(29, 31), null],
  ["more than before or less", onward(-5, 50), null],
  ["nobody reports it", {onward: null}, null],
])("goes-on: %s", (_, given, passed) => {
  expect(outcome("goes-on", given)).toBe(passed);
});

// 600 were exported.
const vanished = (low: number, high: number) => ({vanished: {orphans: {low, high}, exported: 600}});

test.each([
  ["a tenth of the exports at least", vanished(60, 90), true],
  ["less at most", vanished(0, 59), false],
  ["a tenth or less", vanished(59, 90), null],
  ["the hub's imports are not loaded", {vanished: null}, null],
])("never-arrives: %s", (_, given, passed) => {
  expect(outcome("never-arrives", given)).toBe(passed);
});

const among = (own: number, above: number, below: number) => ({
  destinations: {own, others: [...Array(above).fill(own), ...Array(below).fill(own - 0.1)]},
});

test.each([
  ["three of thirty grew as much", among(2, 3, 27), true],
  ["four of thirty did", among(2, 4, 26), false],
  ["fewer than thirty are loaded", among(2, 0, 29), null],
  ["none is loaded", {destinations: null}, null],
])("outlier: %s", (_, given, passed) => {
  expect(outcome("outlier", given)).toBe(passed);
});

// rise, beyond-other-goods, no-rise-before, broad, goes-on, never-arrives: + passed, − failed, ? unknown.
const GRADED = ["rise", "beyond-other-goods", "no-rise-before", "broad", "goes-on", "never-arrives"] as const;
const MEANING = {"+": true, "-": false, "?": null} as const;

function results(marks: string): TestResult[] {
  return GRADED.map((id, at) => {
    const mark = marks[at];
    return {id, passed: mark === "+" || mark === "-" || mark === "?" ? MEANING[mark] : null, why: "given"};
  });
}

test.each([
  ["++++++", "A"],
  ["+++++?", "A"],
  ["++++?+", "A"],
  ["+++++-", "B"],
  ["++++-+", "B"],
  ["+?+++?", "B"],
  ["++?++-", "B"],
  ["++++??", "C"],
  ["++++-?", "C"],
  ["+?????", "C"],
  ["++++--", "D"],
  ["+-++++", "D"],
  ["++-+++", "D"],
  ["+++-++", "D"],
  ["-+++++", "none"],
  ["?+++++", "none"],
])("results %s are grade %s", (marks, expected) => {
  expect(grade(results(marks))).toBe(expected);
});

test("tests that are no part of the grade do not move it", () => {
  for (const id of ["same-goods", "outlier"] as const)
    for (const passed of [true, false, null])
      expect(grade([...results("++++?+"), {id, passed, why: "given"}])).toBe("A");
});

test("a test that passes instead of failing or being unknown never lowers the grade, one that fails never raises it", () => {
  const order = ["none", "D", "C", "B", "A"];
  const marks = fc.array(fc.constantFrom("+", "-", "?"), {minLength: 6, maxLength: 6});
  fc.assert(
    fc.property(marks, fc.integer({min: 0, max: 5}), (given, at) => {
      const better = order.indexOf(grade(results(given.with(at, "+").join(""))));
      const now = order.indexOf(grade(results(given.join(""))));
      const worse = order.indexOf(grade(results(given.with(at, "-").join(""))));
      expect(better).toBeGreaterThanOrEqual(now);
      expect(worse).toBeLessThanOrEqual(now);
    }),
  );
});
