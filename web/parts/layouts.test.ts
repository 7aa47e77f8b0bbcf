import fc from "fast-check";
import {expect, test} from "vitest";
import {shownPeriod, shownRange} from "./period.ts";
import {endsOf, linear, roundTicks, tickedFromZero} from "./scale.ts";
import {sparkOf, unbroken} from "./spark-layout.ts";
import {readTests} from "./test-marks.tsx";
import {timeLayout} from "./time-layout.ts";

const amount = fc.double({min: -1e12, max: 1e12, noNaN: true});

test("ticks hold every value and zero, ascend, and are few", () => {
  fc.assert(
    fc.property(fc.array(amount, {minLength: 1, maxLength: 20}), (values) => {
      const ticks = tickedFromZero(values) ?? [];
      const [low, high] = endsOf(ticks);
      // Ticks are multiples of a step, so the last digit of a double may differ.
      const slack = 1e-9 * Math.max(...values.map(Math.abs), 1e-300);
      expect(low).toBeLessThanOrEqual(Math.min(0, ...values) + slack);
      expect(high).toBeGreaterThanOrEqual(Math.max(0, ...values) - slack);
      expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
      expect(ticks.length).toBeLessThan(9);
    }),
  );
});

test("without a number there is no axis", () => {
  expect(tickedFromZero([null, null])).toBeNull();
  expect(roundTicks(0, 0)).toEqual([0]);
});

test("a scale is straight through its ends", () => {
  const scale = linear([0, 200], [10, 110]);
  expect([0, 50, 200].map(scale)).toEqual([10, 35, 110]);
});

test("a line is broken where a value is missing, and a point alone is a dot", () => {
  const at = (x: number, y: number | null) => ({x, y});
  expect(unbroken([at(0, 1), at(1, 2), at(2, null), at(3, 4), at(4, null)])).toEqual([
    "M0.0,1.0L1.0,2.0",
    "M3.0,4.0h.01",
  ]);
});

test("a spark's peak is the largest known value, and the shock stands at its month", () => {
  const usd = [5, null, 9, 2];
  const points = ["2022-01", "2022-02", "2022-03", "2022-04"].map((period, at) => ({
    period,
    usd: usd[at] ?? null,
  }));
  const spark = sparkOf({points}, {width: 31, height: 20, shock: "2022-02-24"});
  expect(spark.peak).toMatchObject({period: "2022-03", usd: 9});
  // Four points between x = 1 and x = 30: the second at 1 + 29/3.
  expect(spark.shockX).toBeCloseTo(1 + 29 / 3, 9);
  expect(spark.paths).toHaveLength(2);
});

test("columns stand on zero, and a missing one has no height", () => {
  const points = [
    {period: "2021", value: 4},
    {period: "2022", value: null},
    {period: "2023", value: -2},
  ];
  const {columns, y} = timeLayout({points, marks: [], width: 600, height: 200});
  expect(columns.map(({height}) => height === null)).toEqual([false, true, false]);
  expect((columns[0]?.y ?? 0) + (columns[0]?.height ?? 0)).toBeCloseTo(y(0), 9);
  expect(columns[2]?.y).toBeCloseTo(y(0), 9);
});

test("periods are written for people", () => {
  expect([
    shownPeriod("2022-03"),
    shownPeriod("2022"),
    shownRange("2022-03..2022-11"),
    shownRange("2022"),
  ]).toEqual(["Mar 2022", "2022", "Mar 2022 – Nov 2022", "2022"]);
});

test("tests are read as the finding writes them", () => {
  expect(readTests("+ rise, − broad, ? goes-on")).toEqual([
    {name: "rise", outcome: "passed"},
    {name: "broad", outcome: "failed"},
    {name: "goes-on", outcome: "unknown"},
  ]);
  expect(readTests(null)).toEqual([]);
});
