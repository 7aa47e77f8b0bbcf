import fc from "fast-check";
import {expect, test} from "vitest";
import {normal, seeded} from "../base/index.ts";
import {type WeightedValue, weightedMedian} from "./weighted-median.ts";

const equal = (...values: number[]): WeightedValue[] => values.map((value) => ({value, weight: 1}));

test("of equal weights it is the median", () => {
  expect(weightedMedian(equal(3, 1, 2))?.median).toBe(2);
  expect(weightedMedian(equal(4, 1, 2, 3))?.median).toBe(2.5);
  expect(weightedMedian([])).toBeNull();
});

test("a value with more than half of the weight is the median", () => {
  const values = [
    {value: 9, weight: 5.1},
    {value: 1, weight: 2},
    {value: 2, weight: 2.9},
  ];
  expect(weightedMedian(values)?.median).toBe(9);
});

// Least and greatest ranks whose order statistics hold the median in at least 95 % of samples, by the binomial: R's
// qbinom(0.025, n, 0.5) gives the ranks 1 to 6 of 6, 2 to 9 of 10, 6 to 15 of 20, 10 to 21 of 30 (Conover 1999, table A3).
test.each([
  [6, 1, 6],
  [10, 2, 9],
  [20, 6, 15],
  [30, 10, 21],
])("of %i equal weights the interval is the exact one: ranks %i to %i", (n, low, high) => {
  const ranks = Array.from({length: n}, (_, at) => at + 1);
  expect(weightedMedian(equal(...ranks))?.interval).toEqual({low, high});
});

test("five equal weights have no interval, nor have many values of which one weighs nearly all", () => {
  expect(weightedMedian(equal(1, 2, 3, 4, 5))?.interval).toBeNull();
  const heavy = [...equal(...Array.from({length: 40}, (_, at) => at)), {value: 50, weight: 1000}];
  expect(weightedMedian(heavy)?.interval).toBeNull();
});

const weighed = fc.array(
  fc.record({value: fc.integer({min: -50, max: 50}), weight: fc.integer({min: 1, max: 20})}),
  {minLength: 1, maxLength: 15},
);

test("a weight of n tells the same as n values of weight one", () => {
  fc.assert(
    fc.property(weighed, (values) => {
      const apart = values.flatMap(({value, weight}) => equal(...Array<number>(weight).fill(value)));
      expect(weightedMedian(values)?.median).toBe(weightedMedian(apart)?.median);
    }),
  );
});

test("other units of weight and another order change nothing; values turned round turn the answer round", () => {
  fc.assert(
    fc.property(weighed, fc.double({min: 1e-3, max: 1e6, noNaN: true}), (values, scale) => {
      const own = weightedMedian(values);
      const scaled = values.map(({value, weight}) => ({value, weight: scale * weight})).reverse();
      expect(weightedMedian(scaled)).toMatchObject({median: own?.median, interval: own?.interval});
      const turned = weightedMedian(values.map(({value, weight}) => ({value: -value, weight})));
      // Plus zero: the median of turned zeros is minus zero.
      expect((turned?.median ?? Number.NaN) + 0).toBe(0 - (own?.median ?? Number.NaN));
      if (own?.interval)
        expect([turned?.interval?.high, turned?.interval?.low].map((end) => 0 - (end ?? Number.NaN))).toEqual(
          [own.interval.low + 0, own.interval.high + 0],
        );
    }),
  );
});

// 2,000 samples: the standard error of a share of 95 % is 0.5 points. Order statistics are discrete, which makes the interval of
// few values, or few heavy ones, too wide.
test.each([
  [12, 0],
  [40, 0],
  [8, 0.8],
  [40, 0.8],
  [25, 1.5],
  [120, 1.2],
])("of %i values with weights spread by %d the interval holds the median in 93 to 98.5 %", (n, spread) => {
  const random = seeded(n);
  let held = 0;
  let told = 0;
  for (let sample = 0; sample < 2000; sample++) {
    const values = Array.from({length: n}, () => ({
      value: normal(random),
      weight: Math.exp(spread * normal(random)),
    }));
    const interval = weightedMedian(values)?.interval;
    if (!interval) continue;
    told++;
    if (interval.low <= 0 && interval.high >= 0) held++;
  }
  expect(told).toBeGreaterThan(1600);
  expect(held / told).toBeGreaterThan(0.93);
  expect(held / told).toBeLessThan(0.985);
});
