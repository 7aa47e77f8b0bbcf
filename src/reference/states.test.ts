import fc from "fast-check";
import {expect, test} from "vitest";
import {day, period} from "../base/index.ts";
import {nameKey} from "./names.ts";
import {CODE_SCHEMES, type CodeScheme, states, toIso3} from "./states.ts";
import {readTable} from "./table.ts";

const codeRows = readTable("states/codes.csv", [
  "scheme",
  "code",
  "iso3",
  "start",
  "end",
  "source",
  "confidence",
  "note",
]);
const aliasRows = readTable("states/aliases.csv", ["alias", "language", "iso3", "source", "confidence"]);
const schemeOf = (text: string): CodeScheme => CODE_SCHEMES.find((scheme) => scheme === text) ?? "iso3";

test("the United Nations have 193 members", () => {
  expect(states().all.filter((state) => state.unMember)).toHaveLength(193);
});

test("every successor is listed, and every state that ended has one", () => {
  for (const state of states().all) {
    expect(
      state.successors.filter((iso3) => !states().has(iso3)),
      state.iso3,
    ).toEqual([]);
    expect(state.end === null || state.successors.length > 0, state.iso3).toBe(true);
  }
});

test("validity never ends before it starts, and every row has a source", () => {
  for (const row of [...states().all, ...codeRows]) {
    expect(!row.start || !row.end || row.start <= row.end, JSON.stringify(row)).toBe(true);
    expect(row.source).not.toBe("");
  }
});

test("two meanings of one code never hold on the same day", () => {
  const spells = Map.groupBy(codeRows, (row) => `${row.scheme} ${row.code.replace(/^0+(?=\d)/, "")}`);
  for (const [key, rows] of spells) {
    const sorted = rows.toSorted((a, b) => (a.start < b.start ? -1 : 1));
    sorted.slice(1).forEach((row, at) => {
      const before = sorted[at];
      expect(before !== undefined && before.end !== "" && before.end < row.start, key).toBe(true);
    });
  }
});

test("every code resolves to its state on a day of its validity", () => {
  fc.assert(
    fc.property(fc.constantFrom(...codeRows), ({scheme, code, iso3, start, end}) => {
      const date = day(end || start || "2020-01-01");
      expect(states().byCode(schemeOf(scheme), ` ${code} `, date)).toEqual({kind: "state", iso3});
    }),
    {numRuns: 2000},
  );
});

test("every alias resolves to its one state, however it is cased", () => {
  fc.assert(
    fc.property(fc.constantFrom(...aliasRows), ({alias, iso3}) => {
      expect(states().byName(alias.toUpperCase())).toEqual({kind: "state", iso3});
    }),
    {numRuns: 2000},
  );
  expect(new Set(aliasRows.map(({alias}) => nameKey(alias))).size).toBe(aliasRows.length);
});

test.each([
  ["comtrade", 842, "USA"],
  ["comtrade", 251, "FRA"],
  ["comtrade", 579, "NOR"],
  ["comtrade", 699, "IND"],
  ["comtrade", 757, "CHE"],
  ["comtrade", 490, "TWN"],
  ["comtrade", 381, "ITA"],
  ["comtrade", 810, "SUN"],
  ["baci", "757", "CHE"],
  ["comtrade_iso", "S19", "TWN"],
  ["m49", "004", "AFG"],
  ["eurostat", "EL", "GRC"],
  ["eurostat", "GR", "GRC"],
  ["eurostat", "XI", "GBR"],
  ["eurostat", "XS", "SRB"],
  ["iso2", "XK", "XKX"],
  ["world_bank", "ROM", "ROU"],
  ["geonom", "0003", "NLD"],
  ["cow", 703, "KGZ"],
] as const)("%s %s is %s", (scheme, code, iso3) => {
  expect(states().byCode(scheme, code)).toEqual({kind: "state", iso3});
});

test("a code reused over time follows the date", () => {
  const cow = (date: string) => states().byCode("cow", 365, day(date));
  expect(cow("1990-01-01")).toEqual({kind: "state", iso3: "SUN"});
  expect(cow("2022-03-02")).toEqual({kind: "state", iso3: "RUS"});
  expect(states().byCode("eurostat", "BE", period("1998"))).toEqual({kind: "state", iso3: "BLX"});
  expect(states().byCode("eurostat", "BE")).toEqual({kind: "state", iso3: "BEL"});
});

test("a known aggregate is told from an unknown code", () => {
  expect(states().byCode("comtrade", 0)).toEqual({kind: "non-state", meaning: "aggregate", label: "World"});
  expect(states().byCode("comtrade", 899)).toMatchObject({kind: "non-state", meaning: "unspecified"});
  expect(states().byCode("comtrade_iso", "_X ")).toMatchObject({kind: "non-state", meaning: "unspecified"});
  expect(states().byCode("eurostat", "EXT_EU27_2020")).toMatchObject({
    kind: "non-state",
    meaning: "aggregate",
  });
  expect(states().byCode("comtrade", 999)).toEqual({kind: "unknown"});
  expect(states().byName("в том числе:")).toMatchObject({kind: "non-state", meaning: "aggregate"});
  expect(states().byName("Страны ЕАЭС")).toMatchObject({kind: "non-state", meaning: "aggregate"});
});

test.each([
  ["Kyrgyz Republic", "KGZ"],
  ["Korea, Rep.", "KOR"],
  ["Ireland (Eire)", "IRL"],
  ["Türkiye", "TUR"],
  ["Нидерлaнды", "NLD"],
  ["Республикa \nКорея", "KOR"],
  ["Turquie", "TUR"],
  ["Other Asia, nes", "TWN"],
])("the name %j is %s", (name, iso3) => {
  expect(states().byName(name)).toEqual({kind: "state", iso3});
});

test("a person may type a code or a name, and a slip is answered with the nearest names", () => {
  expect(toIso3("kgz")).toBe("KGZ");
  expect(toIso3("KG")).toBe("KGZ");
  expect(toIso3("Киргизия")).toBe("KGZ");
  expect(() => toIso3("Kazakstan")).toThrow(
    expect.objectContaining({code: "unknown-state", hint: expect.stringContaining("Kazakhstan (KAZ)")}),
  );
  expect(states().nearest("Kirgizstan")[0]?.iso3).toBe("KGZ");
});
