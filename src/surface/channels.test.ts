import {expect, test} from "vitest";
import {channelParams} from "../analyses/channels/params.ts";
import {CHANNEL_OPTIONS, parseChannelOptions, ruleOf} from "./channels.ts";
import {completedBag, type OptionBag} from "./option.ts";

const parsed = (bag: OptionBag) => parseChannelOptions(completedBag(bag, CHANNEL_OPTIONS));

test("no option asks the default study", () => {
  expect(parsed({})).toEqual(channelParams({}));
});

test("every part of the study can be asked otherwise", () => {
  const bag = {
    target: "BLR",
    goods: "8542,8471",
    origins: "USA,JPN",
    hubs: "KGZ,ARM",
    coalition: "g7",
    "controls-outside": "other",
    shock: "2021-06-25",
    baseline: "2019..2020",
    window: "2022",
    by: "month",
    tests: "full",
    seed: "7",
  };
  expect(parsed(bag)).toMatchObject({
    target: "BLR",
    goods: "8542,8471",
    origins: ["USA", "JPN"],
    hubs: ["KGZ", "ARM"],
    coalition: "g7",
    controlsOutside: "other",
    shock: "2021-06-25",
    baseline: {from: "2019", to: "2020"},
    window: {from: "2022", to: "2022"},
    by: "month",
    tests: "full",
    seed: 7,
  });
});

test.each([
  [{shock: "2022-02-30"}, "bad-date", "--shock"],
  [{by: "state"}, "bad-choice", "--by"],
  [{tests: "all"}, "bad-choice", "--tests"],
  [{seed: "1.5"}, "bad-number", "--seed"],
  [{seed: "4294967296"}, "bad-number", "--seed"],
] as const)("%j is refused as %s at %s", (bag, code, where) => {
  expect(() => parsed(bag)).toThrowError(expect.objectContaining({code, where}));
});

test("who asks for tests gets all of them, unless told otherwise; who asks for hubs those of the grade", () => {
  expect(parsed({}).tests).toBe("core");
  expect(parsed({by: "test"}).tests).toBe("full");
  expect(parsed({by: "test", tests: "core"}).tests).toBe("core");
});

test("the public surge rule judges only when it is named", () => {
  expect([ruleOf({}), ruleOf({rule: "surge"})]).toEqual(["channels", "surge"]);
});
