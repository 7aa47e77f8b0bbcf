import {expect, test} from "vitest";
import {day, type Period, periodRange, periodsIn} from "../../base/index.ts";
import {type ChannelRequest, channelParams} from "./params.ts";
import {chooseTiming, type Timing} from "./time.ts";

// The default shock is 2022-02-24: the first whole month after it is 2022-03.
function chosen(
  covered: readonly Period[],
  frequency: "A" | "M",
  request: ChannelRequest = {},
): Timing | null {
  return chooseTiming(covered, frequency, channelParams(request));
}

function shown(timing: Timing | null): {window: string; baseline: string[]} | null {
  const range = (periods: readonly Period[]): string =>
    `${periods[0]}..${periods.at(-1)} (${periods.length})`;
  return timing === null ? null : {window: range(timing.window), baseline: timing.baseline.map(range)};
}

const covered = (range: string): Period[] => periodsIn(periodRange(range));

test("months after the shock are measured against the same months of the two years before, oldest first", () => {
  expect(shown(chosen(covered("2019-01..2022-11"), "M"))).toEqual({
    window: "2022-03..2022-11 (9)",
    baseline: ["2020-03..2020-11 (9)", "2021-03..2021-11 (9)"],
  });
});

test("the month of the shock is in neither", () => {
  const timing = chosen(covered("2020-01..2022-06"), "M");
  const all = [...(timing?.window ?? []), ...(timing?.baseline.flat() ?? [])];
  expect(all).not.toContain("2022-02");
  expect(all.length).toBe(3 * 4);
});

test("months that run on are cut before the shock's own month comes again, so that the newest baseline year ends before it", () => {
  expect(shown(chosen(covered("2018-01..2024-12"), "M"))).toEqual({
    window: "2022-03..2023-01 (11)",
    baseline: ["2020-03..2021-01 (11)", "2021-03..2022-01 (11)"],
  });
});

test("one baseline year is used where no more is covered", () => {
  expect(shown(chosen(covered("2021-01..2022-05"), "M"))?.baseline).toEqual(["2021-03..2021-05 (3)"]);
});

test("a baseline year that lacks a month is not used, the year before it is", () => {
  const months = covered("2019-01..2022-11").filter((at) => at !== "2021-07");
  expect(shown(chosen(months, "M"))?.baseline).toEqual(["2019-03..2019-11 (9)", "2020-03..2020-11 (9)"]);
});

test("a month that is not covered after the shock is left out on both sides", () => {
  const timing = chosen(
    covered("2020-01..2022-06").filter((at) => at !== "2022-04"),
    "M",
  );
  expect(timing?.window).toEqual(["2022-03", "2022-05", "2022-06"]);
  expect(timing?.baseline).toEqual([
    ["2020-03", "2020-05", "2020-06"],
    ["2021-03", "2021-05", "2021-06"],
  ]);
});

test("years from the shock on stand each against the three years before", () => {
  const timing = chosen(covered("2015..2023"), "A");
  expect(timing?.window).toEqual(["2022", "2023"]);
  expect(timing?.baseline).toEqual([
    ["2019", "2019"],
    ["2020", "2020"],
    ["2021", "2021"],
  ]);
  expect(timing?.span).toEqual(periodRange("2019..2023"));
});

test("a year that is not covered is passed over", () => {
  const years = covered("2016..2022").filter((at) => at !== "2020");
  expect(chosen(years, "A")?.baseline.map(([year]) => year)).toEqual(["2018", "2019", "2021"]);
});

test.each([
  ["nothing at all", []],
  ["nothing after the shock", covered("2018-01..2022-02")],
  ["nothing before the shock", covered("2022-03..2023-12")],
])("there is no timing with %s covered", (_, months) => {
  expect(chosen(months, "M")).toBeNull();
});

test("given ranges are kept, as far as they are covered", () => {
  const timing = chosen(covered("2017-01..2022-11"), "M", {
    window: periodRange("2022-06..2022-12"),
    baseline: periodRange("2018-01..2019-12"),
  });
  expect(shown(timing)).toEqual({
    window: "2022-06..2022-11 (6)",
    baseline: ["2018-06..2018-11 (6)", "2019-06..2019-11 (6)"],
  });
});

test("given years of the baseline hold for months too", () => {
  expect(
    shown(chosen(covered("2017-01..2022-04"), "M", {baseline: periodRange("2018..2020")}))?.baseline,
  ).toEqual(["2018-03..2018-04 (2)", "2019-03..2019-04 (2)", "2020-03..2020-04 (2)"]);
});

test("a given window of the other frequency has no timing here", () => {
  expect(chosen(covered("2018-01..2022-11"), "M", {window: periodRange("2022..2023")})).toBeNull();
  expect(chosen(covered("2018..2023"), "A", {window: periodRange("2022-03..2022-11")})).toBeNull();
});

test.each([
  ["window", "2021-11..2022-06", "M", "window-before-shock"],
  ["window", "2021..2022", "A", "window-before-shock"],
  ["baseline", "2020-01..2022-02", "M", "baseline-after-shock"],
  ["baseline", "2020..2022", "A", "baseline-after-shock"],
] as const)("a %s of %s is refused by its option and the shock", (option, range, frequency, code) => {
  const months = frequency === "M" ? covered("2019-01..2022-11") : covered("2018..2023");
  expect(() => chosen(months, frequency, {[option]: periodRange(range)})).toThrow(
    expect.objectContaining({code, where: `--${option}`, message: expect.stringContaining("2022-02-24")}),
  );
});

test("another shock moves both", () => {
  expect(chosen(covered("2010..2016"), "A", {shock: day("2014-07-31")})?.window).toEqual([
    "2014",
    "2015",
    "2016",
  ]);
  expect(
    chosen(covered("2010..2016"), "A", {shock: day("2014-07-31")})?.baseline.map(([year]) => year),
  ).toEqual(["2011", "2012", "2013"]);
});
