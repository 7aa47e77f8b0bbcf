import {expect, test} from "vitest";
import {digitsOf, isHs6, isIso3, productCode} from "./ids.ts";

test("an ISO3 is three capital letters, whatever state it names", () => {
  expect(["KGZ", "XKX", "kgz", "KG", "KGZZ", "KG1", "КГЗ", "KGZ\n"].filter(isIso3)).toEqual(["KGZ", "XKX"]);
});

test("an HS6 keeps its leading zero and has six digits", () => {
  expect(["010121", "854231", "10121", "8542.31", "8542310", "TOTAL"].filter(isHs6)).toEqual([
    "010121",
    "854231",
  ]);
});

test("a product code has an even number of digits up to ten, or is TOTAL", () => {
  for (const code of ["85", "8542", "854231", "85423190", "8542319010", "TOTAL"])
    expect(productCode(code)).toBe(code);
  for (const code of [
    "",
    "8",
    "854",
    "85423",
    "8542319",
    "854231901",
    "85423190100",
    "total",
    "8542XX",
    " 8542",
  ]) {
    expect(() => productCode(code), code).toThrow(expect.objectContaining({code: "bad-product"}));
  }
});

test("all goods together have no digits", () => {
  expect(["TOTAL", "85", "85423190"].map(digitsOf)).toEqual([0, 2, 8]);
});
