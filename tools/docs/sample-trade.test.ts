import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {sampleTrade} from "./sample-trade.ts";

test("the sample data of the pages are what their maker makes", () => {
  expect(readFileSync(new URL("../../docs/data/trade.csv", import.meta.url), "utf8")).toBe(sampleTrade());
});
