import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {partsOf, withParts} from "./pages.ts";
import type {WorldsResult} from "./report.ts";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test.each(["README.md", "docs/benchmark-worlds.md"])("%s has the figures of the last results", (page) => {
  const result: WorldsResult = JSON.parse(read("bench/results/worlds.json"));
  const text = read(page);
  expect(text).toContain("<!-- worlds: ");
  expect(withParts(text, partsOf(result))).toBe(text);
});

test("a part is set between its marks, and nothing else changes", () => {
  const parts = new Map([["a b", "new"]]);
  const page = "x\n<!-- worlds: a b -->\n\nold\n\n<!-- /worlds -->\ny";
  expect(withParts(page, parts)).toBe("x\n<!-- worlds: a b -->\n\nnew\n\n<!-- /worlds -->\ny");
  expect(() => withParts("<!-- worlds: c -->\n<!-- /worlds -->", parts)).toThrow('"c" names no part');
  expect(() => withParts("<!-- worlds: a b -->", parts)).toThrow("has no end");
});
