import {expect, test} from "vitest";
import {laws} from "./laws.ts";
import {memberships} from "./memberships.ts";
import {standingOf} from "./standings.ts";
import {readTable} from "./table.ts";

const rows = readTable("ties/standings.csv", ["layer", "status", "standing", "meaning"]);

test("each word stands once, with what it means", () => {
  const words = rows.map(({layer, status}) => `${layer} ${status}`);
  expect(new Set(words).size).toBe(words.length);
  expect(rows.every(({meaning}) => meaning !== "")).toBe(true);
});

test("every standing of the reviewed memberships and laws is sorted", () => {
  // "none" says that a state has no such law: no tie.
  const unknown = [
    ...memberships().map(({status}) => ["institutions", status] as const),
    ...laws().map(({status}) => ["law", status] as const),
  ].filter(([layer, status]) => status !== "none" && standingOf(layer, status) === null);
  expect(unknown).toEqual([]);
});

test("a word of one layer says nothing in another, and an unknown one nothing at all", () => {
  expect(standingOf("institutions", "suspended")).toBe("halted");
  expect(standingOf("law", "suspended")).toBeNull();
  expect([standingOf("institutions", "in_force"), standingOf("law", "in_force")]).toEqual([
    "whole",
    "in force",
  ]);
  expect(standingOf("institutions", "through EU")).toBeNull();
});
