import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {codesIn, type GoodsNames, goodsName} from "./name.ts";

const names: GoodsNames = {
  Chapter: {"85": "Electrical machinery"},
  HS2017: {"847150": "Computers: processing units", "852400": "Discs"},
  HS1992: {"852490": "Tapes"},
};

test("a name says its edition", () => {
  expect(goodsName(names, "847150")?.whole).toBe("HS2017: Computers: processing units");
  expect(goodsName(names, "852490")?.whole).toBe("HS1992: Tapes");
  expect(goodsName(names, "85")).toMatchObject({
    short: "Electrical machinery",
    whole: "Chapter: Electrical machinery",
  });
});

test("eight digits have the name of their six, and say so", () => {
  expect(goodsName(names, "84715000")?.text).toBe("Computers: processing units");
  expect(goodsName(names, "84715000")?.whole).toContain("(name of its six digits 847150)");
});

test.each(["999998", "8471", "84715", "8471500", "TOTAL", "constructor", ""])("%j has no name", (code) => {
  expect(goodsName(names, code)).toBeNull();
});

test("a long name is cut between words", () => {
  const text = "Units of automatic data processing machines: processing units other than those";
  expect(goodsName({HS2017: {"847150": text}}, "847150")?.short).toBe(
    "Units of automatic data processing machines…",
  );
});

test("every line of the list of priority goods has a name", () => {
  const file: GoodsNames = JSON.parse(readFileSync(new URL("./names.json", import.meta.url), "utf8"));
  const lines = readFileSync(new URL("../../reference/goods/lines.csv", import.meta.url), "utf8").split("\n");
  const codes = lines
    .map((line) => line.split(","))
    .flatMap(([list, , code = ""]) => (list === "chpl" ? [code] : []));
  expect(new Set(codes).size).toBe(50);
  expect(codes.filter((code) => goodsName(file, code) === null)).toEqual([]);
});

test("codes asked for are told from a list's name", () => {
  expect(codesIn("847150, 85423100")).toEqual(["847150", "85423100"]);
  expect(codesIn("family:851713")).toEqual(["851713"]);
  expect(codesIn("chpl:1+2")).toEqual([]);
});

test("the file names chapters and what CEPII names, each as a text of its own", () => {
  const file: GoodsNames = JSON.parse(readFileSync(new URL("./names.json", import.meta.url), "utf8"));
  expect(goodsName(file, "847150")?.whole).toMatch(/^HS2017: Units of automatic data processing machines/);
  expect(goodsName(file, "010111")?.whole).toBe("HS1992: Horses: live, pure-bred breeding animals");
  expect(goodsName(file, "85")?.whole).toBe("Chapter: Electrical machinery and electronics");
  expect(goodsName(file, "880730")?.whole).toBe(
    "HS2022: Other parts of aeroplanes, helicopters and unmanned aircraft",
  );
  // New in HS2022, and no name of HS1992 is lent to it.
  expect(goodsName(file, "880621")).toBeNull();
  expect(goodsName(file, "852491")).toBeNull();
  // 01 to 97 without 77, which is kept free; and the 5384 lines of BACI's HS17 file.
  expect(Object.keys(file.Chapter ?? {})).toHaveLength(96);
  expect(Object.keys(file.HS2017 ?? {})).toHaveLength(5384);
  const texts = Object.values(file).flatMap((edition) => Object.values(edition));
  // A line under its heading alone, such as "-- Other", is no name.
  expect(texts.filter((text) => !/^[\w"(]/.test(text) || text.length < 3)).toEqual([]);
});
