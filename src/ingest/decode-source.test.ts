import {expect, test} from "vitest";
import {decodeCorrections, decodeMeta} from "./decode-source.ts";

const META = {
  id: "office/trade",
  title: "Trade",
  publisher: "An office",
  url: "https://example.org",
  licence: "CC BY 4.0",
  licence_url: null,
  redistributable: true,
  goods: "all",
  sides: "mirror",
  rank: 12,
  valuation: "exports fob",
  mapping_bound: 0.99,
  vintage: null,
  notes: [],
};

const CORRECTION = {
  id: "one",
  reason: "a digit too many",
  source: "errata of 2023",
  match: {period: 202_201, reporter: "GEO"},
  set: {value_native: {from: 10, to: 1}},
};

const refused = (value: unknown) => () => decodeMeta(value, "sources/office/trade/");

test("a description is taken as it stands; partners are all unless it says otherwise", () => {
  expect(decodeMeta(META, "")).toEqual({...META, partners: "all"});
  expect(decodeMeta({...META, partners: "selected"}, "").partners).toBe("selected");
});

test.each([
  ["a missing field", {...META, licence: undefined}, /^licence: /],
  ["a field nobody knows", {...META, colour: "red"}, /"colour"/],
  ["an id that is no folder", {...META, id: "Office/Trade"}, /^id: /],
  ["a bound above one", {...META, mapping_bound: 99}, /^mapping_bound: /],
  ["a rank that is text", {...META, rank: "12"}, /^rank: /],
  ["a word that is no choice", {...META, goods: "some"}, /^goods: /],
  ["no description at all", null, /the file: /],
])("%s is refused by the field's name and the file's place", (_, value, message) => {
  expect(refused(value)).toThrow(
    expect.objectContaining({
      code: "source-description",
      where: "sources/office/trade/source.yaml",
      message: expect.stringMatching(message),
    }),
  );
});

test("an empty file is no corrections", () => {
  expect(decodeCorrections(null, "")).toEqual([]);
  expect(decodeCorrections([], "")).toEqual([]);
});

test("a correction without the wrong value is refused: nothing would tell when the publisher mends it", () => {
  expect(decodeCorrections([CORRECTION], "")).toEqual([CORRECTION]);
  const unguarded = {...CORRECTION, set: {value_native: {to: 1}}};
  expect(() => decodeCorrections([unguarded], "x/")).toThrow(
    expect.objectContaining({
      where: "x/corrections.yaml",
      message: expect.stringContaining("0.set.value_native.from"),
    }),
  );
});

test("a correction that matches every row, or sets nothing, is refused", () => {
  for (const change of [{match: {}}, {set: {}}]) {
    expect(() => decodeCorrections([{...CORRECTION, ...change}], "")).toThrow(
      expect.objectContaining({code: "source-description"}),
    );
  }
});
