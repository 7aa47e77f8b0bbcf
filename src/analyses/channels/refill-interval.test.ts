import fc from "fast-check";
import {expect, test} from "vitest";
import {excess, type Measured, orphans, productRefill, sum} from "./model.ts";
import {type HubLegs, refillInterval, type SharedByLeg} from "./refill-interval.ts";
import {excessLeg, type NoisyLeg, vanishedLeg} from "./refill-legs.ts";

const NOTHING = {deviation: 0, degrees: 0};
const ALONE: SharedByLeg = {came: NOTHING, onward: NOTHING, vanished: NOTHING};
const steady = (usual: number, actual: number): Measured => ({actual, baseline: [usual, usual, usual]});

function legOf(measured: readonly Measured[], path: Measured | null = null): NoisyLeg {
  const leg = excessLeg(
    measured.map((own, place) => ({label: String(place), measured: own})),
    path,
  );
  if (leg === null) throw new Error("three years make a leg");
  return leg;
}

const amount = fc.double({min: 0, max: 1e9, noNaN: true});
const positive = fc.double({min: 1, max: 1e9, noNaN: true});
const measured = fc.record({
  actual: amount,
  baseline: fc.array(positive, {minLength: 3, maxLength: 3}),
});

test("the ends of a leg are those of the excess", () => {
  fc.assert(
    fc.property(fc.array(measured, {minLength: 1, maxLength: 5}), fc.option(measured), (products, path) => {
      const leg = legOf(products, path);
      const growth = path === null ? null : path.actual / (sum(path.baseline) / 3);
      for (const [place, own] of products.entries()) {
        const [found, wanted] = [leg.amounts.get(String(place)), excess(own, growth)];
        // The same products in another order: a few units in the last place of the larger of the two.
        const slack = 1e-9 * (Math.abs(wanted.low) + Math.abs(wanted.high) + own.actual);
        expect(Math.abs(Number(found?.low) - wanted.low)).toBeLessThanOrEqual(slack);
        expect(Math.abs(Number(found?.high) - wanted.high)).toBeLessThanOrEqual(slack);
      }
    }),
  );
});

test("without noise, what vanished is what the bounds say", () => {
  for (const [sent, got] of [
    [400, 90],
    [400, 200],
    [200, 110],
  ] as const) {
    const pair = {exported: steady(200, sent), imported: steady(110, got)};
    const leg = vanishedLeg([{label: "a", ...pair}]);
    const wanted = orphans(pair);
    expect(leg?.amounts.get("a")?.low).toBeCloseTo(Number(wanted?.low), 9);
    expect(leg?.amounts.get("a")?.high).toBeCloseTo(Number(wanted?.high), 9);
  }
});

test("without noise the interval is the bounds", () => {
  const legs: HubLegs = {
    came: legOf([steady(100, 300), steady(50, 55)]),
    onward: legOf([steady(10, 150), steady(5, 5)]),
    vanished: vanishedLeg([
      {label: "0", exported: steady(100, 300), imported: steady(90, 270)},
      {label: "1", exported: steady(50, 55), imported: steady(45, 49.5)},
    ]),
    totals: null,
  };
  const bounds = productRefill({
    excessIn: {low: 200, high: 200},
    excessOut: {low: 140, high: 140},
    orphans: {low: 0, high: 0},
  });
  expect(refillInterval(legs, ALONE, bounds)).toEqual({
    low: expect.closeTo(140, 9),
    high: expect.closeTo(140, 9),
  });
});

test("one year before the shock tells no noise", () => {
  expect(excessLeg([{label: "a", measured: {actual: 3, baseline: [2]}}], null)).toBeNull();
  expect(vanishedLeg([])).toBeNull();
});

// Closed form: mean 100, deviations −10, 0, 10, variance 100; the window's and the mean's error together √(100·4/3) = 11.547.
test("a product seen by all has the interval of its counterfactual: Student's t of its own years", () => {
  const noisy: Measured = {actual: 500, baseline: [90, 100, 110]};
  const legs: HubLegs = {
    came: legOf([steady(100, 900)]),
    onward: legOf([noisy]),
    vanished: vanishedLeg([{label: "0", exported: steady(100, 900), imported: steady(100, 900)}]),
    totals: null,
  };
  const {low, high} = refillInterval(legs, ALONE, {low: 400, high: 400});
  // R: qt(0.975, 2) is 4.302653.
  expect(low).toBeCloseTo(400 - 4.302653 * Math.sqrt((100 * 4) / 3), 4);
  expect(high).toBeCloseTo(400 + 4.302653 * Math.sqrt((100 * 4) / 3), 4);
});

test("more noise in any leg never narrows the interval", () => {
  const legs = (swing: number): HubLegs => ({
    came: legOf([steady(100, 900)]),
    onward: legOf([{actual: 500, baseline: [100 - swing, 100, 100 + swing]}]),
    vanished: vanishedLeg([{label: "0", exported: steady(100, 900), imported: steady(100, 900)}]),
    totals: null,
  });
  const width = (swing: number): number => {
    const {low, high} = refillInterval(legs(swing), ALONE, {low: 400, high: 400});
    return high - low;
  };
  expect([0, 5, 10, 20].map(width)).toEqual([0, 5, 10, 20].map(width).toSorted((a, b) => a - b));
});

// By totals: listed 300 beyond their past, 250 of all vanished, all goods 400 beyond theirs: at least 300 + 250 − 400 = 150.
test("where only totals show what vanished, the low end has the error of what they force", () => {
  const total = (amount: number, error: number) => ({
    amount,
    variance: error ** 2,
    fourth: error ** 4 / 1e6,
  });
  const legs: HubLegs = {
    came: legOf([steady(100, 400)]),
    onward: null,
    vanished: null,
    totals: {came: total(400, 12), vanished: total(250, 5)},
  };
  const {low, high} = refillInterval(legs, ALONE, {low: 150, high: 300});
  // The set is 150 wide, twelve errors of 13: the one-sided quantile.
  expect(low).toBeCloseTo(150 - 1.644854 * 13, 3);
  expect(high).toBe(300);
});
