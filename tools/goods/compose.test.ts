import {expect, test} from "vitest";
import {composed, tidied} from "./compose.ts";

test("HS2017 is whole; HS1992 adds what it lacks, but no code that has another meaning today", () => {
  const names = composed({
    chapters: new Map([["10", "Weather"]]),
    hs2022: new Map([["100003", "Hail"]]),
    hs2017: new Map([
      ["100002", "Fog"],
      ["100001", "Ice: cut"],
    ]),
    hs1992: new Map([
      ["100001", "Ice"],
      ["100009", "Dew"],
      ["100003", "Rime"],
    ]),
    reused: new Set(["100003"]),
  });
  expect(names.Chapter).toEqual([["10", "Weather"]]);
  expect(names.HS2022).toEqual([["100003", "Hail"]]);
  expect(names.HS2017.map(([code]) => code)).toEqual(["100001", "100002"]);
  expect(names.HS1992).toEqual([["100009", "Dew"]]);
});

test("a text that may be cut says so", () => {
  expect(tidied(' ""split-system"" ')).toBe('"split-system"');
  expect(tidied("x".repeat(255)).endsWith("x…")).toBe(true);
});
