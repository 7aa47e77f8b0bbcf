import {expect, test} from "vitest";
import {normal, seeded} from "../../base/index.ts";
import type {Measured} from "../channels/model.ts";
import {isOrdinary, usualDeviation} from "./ordinary.ts";

const flowsOf = (baselines: readonly (readonly number[])[]) => ({
  products: new Map(baselines.map((baseline, at): [string, Measured] => [`${at}`, {actual: 0, baseline}])),
});

test.each([2, 3, 5])("of %i baseline years it is the deviation that they were drawn with", (years) => {
  const random = seeded(years);
  const deviation = usualDeviation(
    flowsOf(
      Array.from({length: 4000}, (_, at) =>
        Array.from({length: years}, () => (at + 1) * (1 + 0.05 * normal(random))),
      ),
    ),
  );
  // The median of 4,000 has an error of 2 %; the cube of Wilson and Hilferty adds 2 %.
  expect(Math.abs((deviation ?? Number.NaN) / 0.05 - 1)).toBeLessThan(0.06);
});

test("one restless product does not speak for the rest", () => {
  const calm = [100, 101, 102];
  expect(usualDeviation(flowsOf([calm, calm, [1, 500, 2]]))).toBe(usualDeviation(flowsOf([calm])));
});

test("one year, or no trade, tells nothing, and then no excess is ordinary", () => {
  expect(usualDeviation(flowsOf([[100], [0, 0, 0]]))).toBeNull();
  expect(isOrdinary({low: 1, high: 2}, {actual: 101, baseline: [100]}, null)).toBe(false);
});

test("an excess is ordinary up to two deviations of the year and of the baseline's mean", () => {
  const measured = {actual: 0, baseline: [100, 100, 100, 100]};
  const edge = 2 * 0.05 * 100 * Math.sqrt(1.25);
  expect(isOrdinary({low: edge - 0.01, high: 99}, measured, 0.05)).toBe(true);
  expect(isOrdinary({low: edge + 0.01, high: 99}, measured, 0.05)).toBe(false);
});
