import {expect, test} from "vitest";
import {below, normal, seeded, shuffled, wordAt} from "./random.ts";

const DRAWS = 100_000;

// Computed by the published algorithm (mulberry32) in Python's unbounded integers; the quotient by 2^32 is exact.
test("a seed gives the numbers of mulberry32, to the last bit", () => {
  const first = (seed: number, count: number) =>
    Array.from({length: count}, seeded(seed)).map((draw) => draw * 2 ** 32);
  expect(first(20220224, 4)).toEqual([1622529041, 1502048588, 2902852373, 1640269642]);
  expect(first(0, 3)).toEqual([1144304738, 1416247, 958946056]);
  expect(first(4294967295, 2)).toEqual([3850105811, 813802916]);
});

test("numbers that are passed over are those that would have come, by their place", () => {
  for (const seed of [0, 20220224, 4294967295]) {
    const [random, other] = [seeded(seed), seeded(seed)];
    random();
    other();
    const state = random.skip(1000);
    const passed = Array.from({length: 1000}, other);
    expect(passed.map((_, place) => wordAt(state, place) / 2 ** 32)).toEqual(passed);
    expect(random()).toBe(other());
  }
});

test("another seed gives other numbers", () => {
  const draw = (seed: number) => Array.from({length: 5}, seeded(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
});

// 148.2 is the 99.9 % quantile of chi-square with 99 degrees of freedom; the seed is fixed, so the test cannot flicker.
test("draws fall evenly into a hundred bins", () => {
  const random = seeded(1);
  const bins = new Array<number>(100).fill(0);
  for (let draw = 0; draw < DRAWS; draw++) {
    const bin = below(random, 100);
    bins[bin] = (bins[bin] ?? Number.NaN) + 1;
  }
  const expected = DRAWS / 100;
  const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(148.2);
});

test("below n is a whole number of 0 to n−1, and the largest draw stays below n", () => {
  const random = seeded(3);
  const seen = new Set(Array.from({length: 1_000}, () => below(random, 5)));
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4]);
  expect(below(() => 1 - 2 ** -32, 2 ** 31)).toBe(2 ** 31 - 1);
});

// Standard errors of mean and variance of 100,000 normal draws are 0.0032 and 0.0045; the bounds are four of them.
test("normal draws have mean 0 and variance 1, and none is infinite", () => {
  const random = seeded(2);
  const draws = Array.from({length: DRAWS}, () => normal(random));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / DRAWS;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / DRAWS;
  expect(Math.abs(mean)).toBeLessThan(0.013);
  expect(Math.abs(variance - 1)).toBeLessThan(0.018);
  expect(Number.isFinite(normal(() => 0))).toBe(true);
});

// 24 orders, 24,000 shuffles: 49.7 is the 99.9 % quantile of chi-square with 23 degrees of freedom.
test("every order of four items is equally likely, and the items stay as they were", () => {
  const random = seeded(4);
  const items = ["a", "b", "c", "d"];
  const drawn = Array.from({length: 24_000}, () => shuffled(random, items).join(""));
  const orders = Map.groupBy(drawn, (order) => order);
  expect(orders.size).toBe(24);
  const chiSquare = [...orders.values()].reduce((sum, {length}) => sum + (length - 1_000) ** 2 / 1_000, 0);
  expect(chiSquare).toBeLessThan(49.7);
  expect(items).toEqual(["a", "b", "c", "d"]);
});
