import {expect, test} from "vitest";
import {period} from "../base/index.ts";
import {events} from "./events.ts";
import {fxPeriods, usdPerEur} from "./fx.ts";

// Annual averages as the ECB and Eurostat publish them (EXR.A.USD.EUR.SP00.A, ert_bil_eur_a), four decimals.
test.each([
  ["1999", 1.0658],
  ["2002", 0.9456],
  ["2008", 1.4708],
  ["2010", 1.3257],
  ["2011", 1.392],
  ["2012", 1.2848],
  ["2013", 1.3281],
  ["2014", 1.3285],
  ["2015", 1.1095],
  ["2016", 1.1069],
  ["2017", 1.1297],
  ["2018", 1.181],
  ["2019", 1.1195],
  ["2020", 1.1422],
  ["2021", 1.1827],
  ["2022", 1.053],
  ["2023", 1.0813],
  ["2024", 1.0824],
] as const)("%s averages %f dollars per euro", (year, rate) => {
  expect(usdPerEur(period(year))).toBe(rate);
});

test("months carry the published monthly average", () => {
  expect(usdPerEur(period("2022-03"))).toBe(1.1019);
  expect(usdPerEur(period("2022-09"))).toBe(0.9904);
});

test("a period outside the series has no rate", () => {
  expect(usdPerEur(period("1998"))).toBeNull();
  expect(usdPerEur(period("2050-01"))).toBeNull();
});

test("every month from 1999-01 to 2025-12 is there once", () => {
  const months = fxPeriods().filter((text) => text.length === 7);
  expect(months).toHaveLength(27 * 12);
  expect(new Set(fxPeriods()).size).toBe(27 * 13);
});

test("events are dated, in order, with one id each", () => {
  const dates = events().map(({date}) => date);
  expect(dates).toEqual(dates.toSorted());
  expect(new Set(events().map(({id}) => id)).size).toBe(dates.length);
  expect(events().find(({id}) => id === "shock")?.date).toBe("2022-02-24");
});
