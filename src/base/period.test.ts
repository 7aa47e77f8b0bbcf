import {array, assert, integer, property, tuple} from "fast-check";
import {expect, test} from "vitest";
import {
  day,
  formatRange,
  frequencyOf,
  month,
  monthAfter,
  monthIndex,
  type PeriodRange,
  period,
  periodRange,
  periodsIn,
  shiftYears,
  yearOf,
} from "./period.ts";

test("a period is a year or a month and nothing else", () => {
  expect(period("2022")).toBe("2022");
  expect(period("2022-03")).toBe("2022-03");
  for (const text of [
    "",
    "22",
    "2022-3",
    "2022-00",
    "2022-13",
    "202203",
    "2022-03-01",
    " 2022",
    "2022\n",
    "Q1",
  ]) {
    expect(() => period(text), text).toThrow(expect.objectContaining({code: "bad-period"}));
  }
});

test("the error quotes the text and says what to give", () => {
  expect(() => period("2022-13")).toThrow('"2022-13" is no period');
  expect(() => period("2022-13")).toThrow(
    expect.objectContaining({hint: expect.stringContaining("2022-03")}),
  );
});

test("a year is no month", () => {
  expect(month("2022-12")).toBe("2022-12");
  expect(() => month("2022")).toThrow(expect.objectContaining({code: "bad-period"}));
});

test("a day that the calendar has not is refused", () => {
  expect(day("2024-02-29")).toBe("2024-02-29");
  for (const text of ["2023-02-29", "2022-02-30", "2022-04-31", "2022-02-32", "2022-2-3", "24.02.2022"]) {
    expect(() => day(text), text).toThrow(expect.objectContaining({code: "bad-date"}));
  }
});

test("a range of years or months reads back as it was written", () => {
  for (const text of ["2021", "2022-03", "2021..2023", "2022-03..2022-11"]) {
    expect(formatRange(periodRange(text))).toBe(text);
  }
  expect(periodRange("2021..2021")).toEqual({from: "2021", to: "2021", frequency: "A"});
});

test("a range that mixes years and months, runs backwards or has three ends is refused", () => {
  for (const text of [
    "2021..2022-03",
    "2022-03..2023",
    "2023..2021",
    "2022-11..2022-03",
    "2021..2022..2023",
    "..2022",
    "2022..",
  ]) {
    expect(() => periodRange(text), text).toThrow(expect.objectContaining({code: "bad-period"}));
  }
});

test("months run over the turn of a year", () => {
  expect(periodsIn(periodRange("2021-11..2022-02"))).toEqual(["2021-11", "2021-12", "2022-01", "2022-02"]);
  expect(periodsIn(periodRange("2019..2021"))).toEqual(["2019", "2020", "2021"]);
});

test("the month after the shock of 24 February 2022 is March, after a December day it is January", () => {
  expect(monthAfter(day("2022-02-24"))).toBe("2022-03");
  expect(monthAfter(day("2022-03-01"))).toBe("2022-04");
  expect(monthAfter(day("2021-12-31"))).toBe("2022-01");
});

test("a year earlier are the same months a year earlier", () => {
  expect(shiftYears(periodRange("2022-03..2023-02"), -1)).toEqual(periodRange("2021-03..2022-02"));
  expect(shiftYears(periodRange("2022"), 2)).toEqual(periodRange("2024"));
});

const monthNumbers = integer({min: 1900 * 12, max: 2100 * 12});

function monthOf(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

function monthsFrom(start: number, length: number): PeriodRange {
  return periodRange(`${monthOf(start)}..${monthOf(start + length)}`);
}

test("property: a range of n+1 months lists them in order, each one month after the one before", () => {
  const ranges = tuple(monthNumbers, integer({min: 0, max: 400}));
  assert(
    property(ranges, ([start, length]) => {
      const listed = periodsIn(monthsFrom(start, length)).map(monthIndex);
      expect(listed).toEqual(Array.from({length: length + 1}, (_, at) => start + at));
    }),
  );
});

test("property: shifting by years and back gives the range again, and keeps its length and months of the year", () => {
  const cases = tuple(monthNumbers, integer({min: 0, max: 40}), integer({min: -50, max: 50}));
  assert(
    property(cases, ([start, length, years]) => {
      const range = monthsFrom(start, length);
      const moved = shiftYears(range, years);
      expect(shiftYears(moved, -years)).toEqual(range);
      expect(monthIndex(moved.from) - monthIndex(range.from)).toBe(12 * years);
      expect(periodsIn(moved)).toHaveLength(length + 1);
    }),
  );
});

test("property: periods of one frequency sort as text as they do in time", () => {
  assert(
    property(array(monthNumbers, {minLength: 2}), (indexes) => {
      const sorted = indexes.map((index) => period(monthOf(index))).sort();
      expect(sorted.map(monthIndex)).toEqual([...indexes].sort((a, b) => a - b));
    }),
  );
});

test("frequency and year are read from the text", () => {
  expect([frequencyOf(period("2022")), frequencyOf(period("2022-03"))]).toEqual(["A", "M"]);
  expect([yearOf(period("2022-03")), yearOf(day("1999-12-31"))]).toEqual([2022, 1999]);
});
