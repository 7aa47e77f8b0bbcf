import {expect, test} from "vitest";
import {period} from "../base/index.ts";
import {completedBag, type OptionBag} from "./option.ts";
import {parseTradeOptions, TRADE_OPTIONS} from "./trade.ts";

const parsed = (bag: OptionBag) => parseTradeOptions(completedBag(bag, TRADE_OPTIONS));

test("no option asks for all trade of every year, in dollars, by the reporters' own figures", () => {
  expect(parsed({})).toEqual({
    reporters: null,
    partners: null,
    flow: null,
    product: "TOTAL",
    goods: null,
    period: {from: period("2019"), to: period("2023"), frequency: "A"},
    compare: null,
    by: ["period"],
    side: "reporter",
    currency: "usd",
    source: null,
    basis: "origin",
    codes: "all",
    hs: null,
  });
});

test("lists are split and trimmed, and a grouping named twice counts once", () => {
  const {reporters, by} = parsed({reporter: "GEO, Kyrgyz Republic", by: "period,partner,period"});
  expect(reporters).toEqual(["GEO", "Kyrgyz Republic"]);
  expect(by).toEqual(["period", "partner"]);
});

test("--freq M turns years into their months; months never become years", () => {
  expect(parsed({period: "2021..2022", freq: "M"}).period).toEqual({
    from: "2021-01",
    to: "2022-12",
    frequency: "M",
  });
  expect(() => parsed({period: "2021-03..2021-05", freq: "A"})).toThrowError(
    expect.objectContaining({code: "mixed-frequencies", where: "--freq"}),
  );
});

test.each([
  [{flow: "x"}, "bad-choice", "--flow"],
  [{side: "mirror"}, "bad-choice", "--side"],
  [{by: "hub"}, "bad-choice", "--by"],
  [{period: "2023..2021"}, "bad-period", "--period"],
  [{compare: "2021-13"}, "bad-period", "--compare"],
  [{reporter: "GEO,,ARM"}, "empty-value", "--reporter"],
] as const)("%j is refused as %s at %s", (bag, code, where) => {
  expect(() => parsed(bag)).toThrowError(expect.objectContaining({code, where}));
});

test("an option that is none names the near one", () => {
  expect(() => parsed({reporters: "GEO"})).toThrowError(
    expect.objectContaining({code: "unknown-option", hint: expect.stringContaining('"reporter"')}),
  );
});
