import {expect, test} from "vitest";
import {brokenLabels, type GoodsCode, listGoods, parseGoods, refuseNested} from "./goods.ts";

test("TOTAL anywhere is all goods, codes are kept in order and once", () => {
  expect(parseGoods("TOTAL")).toEqual({kind: "total"});
  expect(parseGoods("8541, TOTAL")).toEqual({kind: "total"});
  expect(parseGoods("8703, 8541,8703")).toEqual({kind: "codes", codes: ["8703", "8541"]});
});

test.each(["870", "cars", "", "8703;8541"])("%j is no product code", (text) => {
  expect(() => parseGoods(text)).toThrow(expect.objectContaining({code: "bad-product"}));
});

test("codes of which one lies inside another cannot be added up", () => {
  expect(() => refuseNested(parseGoods("8703,85,8541"), "--product")).toThrow(
    expect.objectContaining({
      code: "codes-overlap",
      where: "--product",
      message: expect.stringContaining('"8541" lies inside "85"'),
    }),
  );
  expect(() => refuseNested(parseGoods("8703,8541,84"), "--product")).not.toThrow();
  expect(() => refuseNested(parseGoods("TOTAL"), "--product")).not.toThrow();
  expect(() => refuseNested(listGoods("eu-bans").goods, "--goods")).not.toThrow();
});

const codesOf = (label: string, codes: readonly GoodsCode[]) =>
  codes.filter((code) => code.label === label).map(({code, edition}) => `${edition} ${code}`);

test("a line of the priority list counts under its older code before 2022", () => {
  const {codes} = listGoods("chpl").goods;
  expect(codesOf("854231", codes)).toEqual([
    "HS2022 854231",
    "HS2017 854231",
    "HS2012 854231",
    "HS2007 854231",
  ]);
  // 8548.00 was 8548.90 until 2021 (reference/goods/antecedents.csv).
  expect(codesOf("854800", codes)).toEqual([
    "HS2022 854800",
    "HS2017 854890",
    "HS2012 854890",
    "HS2007 854890",
  ]);
});

test("lines that were one code stand under one label, and no code counts under two", () => {
  const {codes} = listGoods("chpl").goods;
  expect(codesOf("854151+854159", codes).sort()).toEqual([
    "HS2007 854150",
    "HS2012 854150",
    "HS2017 854150",
    "HS2022 854151",
    "HS2022 854159",
  ]);
  const keys = codes.map(({code, edition}) => `${edition} ${code}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test("lines that bind part of a code only are left out of the full scope", () => {
  const [all, full] = [listGoods("eu-bans"), listGoods("eu-bans", {scope: "full"})];
  expect(full.goods.codes.length).toBeLessThan(all.goods.codes.length);
  const parts = all.list.lines.filter(({scope}) => scope === "part").map(({code}) => code);
  const whole = new Set(all.list.lines.filter(({scope}) => scope === "full").map(({code}) => code));
  const left = new Set(full.goods.codes.map(({code}) => code));
  expect(parts.filter((code) => left.has(code) && !whole.has(code))).toEqual([]);
});

test("labels whose older code holds other goods are named with the reason", () => {
  const broken = brokenLabels(listGoods("chpl").goods);
  expect([...broken.keys()].sort()).toEqual(["852589", "854149", "901380"]);
  expect(broken.get("854149")).toContain("photovoltaic");
});

test("an unknown list or version is refused with what there is", () => {
  expect(() => listGoods("chpi")).toThrow(expect.objectContaining({code: "unknown-list"}));
  expect(() => listGoods("chpl", {version: "2021"})).toThrow(
    expect.objectContaining({code: "unknown-version"}),
  );
});
