import fc from "fast-check";
import {expect, test} from "vitest";
import {seeded} from "../../base/index.ts";
import {combinations, countCombinations, drawCombination} from "./combinations.ts";
import {randomisationTest} from "./index.ts";

const VALUES = [9, 1, 4, 7, 3, 8, 2];
const mean = (of: readonly number[]): number => of.reduce((sum, i) => sum + Number(VALUES[i]), 0) / of.length;

test("with few labellings the test is exact: the second largest of seven has p 2/7", async () => {
  const found = await randomisationTest({groups: 7, treated: [5], statistic: mean, random: seeded(1)});
  expect(found).toMatchObject({
    observed: 8,
    exhaustive: true,
    rank: 2,
    p: 2 / 7,
    pGreater: 2 / 7,
    pLess: 6 / 7,
    failed: 0,
  });
  expect([...found.others].sort()).toEqual([1, 2, 3, 4, 7, 9]);
});

test("two of seven: 21 labellings, counted by hand", async () => {
  // Sums of two at least 16 (9 and 7): only 9 + 8 = 17 and 9 + 7 itself.
  const found = await randomisationTest({groups: 7, treated: [3, 0], statistic: mean, random: seeded(1)});
  expect(found.others).toHaveLength(20);
  expect(found.p).toBeCloseTo(2 / 21, 14);
});

test("a sign is no matter to p, and labellings without a statistic are counted apart", async () => {
  const signed = await randomisationTest({
    groups: 7,
    treated: [5],
    statistic: (of) => (of.includes(0) ? null : -mean(of)),
    random: seeded(1),
  });
  expect(signed).toMatchObject({observed: -8, failed: 1, rank: 1, p: 1 / 6, pLess: 1 / 6, pGreater: 1});
});

test("many labellings are drawn, with a seed, and progress is told", async () => {
  let told = 0;
  const draw = (seed: number) =>
    randomisationTest({
      groups: 40,
      treated: [1, 2, 3, 4, 5],
      statistic: (of) => of.reduce((sum, i) => sum + i, 0),
      random: seeded(seed),
      draws: 99,
      progress: () => told++,
    });
  const found = await draw(2);
  expect(found).toEqual(await draw(2));
  expect(found.exhaustive).toBe(false);
  expect(told).toBe(198);
  // The least of C(40, 5) sums but a few: no draw is as small.
  expect(found.pLess).toBe(0.01);
});

test("labels that are none, and a signal, are refused", async () => {
  const run = (treated: number[], signal?: AbortSignal) =>
    randomisationTest({
      groups: 3,
      treated,
      statistic: () => null,
      random: seeded(1),
      ...(signal ? {signal} : {}),
    });
  await expect(run([])).rejects.toThrow("0 of 3 groups are treated");
  await expect(run([3])).rejects.toThrow('treated group "3" is not one of 0 to 2');
  await expect(run([1])).rejects.toThrow("cannot be computed");
  const aborted = randomisationTest({
    groups: 3,
    treated: [1],
    statistic: () => 1,
    random: seeded(1),
    signal: AbortSignal.abort(new Error("enough")),
  });
  await expect(aborted).rejects.toThrow("enough");
});

test("combinations are all, distinct and ascending; draws are among them", () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 9}), fc.integer({min: 0, max: 9}), fc.integer(), (n, size, seed) => {
      const all = [...combinations(n, size)].map((one) => one.join());
      expect(new Set(all).size).toBe(all.length);
      expect(all.length).toBe(countCombinations(n, size));
      if (size <= n) expect(all).toContain(drawCombination(seeded(seed), n, size).join());
    }),
  );
});
