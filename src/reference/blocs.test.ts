import {expect, test} from "vitest";
import {day, period} from "../base/index.ts";
import {blocMembers, blocs, membersOf, poleStates, poles} from "./blocs.ts";
import {memberships} from "./memberships.ts";

// Accession and exit days of the treaties.
test.each([
  ["1957-12-31", 0],
  ["1958-01-01", 6],
  ["1973-01-01", 9],
  ["1995-01-01", 15],
  ["2004-05-01", 25],
  ["2007-01-01", 27],
  ["2013-07-01", 28],
  ["2020-01-31", 28],
  ["2020-02-01", 27],
] as const)("on %s the EU has %i members", (date, count) => {
  expect(membersOf("EU", day(date))).toHaveLength(count);
});

test("a year or month counts the members of its last day", () => {
  expect(membersOf("EU", period("2020-01"))).toContain("GBR");
  expect(membersOf("EU", period("2020"))).not.toContain("GBR");
});

test("EU27 is fixed, the coalition of 39 has 39", () => {
  expect(membersOf("EU27", period("1995"))).toEqual(membersOf("EU", period("2022")));
  expect(membersOf("gecc39", period("2022"))).toHaveLength(39);
});

test("the Eurasian Economic Union grows from three to five in 2015", () => {
  expect(membersOf("EAEU", day("2015-01-01"))).toEqual(["BLR", "KAZ", "RUS"]);
  expect(membersOf("EAEU", period("2015"))).toEqual(["ARM", "BLR", "KAZ", "KGZ", "RUS"]);
});

test("Georgia is in the CIS until its withdrawal takes effect", () => {
  expect(membersOf("CIS", day("2009-08-17"))).toContain("GEO");
  expect(membersOf("CIS", day("2009-08-18"))).not.toContain("GEO");
});

test("the sanctions coalition is empty before the shock", () => {
  expect(membersOf("sanctions-coalition", day("2022-02-23"))).toEqual([]);
  expect(membersOf("sanctions-coalition", day("2022-03-31"))).toEqual(
    expect.arrayContaining(["USA", "DEU", "JPN", "CHE"]),
  );
  expect(membersOf("sanctions-coalition", period("2023"))).not.toContain("TUR");
});

test("spells of one state in one bloc are ordered and apart", () => {
  for (const [key, spells] of Map.groupBy(blocMembers(), ({bloc, iso3}) => `${bloc} ${iso3}`)) {
    spells.forEach((spell, at) => {
      expect(spell.start === null || spell.end === null || spell.start <= spell.end, key).toBe(true);
      const next = spells[at + 1];
      if (next !== undefined) expect((spell.end ?? "9") < (next.start ?? ""), key).toBe(true);
    });
  }
});

test("every member's bloc is listed and every pole has states", () => {
  const ids = new Set(blocs().map(({id}) => id));
  expect(blocMembers().filter(({bloc}) => !ids.has(bloc))).toEqual([]);
  for (const {id} of poles()) expect(poleStates(id, period("2022")).length, id).toBeGreaterThan(0);
});

test("an unknown bloc is answered with the nearest", () => {
  expect(() => membersOf("EAUE", period("2022"))).toThrow(expect.objectContaining({code: "unknown-bloc"}));
});

test("memberships keep their confidence and their source", () => {
  expect(memberships()).toHaveLength(195);
  for (const {id, source, confidence} of memberships()) {
    expect(source, id).not.toBe("");
    expect(["high", "medium", "low"], id).toContain(confidence);
  }
});
