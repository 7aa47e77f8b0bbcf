import {expect, test} from "vitest";
import {corridorParams} from "../analyses/corridors/params.ts";
import {parseCorridorOptions} from "./corridors.ts";

test("without options the question is the default study", () => {
  expect(parseCorridorOptions({})).toEqual(corridorParams({}));
});

test("every option is read", () => {
  const read = parseCorridorOptions({
    target: "EU27",
    origins: "RUS, BLR",
    hubs: "KAZ,TUR",
    goods: "4412",
    "most-hubs": "2",
    close: "KAZ",
    match: "list",
    by: "hub",
    window: "2022",
    baseline: "2019..2021",
  });
  expect(read).toMatchObject({
    target: "EU27",
    origins: ["RUS", "BLR"],
    hubs: ["KAZ", "TUR"],
    goods: "4412",
    mostHubs: 2,
    close: ["KAZ"],
    match: "list",
    by: "hub",
    window: {from: "2022", to: "2022"},
    baseline: {from: "2019", to: "2021"},
  });
});

test.each([
  ["bad-number", {"most-hubs": "4"}],
  ["bad-number", {"most-hubs": "0"}],
  ["bad-choice", {match: "both"}],
  ["bad-choice", {by: "ship"}],
  ["empty-value", {close: "KAZ,"}],
  ["bad-date", {shock: "2022-02-31"}],
] as const)("%s: %j is refused at its option", (code, options) => {
  const [name = ""] = Object.keys(options);
  expect(() => parseCorridorOptions(options)).toThrow(expect.objectContaining({code, where: `--${name}`}));
});
