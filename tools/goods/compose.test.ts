import {expect, test} from "vitest";
import {composed, tidied} from "./compose.ts";

test("HS2017 is whole; HS2022 adds what is new or said otherwise; HS1992 what neither has", () => {
  const names = composed({
    hs2017: new Map([
      ["100001", "Ice: cut"],
      ["100002", "Fog"],
    ]),
    revised: new Map([
      ["100001", "Ice; cut"],
      ["100002", "Fog"],
    ]),
    hs2022: new Map([
      ["10", "Weather"],
      ["100001", "Ice; cut"],
      ["100002", "Fog and mist"],
      ["100003", "Hail"],
    ]),
    hs1992: new Map([
      ["100001", "Ice"],
      ["100009", "Dew"],
    ]),
  });
  expect(names.HS2017.map(([code]) => code)).toEqual(["100001", "100002"]);
  expect(names.HS2022.map(([code]) => code)).toEqual(["10", "100002", "100003"]);
  expect(names.HS1992).toEqual([["100009", "Dew"]]);
});

test("a text that may be cut says so", () => {
  expect(tidied(' ""split-system"" ')).toBe('"split-system"');
  expect(tidied("x".repeat(255)).endsWith("x…")).toBe(true);
});
