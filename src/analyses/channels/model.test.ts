import fc from "fast-check";
import {expect, test} from "vitest";
import {
  type Bounds,
  counterfactual,
  excess,
  type Measured,
  orphans,
  type ProductEvidence,
  placebo,
  refill,
} from "./model.ts";

const amount = fc.double({min: 0, max: 1e9, noNaN: true});
const positive = fc.double({min: 1, max: 1e9, noNaN: true});
const measured = (years = fc.integer({min: 1, max: 4})): fc.Arbitrary<Measured> =>
  years.chain((count) =>
    fc.record({actual: amount, baseline: fc.array(positive, {minLength: count, maxLength: count})}),
  );
const growth = fc.option(fc.double({min: 0.1, max: 10, noNaN: true}), {nil: null});
const bounds = fc
  .tuple(fc.double({min: -1e6, max: 1e6, noNaN: true}), fc.double({min: 0, max: 1e6, noNaN: true}))
  .map(([low, width]): Bounds => ({low, high: low + width}));
const known = fc.option(bounds, {nil: null});
const evidence: fc.Arbitrary<ProductEvidence> = fc.record({
  excessIn: bounds,
  excessOut: known,
  orphans: known,
});
const products = fc.array(evidence, {minLength: 1, maxLength: 6});
const total = fc.option(
  fc.record({excessIn: fc.double({min: -1e6, max: 1e7, noNaN: true}), orphans: bounds}),
  {
    nil: null,
  },
);

const none: Bounds = {low: 0, high: 0};

test.each([
  {growth: 1.5, low: 110, high: 165},
  {growth: 0.5, low: 55, high: 110},
  {growth: 1, low: 110, high: 110},
  {growth: null, low: 110, high: 110},
])("the counterfactual of a mean of 110 and growth $growth lies between $low and $high", (given) => {
  expect(counterfactual({actual: 999, baseline: [100, 120]}, given.growth)).toEqual({
    low: given.low,
    high: given.high,
  });
});

test("excess is actual less counterfactual, low against the higher one", () => {
  // 200 − 165 and 200 − 110.
  expect(excess({actual: 200, baseline: [100, 120]}, 1.5)).toEqual({low: 35, high: 90});
  expect(excess({actual: 0, baseline: [100, 120]}, 1.5)).toEqual({low: -165, high: -110});
});

test("excess bounds are in order and hold every growth between none and the control's", () => {
  fc.assert(
    fc.property(measured(), growth, fc.double({min: 0, max: 1, noNaN: true}), (flow, factor, part) => {
      const {low, high} = excess(flow, factor);
      const between = excess(flow, factor === null ? null : 1 + part * (factor - 1));
      expect(low).toBeLessThanOrEqual(high);
      // Products of the same numbers in another order differ in the last bits.
      expect(between.low).toBeGreaterThanOrEqual(low - 1e-6 * Math.abs(low));
      expect(between.high).toBeLessThanOrEqual(high + 1e-6 * Math.abs(high));
    }),
  );
});

test("the placebo sets the last baseline year against the ones before, and needs two", () => {
  expect(placebo({actual: 500, baseline: [90, 110, 130]})).toEqual({actual: 130, baseline: [90, 110]});
  expect(placebo({actual: 500, baseline: [90]})).toBeNull();
});

test("orphans are what falls short of the usual ratio, low by the smallest and high by the largest", () => {
  // Ratios 0.9, 0.8 and 1: low 0.8·200 − 100, high 1·200 − 100.
  const exported = {actual: 200, baseline: [100, 100, 100]};
  expect(orphans({exported, imported: {actual: 100, baseline: [90, 80, 100]}})).toEqual({low: 60, high: 100});
});

test("orphans of imports above exports are in the exporter's dollars", () => {
  // Transport adds a tenth: 220 were due, 110 came, and 110 at the border are 100 at the factory.
  const pair = {exported: {actual: 200, baseline: [100]}, imported: {actual: 110, baseline: [110]}};
  expect(orphans(pair)?.low).toBeCloseTo(100, 9);
  expect(orphans(pair)?.high).toBeCloseTo(100, 9);
});

test("an importer that used to record half can show half, and may hide all", () => {
  // Due 0.5·200 = 100, came 60: 40 are missing in its books, 80 behind them.
  const pair = {exported: {actual: 200, baseline: [100]}, imported: {actual: 60, baseline: [50]}};
  expect(orphans(pair)).toEqual({low: 40, high: 80});
});

test("an importer that never recorded the goods shows nothing and may hide everything", () => {
  const pair = {exported: {actual: 200, baseline: [100, 50]}, imported: {actual: 0, baseline: [0, 0]}};
  expect(orphans(pair)).toEqual({low: 0, high: 200});
});

test("without exports before there is no usual gap, so orphans are unknown", () => {
  const imported = {actual: 0, baseline: [0, 0]};
  expect(orphans({exported: {actual: 200, baseline: [0, 0]}, imported})).toBeNull();
  expect(orphans({exported: {actual: 200, baseline: []}, imported})).toBeNull();
});

test("a constant habit never makes orphans, and a vanished amount lies within the bounds", () => {
  const habit = fc.double({min: 0.05, max: 1.5, noNaN: true});
  fc.assert(
    fc.property(measured(), habit, fc.double({min: 0, max: 1, noNaN: true}), (exported, ratio, share) => {
      const vanished = share * exported.actual;
      const found = orphans({
        exported,
        imported: {
          actual: ratio * (exported.actual - vanished),
          baseline: exported.baseline.map((year) => ratio * year),
        },
      });
      const slack = 1e-9 * (1 + exported.actual);
      expect(found?.low).toBeLessThanOrEqual(vanished + slack);
      expect(found?.high).toBeGreaterThanOrEqual(vanished - slack);
    }),
  );
});

test("orphan bounds are in order and never below zero", () => {
  fc.assert(
    fc.property(
      measured(),
      fc.array(amount, {minLength: 4, maxLength: 4}),
      amount,
      (exported, others, actual) => {
        const found = orphans({
          exported,
          imported: {actual, baseline: others.slice(0, exported.baseline.length)},
        });
        if (found === null) return;
        expect(found.low).toBeGreaterThanOrEqual(0);
        expect(found.high).toBeGreaterThanOrEqual(found.low);
      },
    ),
  );
});

const seen: ProductEvidence = {
  excessIn: {low: 50, high: 60},
  excessOut: {low: 40, high: 45},
  orphans: {low: 5, high: 8},
};

test.each([
  ["goes on and vanishes: both together, no more than came in", [seen], {low: 45, high: 53}],
  [
    "more goes on than came in: what came in",
    [{...seen, excessOut: {low: 70, high: 90}}],
    {low: 50, high: 60},
  ],
  [
    "less goes on than before: what vanishes",
    [{...seen, excessOut: {low: -30, high: -20}}],
    {low: 5, high: 8},
  ],
  ["onward trade unknown: what vanishes up to all", [{...seen, excessOut: null}], {low: 5, high: 60}],
  ["arrival unknown: what goes on up to all", [{...seen, orphans: null}], {low: 40, high: 60}],
  ["both unknown: nothing up to all", [{...seen, excessOut: null, orphans: null}], {low: 0, high: 60}],
  ["nothing came in: nothing", [{...seen, excessIn: {low: -9, high: -1}}], {low: 0, high: 0}],
  [
    "one product does not pay for another",
    [
      {...seen, orphans: none},
      {...seen, excessOut: none},
    ],
    {low: 45, high: 53},
  ],
] as const)("%s", (_, given, expected) => {
  expect(refill(given, null)).toEqual(expected);
});

test("totals force the overlap of what is listed and what vanished", () => {
  const open = {...seen, excessOut: null, orphans: null};
  // Fréchet's bound: 50 listed, 80 vanished, 100 in all: at least 30 are both.
  expect(refill([open], {excessIn: 100, orphans: {low: 80, high: 90}}).low).toBe(30);
  expect(refill([open], {excessIn: 200, orphans: {low: 80, high: 90}}).low).toBe(0);
  // All that came in is listed and half of it vanished.
  expect(refill([open], {excessIn: 50, orphans: {low: 25, high: 30}}).low).toBe(25);
});

test("unknown is never zero: knowing that nothing went on is less than not knowing", () => {
  const unknown = refill([{...seen, excessOut: null, orphans: null}], null);
  const zero = refill([{...seen, excessOut: none, orphans: none}], null);
  expect(unknown.high).toBe(60);
  expect(zero.high).toBe(0);
});

test("refill bounds are in order and never below zero", () => {
  fc.assert(
    fc.property(products, total, (given, all) => {
      const {low, high} = refill(given, all);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeGreaterThanOrEqual(low);
    }),
  );
});

const raised = (bound: Bounds, by: number): Bounds => ({low: bound.low + by, high: bound.high + by});

test("more evidence never documents less", () => {
  fc.assert(
    fc.property(products, fc.double({min: 0, max: 1e6, noNaN: true}), (given, by) => {
      const before = refill(given, null).low;
      const more = [
        given.map((one) => ({...one, excessIn: raised(one.excessIn, by)})),
        given.map((one) => ({...one, excessOut: one.excessOut === null ? null : raised(one.excessOut, by)})),
        given.map((one) => ({...one, orphans: one.orphans === null ? null : raised(one.orphans, by)})),
      ];
      // Sums of up to 1e7 in another order.
      for (const evidence of more) expect(refill(evidence, null).low).toBeGreaterThanOrEqual(before - 1e-6);
    }),
  );
});

test("a product that fell takes nothing back from one that rose", () => {
  const open = {...seen, excessOut: null, orphans: null};
  expect(refill([open, {...open, excessIn: {low: -90, high: -80}}], null).high).toBe(60);
});

test("a record instead of none narrows the bounds", () => {
  fc.assert(
    fc.property(products, bounds, (given, found) => {
      const wide = refill(given, null);
      const out = refill(
        given.map((one) => ({...one, excessOut: one.excessOut ?? found})),
        null,
      );
      const vanished = refill(
        given.map((one) => ({...one, orphans: one.orphans ?? found})),
        null,
      );
      for (const narrow of [out, vanished]) {
        expect(narrow.high).toBeLessThanOrEqual(wide.high + 1e-6);
        expect(narrow.low).toBeGreaterThanOrEqual(wide.low - 1e-6);
      }
    }),
  );
});
