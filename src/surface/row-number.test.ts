import {expect, test} from "vitest";
import {sampleFinding} from "../../test/golden/report/sample.ts";
import {rowIndex} from "./row-number.ts";

test("rows count from 1, as tables print them, or go by a text that stands in one row", () => {
  expect([
    rowIndex(sampleFinding, "1"),
    rowIndex(sampleFinding, "3"),
    rowIndex(sampleFinding, "BBB"),
  ]).toEqual([0, 2, 1]);
});

test.each(["0", "4", "ZZZ", "1.5", ""])('"%s" is no row of three, and the error says which are', (text) => {
  expect(() => rowIndex(sampleFinding, text)).toThrowError(
    expect.objectContaining({code: "unknown-row", hint: "give a row number from 1 to 3"}),
  );
});

test("a text in two rows is refused", () => {
  expect(() => rowIndex(sampleFinding, "D")).toThrowError(
    expect.objectContaining({message: '"D" stands in 2 rows'}),
  );
});
