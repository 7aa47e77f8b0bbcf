import {readFileSync} from "node:fs";
import fc from "fast-check";
import {expect, test} from "vitest";
import {day, period} from "../base/index.ts";
import {antecedents, banStart, goodsList, goodsLists, isGoodsList, wholeList} from "./goods.ts";
import {hsHas} from "./hs.ts";
import {referenceFolder} from "./table.ts";

test("every line of the file is read as one of some list and version", () => {
  const file = readFileSync(new URL("goods/lines.csv", referenceFolder()), "utf8");
  const read = goodsLists().map(({id, version}) => goodsList(id, {version}).lines.length);
  expect(read.every((lines) => lines > 0)).toBe(true);
  expect(read.reduce((sum, lines) => sum + lines, 0)).toBe(file.split("\n").length - 2);
});

test("the Common High Priority List grew from 9 to 45 to 50 lines", () => {
  expect(goodsList("chpl", {version: "2023-05"}).lines).toHaveLength(9);
  expect(goodsList("chpl", {asOf: day("2023-10-01")}).lines).toHaveLength(45);
  expect(goodsList("chpl").lines).toHaveLength(50);
});

// Numbers of lines by tier as the list of 2024-02-23 prints them.
test("its tiers hold 4, 5, 16, 9, 11 and 5 lines", () => {
  const tiers = Map.groupBy(goodsList("chpl").lines, (line) => line.tier);
  expect(Object.fromEntries([...tiers].map(([tier, lines]) => [tier, lines.length]))).toEqual({
    "1": 4,
    "2": 5,
    "3.A": 16,
    "3.B": 9,
    "4.A": 11,
    "4.B": 5,
  });
});

// Expected: the numbers of lines by tier that the list prints, above.
test("tiers of a list can be asked for, alone or together, and those that are none are refused", () => {
  const lines = (id: string) => goodsList(id).lines.length;
  expect(["chpl:1", "chpl:3.A", "chpl:3", "chpl:1+2", "chpl:1+2+3+4"].map(lines)).toEqual([4, 16, 25, 9, 50]);
  expect(goodsList("chpl:1")).toMatchObject({id: "chpl:1", version: goodsList("chpl").version});
  expect(["chpl", "chpl:1", "family:851713", "8542"].map(isGoodsList)).toEqual([true, true, false, false]);
  expect(["chpl", "chpl:1+2"].map(wholeList)).toEqual(["chpl", "chpl"]);
  for (const id of ["chpl:5", "chpl:", "chpl:1+9", "eu-bans:1"])
    expect(() => goodsList(id), id).toThrow(expect.objectContaining({code: "unknown-tier"}));
});

test("every code of the list is a code of HS2022, every antecedent one of HS2017", () => {
  for (const {code} of goodsList("chpl").lines) expect(hsHas("HS2022", code), code).toBe(true);
  for (const {to} of antecedents()) expect(hsHas("HS2017", to), to).toBe(true);
  expect(new Set(antecedents().map(({from}) => from))).toEqual(
    new Set(goodsList("chpl").lines.map(({code}) => code)),
  );
});

test("semiconductor devices do not come from smartphones", () => {
  const from = (code: string) => antecedents().find((row) => row.from === code)?.to;
  expect([from("854151"), from("854159")]).toEqual(["854150", "854150"]);
});

test("a version that was not yet published is refused", () => {
  expect(() => goodsList("chpl", {asOf: period("2022")})).toThrow(
    expect.objectContaining({code: "unknown-version"}),
  );
  expect(() => goodsList("chlp")).toThrow(expect.objectContaining({code: "unknown-list"}));
});

test("every listed version has lines, and the consolidated text has 2,338", () => {
  for (const {id, version} of goodsLists())
    expect(goodsList(id, {version}).lines.length, version).toBeGreaterThan(0);
  expect(goodsList("eu-bans-2022-10-07").lines).toHaveLength(2338);
  expect(goodsList("eu-bans").lines).toHaveLength(1937);
});

test("as of a day, a dated list holds only what was listed by then", () => {
  const early = goodsList("eu-bans", {asOf: day("2022-03-01")}).lines;
  expect(early.length).toBeGreaterThan(0);
  expect(early.every(({firstListed}) => firstListed !== null && firstListed <= "2022-03-01")).toBe(true);
});

test("a ban starts with the earliest full row that is a prefix, and a later heading never postpones it", () => {
  const full = goodsList("eu-bans").lines.filter(({scope}) => scope === "full");
  fc.assert(
    fc.property(fc.constantFrom(...full), fc.constantFrom("", "0", "00", "10", "99"), ({code}, tail) => {
      const line = `${code}${tail}`.slice(0, 8);
      const covering = full.filter((row) => line.startsWith(row.code)).map((row) => row.firstListed ?? "9");
      expect(banStart(line)).toBe(covering.toSorted()[0]);
    }),
  );
});

test("a part row alone starts no ban, and an uncovered code has none", () => {
  expect(banStart("01012990")).toBeNull(); // luxury, above a value only
  expect(banStart("10019900")).toBeNull(); // wheat
});

test("lines on import annex XVII are told apart in the consolidated list", () => {
  const steel = goodsList("eu-bans-2022-10-07").lines.filter(({note}) => note?.includes("import annex XVII"));
  expect(steel).toHaveLength(203);
  expect(steel.every(({firstListed}) => firstListed !== null && firstListed > "2022-10-07")).toBe(true);
});
