import {expect, test} from "vitest";
import {expandBlocs, refuseOverlap, unitMembers} from "./units.ts";

test("a state is its own only member, by code or by name, and counts once", () => {
  const KAZ = {unit: "KAZ", member: "KAZ", first: 0, last: 999_912};
  expect(unitMembers(["KAZ"])).toEqual([KAZ]);
  expect(unitMembers(["Kazakhstan", "kaz", "KAZ"])).toEqual([KAZ]);
});

test("a bloc is its members with their spells, and itself", () => {
  const members = unitMembers(["EAEU"]);
  // Armenia and Kyrgyzstan joined in 2015 (reference/blocs/members.csv); the union began on 1 January 2015.
  expect(members.map(({member}) => member).sort()).toEqual(["ARM", "BLR", "EAEU", "KAZ", "KGZ", "RUS"]);
  expect(members.find(({member}) => member === "KGZ")?.first).toBe(201_508);
  expect(members.find(({member}) => member === "EAEU")).toEqual({
    unit: "EAEU",
    member: "EAEU",
    first: 0,
    last: 999_912,
  });
});

test("the United Kingdom is in the EU until January 2020, and in no bloc of 27", () => {
  expect(unitMembers(["EU"]).find(({member}) => member === "GBR")?.last).toBe(202_001);
  expect(unitMembers(["EU27"]).some(({member}) => member === "GBR")).toBe(false);
});

test("blocs expand to the states that are members at some time of the span", () => {
  expect(expandBlocs(["EU"], {first: 202_101, last: 202_112})).not.toContain("GBR");
  expect(expandBlocs(["EU"], {first: 201_901, last: 202_112})).toContain("GBR");
  expect(expandBlocs(["EAEU", "KAZ", "DEU"], {first: 202_101, last: 202_112}).sort()).toEqual([
    "ARM",
    "BLR",
    "DEU",
    "KAZ",
    "KGZ",
    "RUS",
  ]);
});

test("the world is a unit, an unknown name is refused with the nearest", () => {
  expect(unitMembers(["W00"])).toEqual([{unit: "W00", member: "W00", first: 0, last: 999_912}]);
  expect(() => unitMembers(["Kazahstan"])).toThrow(
    expect.objectContaining({code: "unknown-state", hint: expect.stringContaining("KAZ")}),
  );
});

test.each([
  ["a bloc and its member", ["EAEU", "KAZ"]],
  ["two blocs with common members", ["EU27", "EA"]],
])("%s cannot be added up", (_, ids) => {
  expect(() => refuseOverlap(ids, "--reporter")).toThrow(
    expect.objectContaining({code: "units-overlap", where: "--reporter"}),
  );
});

test.each([
  ["apart", ["EU27", "KAZ", "EAEU"].filter((id) => id !== "KAZ")],
  ["named twice", ["KAZ", "Kazakhstan"]],
  ["the world alone", ["W00"]],
])("units that are %s can be added up", (_, ids) => {
  expect(() => refuseOverlap(ids, "--reporter")).not.toThrow();
});
