import {expect, test} from "vitest";
import {didYouMean, nearest, quoteList} from "./text.ts";

const STATES = ["Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan", "Georgia"];

test("a list is quoted, and cut with the number of those left out", () => {
  expect(quoteList(["a", 1, null])).toBe('"a", 1, null');
  expect(quoteList(["a", "b", "c", "d"], 2)).toBe('"a", "b" and 2 more');
  expect(quoteList(new Set(["a", "b"]), 2)).toBe('"a", "b"');
  expect(quoteList([])).toBe("");
});

test("a quote inside a value is escaped, so that the list can be read back", () => {
  expect(quoteList(['say "no"'])).toBe(String.raw`"say \"no\""`);
});

test("a misspelt name finds the one meant first, in any case", () => {
  expect(nearest("Kazahkstan", STATES)[0]).toBe("Kazakhstan");
  expect(nearest("GEORGIA", STATES)).toEqual(["Georgia"]);
});

test("no more than three are near, best first; equally near ones by name", () => {
  expect(nearest("stan", STATES)).toHaveLength(3);
  expect(nearest("ab", ["abx", "abc", "aby", "abz"])).toEqual(["abc", "abx", "aby"]);
});

test("a name like no other has none near, and the hint lists what there is", () => {
  expect(nearest("xyz", STATES)).toEqual([]);
  expect(didYouMean("xyz", ["trade", "law"])).toBe('one of "trade", "law"');
  expect(didYouMean("trde", ["trade", "law"])).toBe('did you mean "trade"?');
});
