import {expect, test} from "vitest";
import {transitParams} from "../analyses/transit/params.ts";
import {completedBag, type OptionBag} from "./option.ts";
import {parseTransitOptions, TRANSIT_OPTIONS} from "./transit.ts";

const parsed = (bag: OptionBag) => parseTransitOptions(completedBag(bag, TRANSIT_OPTIONS));

test("no option asks the default study", () => {
  expect(parsed({})).toEqual(transitParams({}));
});

test("every part of the question can be asked otherwise", () => {
  const bag = {
    origin: "GEO,ARM",
    hub: "KGZ",
    goods: "8703",
    digits: "6",
    period: "2023-01..2023-11",
    baseline: "2018..2020",
    shock: "2021-06-25",
    target: "RUS",
    controls: "KAZ,UZB",
    margin: "0.06",
    tolerance: "0.1",
    by: "origin",
    seed: "7",
  };
  expect(parsed(bag)).toMatchObject({
    origins: ["GEO", "ARM"],
    hubs: ["KGZ"],
    goods: "8703",
    digits: 6,
    period: {from: "2023-01", to: "2023-11"},
    baseline: {from: "2018", to: "2020"},
    shock: "2021-06-25",
    target: "RUS",
    controls: ["KAZ", "UZB"],
    margin: 0.06,
    tolerance: 0.1,
    by: "origin",
    seed: 7,
  });
});

test.each([
  [{margin: "-0.1"}, "bad-share", "--margin"],
  [{tolerance: "2"}, "bad-share", "--tolerance"],
  [{digits: "8"}, "bad-choice", "--digits"],
  [{by: "month"}, "bad-choice", "--by"],
  [{period: "2023..2021"}, "bad-period", "--period"],
] as const)("%j is refused as %s at %s", (bag, code, where) => {
  expect(() => parsed(bag)).toThrowError(expect.objectContaining({code, where}));
});
