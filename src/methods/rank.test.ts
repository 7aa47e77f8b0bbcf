import fc from "fast-check";
import {expect, test} from "vitest";
import {seeded} from "../base/index.ts";
import {ranks, spearman, spearmanExactP, spearmanP} from "./rank.ts";

const values = fc.array(fc.double({noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6}), {
  minLength: 2,
  maxLength: 12,
});

test("ranks count from one and ties share their mean rank", () => {
  expect(ranks([10, 20, 20, 5])).toEqual([2, 3.5, 3.5, 1]);
  expect(ranks([7, 7, 7])).toEqual([2, 2, 2]);
  expect(ranks([])).toEqual([]);
});

test("ranks always add up to n(n+1)/2", () => {
  fc.assert(
    fc.property(values, (list) => {
      const total = ranks(list).reduce((sum, rank) => sum + rank, 0);
      expect(total).toBe((list.length * (list.length + 1)) / 2);
    }),
  );
});

test("without ties the correlation is 1 − 6Σd²/(n(n²−1))", () => {
  // By hand: ranks of the second list 2, 1, 4, 3, 5; d² = 1, 1, 1, 1, 0; 1 − 6·4/(5·24) = 0.8.
  expect(spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 50])).toBeCloseTo(0.8, 12);
});

test("with ties the correlation is Pearson's of the mean ranks", () => {
  // By hand: ranks 1, 2, 3.5, 5, 3.5; covariance 8, sums of squares 10 and 9.5.
  expect(spearman([1, 2, 3, 4, 5], [5, 6, 7, 8, 7])).toBeCloseTo(8 / Math.sqrt(95), 12);
});

test("there is no correlation of too few values, unequal lengths or values that do not vary", () => {
  expect(spearman([1], [1])).toBeNull();
  expect(spearman([], [])).toBeNull();
  expect(spearman([1, 2], [1, 2, 3])).toBeNull();
  expect(spearman([1, 2, 3], [4, 4, 4])).toBeNull();
  expect(spearmanP([1, 2, 3], [4, 4, 4], {random: seeded(1)})).toBeNull();
});

test("a rising transformation of either list changes nothing, a falling one turns the sign", () => {
  const pairs = fc.array(fc.tuple(fc.integer({min: -50, max: 50}), fc.integer({min: -50, max: 50})), {
    minLength: 2,
    maxLength: 12,
  });
  fc.assert(
    fc.property(pairs, (list) => {
      const [a, b] = [list.map(([x]) => x), list.map(([, y]) => y)];
      const rho = spearman(a, b);
      const risen = spearman(
        a.map((x) => x ** 3 + 7),
        b,
      );
      const fallen = spearman(
        a.map((x) => -x),
        b,
      );
      if (rho === null) {
        expect([risen, fallen]).toEqual([null, null]);
        return;
      }
      expect(risen).toBeCloseTo(rho, 12);
      expect(fallen).toBeCloseTo(-rho, 12);
    }),
  );
});

const TWELVE = Array.from({length: 12}, (_, at) => at);

test("a perfect order has the least p that the draws allow, its reverse has p of one", () => {
  // One permutation in 12! is as ordered as the observed one, so none of 99 draws is.
  expect(spearmanP(TWELVE, TWELVE, {random: seeded(5), draws: 99})).toBe(0.01);
  expect(spearmanP(TWELVE, TWELVE.toReversed(), {random: seeded(5), draws: 99})).toBe(1);
});

test("the same seed gives the same p", () => {
  const b = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];
  expect(spearmanP(TWELVE, b, {random: seeded(9)})).toBe(spearmanP(TWELVE, b, {random: seeded(9)}));
});

test("under independence p is as good as uniform", () => {
  const random = seeded(20220224);
  const drawn = Array.from({length: 400}, () =>
    spearmanP(
      TWELVE.map(() => random()),
      TWELVE.map(() => random()),
      {random, draws: 99},
    ),
  ).filter((p) => p !== null);
  // The share below t has a standard deviation of √(t(1−t)/400): 0.015 at 0.1 and 0.025 at 0.5. Three of them are allowed.
  const below = (limit: number): number => drawn.filter((p) => p <= limit).length / drawn.length;
  expect(Math.abs(below(0.1) - 0.1)).toBeLessThan(0.045);
  expect(Math.abs(below(0.5) - 0.5)).toBeLessThan(0.075);
  expect(Math.abs(below(0.9) - 0.9)).toBeLessThan(0.045);
});

test("ties in both lists are counted as ties, not as exceptions", () => {
  // Two values each: half of all permutations give the observed table of four equal pairs or a stronger one.
  const p = spearmanP([0, 1], [0, 1], {random: seeded(3), draws: 999});
  // Standard deviation of the share of 999 draws is 0.016; four of them are allowed.
  expect(Math.abs(Number(p) - 0.5)).toBeLessThan(0.065);
});

// Zar's table of Spearman's rho, one-sided: of 4 values only the perfect order reaches 1/24; of 5, 1/120, and rho 0.9 reaches 5/120.
test("over all orders the p is that of the table", () => {
  expect(spearmanExactP([1, 2, 3, 4], [1, 2, 3, 4])).toBe(1 / 24);
  expect(spearmanExactP([1, 2, 3, 4, 5], [1, 2, 3, 4, 5])).toBe(1 / 120);
  expect(spearmanExactP([1, 2, 3, 4, 5], [2, 1, 3, 4, 5])).toBe(5 / 120);
  expect(spearmanExactP([1, 2, 3, 4], [4, 3, 2, 1])).toBe(1);
});

test("over all orders the p is the brute force's, ties and all", () => {
  const small = fc.array(fc.tuple(fc.integer({min: 0, max: 3}), fc.integer({min: 0, max: 3})), {
    minLength: 2,
    maxLength: 6,
  });
  fc.assert(
    fc.property(small, (pairs) => {
      const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      const own = spearman(a, b);
      const all = orders(b).map((order) => spearman(a, order) ?? Number.NaN);
      // Correlations of tied ranks differ in the last bits between orders of summation.
      const extreme = own === null ? 0 : all.filter((rho) => rho >= own - 1e-9).length;
      expect(spearmanExactP(a, b)).toBe(own === null ? null : extreme / all.length);
    }),
    {numRuns: 40},
  );
});

function orders(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value, at) => orders(values.toSpliced(at, 1)).map((rest) => [value, ...rest]));
}

test("draws come near the p of all orders", () => {
  const [a, b] = [
    [1, 2, 3, 4, 5, 6, 7],
    [2, 1, 4, 3, 7, 5, 6],
  ];
  // Three standard errors of 9,999 draws at p 0.01.
  expect(
    Math.abs((spearmanP(a, b, {random: seeded(5), draws: 9999}) ?? 1) - (spearmanExactP(a, b) ?? 0)),
  ).toBeLessThan(0.003);
});
