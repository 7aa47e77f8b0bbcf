import fc from "fast-check";
import {expect, test} from "vitest";
import {normal, seeded} from "../../base/index.ts";
import {normalCdf} from "../special/index.ts";
import {courseNoise, sharedDeviation} from "./course-noise.ts";
import {type IdentifiedSet, partialInterval} from "./partial-interval.ts";

const MANY = 1e6;
const setOf = (width: number, given: Partial<IdentifiedSet> = {}): IdentifiedSet => ({
  low: 0,
  high: width,
  lowError: 1,
  highError: 1,
  degrees: MANY,
  ...given,
});

// The two quantiles of the normal from tables; T of a million degrees differs from it in the seventh digit.
test("a set of no width has the two-sided quantile, a wide one the one-sided", () => {
  expect(partialInterval(setOf(0)).high).toBeCloseTo(1.959964, 5);
  expect(partialInterval(setOf(50)).low).toBeCloseTo(-1.644854, 5);
});

// R: qt(0.975, 4) is 2.776445, qt(0.95, 4) is 2.131847.
test("few degrees widen it as Student's t does", () => {
  expect(partialInterval(setOf(0, {degrees: 4})).low).toBeCloseTo(-2.776445, 6);
  expect(partialInterval(setOf(1e4, {degrees: 4})).low).toBeCloseTo(-2.131847, 6);
});

test("the critical value solves the equation of Imbens and Manski at every width", () => {
  fc.assert(
    fc.property(fc.double({min: 0, max: 6, noNaN: true}), (width) => {
      const critical = -partialInterval(setOf(width)).low;
      // The bisection ends at 1e-9 of an error; T of a million degrees is the normal to 1e-6.
      expect(normalCdf(critical + width) - normalCdf(-critical)).toBeCloseTo(0.95, 5);
    }),
  );
});

test("ends that crossed count as no width, and ends without error stay", () => {
  expect(partialInterval(setOf(-3)).low).toBeCloseTo(-1.959964, 5);
  expect(partialInterval(setOf(3, {lowError: 0, highError: 0}))).toEqual({low: 0, high: 3});
});

test("an amount at either end is held in 95 % of samples, one inside in more", () => {
  const random = seeded(41);
  const held = {end: 0, inside: 0};
  const [samples, width] = [5_000, 1.5];
  for (let sample = 0; sample < samples; sample++) {
    const low = normal(random);
    const {low: from, high: to} = partialInterval(setOf(width, {low, high: low + width}));
    if (from <= 0 && 0 <= to) held.end += 1;
    if (from <= width / 2 && width / 2 <= to) held.inside += 1;
  }
  // The standard error of a share of 95 % over 5,000 samples is 0.31 points: three of them.
  expect(Math.abs(held.end / samples - 0.95)).toBeLessThan(0.0093);
  expect(held.inside / samples).toBeGreaterThan(0.95);
});

test("the variance of a series about its own mean is the sample variance", () => {
  const noise = courseNoise([[3, 5, 10]], [[6, 6, 6]]);
  // Deviations −3, −1, 4: 26 ÷ 2.
  expect(noise.variances[0]).toBeCloseTo(13, 12);
  // One series shares nothing that could be told from its own noise.
  expect([noise.excess, noise.scale]).toEqual([0, 0]);
});

test("what series share in a year is told from their own noise", () => {
  const random = seeded(7);
  const [planted, own, years, count] = [0.1, 0.3, 3, 8];
  const groups = Array.from({length: 4_000}, () => {
    const moods = Array.from({length: years}, () => planted * normal(random));
    const values = Array.from({length: count}, (_, place) =>
      moods.map((mood) => (place + 1) * (1 + mood + own * normal(random))),
    );
    const means = values.map((series) => series.reduce((sum, value) => sum + value, 0) / years);
    return courseNoise(
      values,
      means.map((mean) => Array.from({length: years}, () => mean)),
    );
  });
  const {deviation, degrees} = sharedDeviation(groups);
  // 8,000 degrees tell a deviation to 1 %; the noise of eight series beside it makes that 3 %: three of these.
  expect(Math.abs(deviation / planted - 1)).toBeLessThan(0.09);
  expect(degrees).toBe(8_000);
});

test("groups that share nothing share nothing", () => {
  expect(sharedDeviation([])).toEqual({deviation: 0, degrees: 0});
  expect(sharedDeviation([{excess: -1, scale: 2, degrees: 2}]).deviation).toBe(0);
});
