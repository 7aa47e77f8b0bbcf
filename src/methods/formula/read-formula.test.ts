import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {RoundaboutError, UsageError} from "../../base/index.ts";
import {columnsOf, readFormula} from "./index.ts";

const texts = (formula: string) => readFormula(formula).map(({text}) => text);

function faultOf(formula: string): UsageError {
  try {
    readFormula(formula);
  } catch (thrown) {
    if (thrown instanceof UsageError) return thrown;
  }
  throw new Error(`${formula} was read`);
}

// What each formula stands for is fixest's manual, ?feols (fixest 0.12), and R's ?formula.
test.each([
  ["y ~ x1 + x2", ["y ~ x1 + x2"]],
  ["y ~ x1 + x2 | f1 + f2^f3", ["y ~ x1 + x2 | f1 + f2^f3"]],
  ["y~x1*x2", ["y ~ x1 + x2 + x1:x2"]],
  ["y ~ a*b*c", ["y ~ a + b + c + a:b + a:c + b:c + a:b:c"]],
  ["y ~ (a + b)^2", ["y ~ a + b + a:b"]],
  ["y ~ (a + b):c", ["y ~ a:c + b:c"]],
  ["y ~ x + x^2", ["y ~ x + I(x^2)"]],
  ["y ~ a:b + a", ["y ~ a + a:b"]],
  ["y ~ a:a + a", ["y ~ a"]],
  ["y ~ a + b - a", ["y ~ b"]],
  ["y ~ a - 1", ["y ~ 0 + a"]],
  ["y ~ 0 + a", ["y ~ 0 + a"]],
  ["y ~ 1", ["y ~ 1"]],
  ["y ~ 1 | f", ["y ~ 1 | f"]],
  ["y ~ x | 0", ["y ~ x"]],
  ["log(y) ~ log(x + 1) + I(x/2 - 1)", ["log(y) ~ log(x + 1) + I(x/2 - 1)"]],
  ["y ~ i(rel, treat, ref=-1) | id", ["y ~ i(rel, treat, ref = -1) | id"]],
  ["y ~ x + offset(log(pop))", ["y ~ x + offset(log(pop))"]],
  ["c(y1, y2) ~ x", ["y1 ~ x", "y2 ~ x"]],
  ["y ~ sw(a, b)", ["y ~ a", "y ~ b"]],
  ["y ~ x + sw0(a, b + c)", ["y ~ x", "y ~ x + a", "y ~ x + b + c"]],
  ["y ~ csw(a, b, c)", ["y ~ a", "y ~ a + b", "y ~ a + b + c"]],
  ["y ~ x + csw0(a, b) | f", ["y ~ x | f", "y ~ x + a | f", "y ~ x + a + b | f"]],
  ["y ~ x | sw0(f, g)", ["y ~ x", "y ~ x | f", "y ~ x | g"]],
  ["y ~ x | f[z]", ["y ~ x | f + f[[z]]"]],
  ["y ~ x | f^g[z, log(w)] + h", ["y ~ x | f^g + h + f^g[[z]] + f^g[[log(w)]]"]],
  ["y ~ x | f[[z]] + f", ["y ~ x | f + f[[z]]"]],
  ["y ~ x | sw(f, f[z])", ["y ~ x | f", "y ~ x | f + f[[z]]"]],
  ["y ~ x | csw(f, g^h)", ["y ~ x | f", "y ~ x | f + g^h"]],
  ["c(a, b) ~ x + csw(u, v) | sw(f, g)", 8],
  ["`gdp per head` ~ gdp.lag + ünits", ["`gdp per head` ~ gdp.lag + ünits"]],
  ["y ~ x1 > 3", ["y ~ x1 > 3"]],
  ["y ~ I(a == 1 | b == 2 & !c)", ["y ~ I(a == 1 | b == 2 & !c)"]],
])("%s stands for %j", (formula, wanted) => {
  const read = texts(formula);
  if (typeof wanted === "number") expect(read).toHaveLength(wanted);
  else expect(read).toEqual(wanted);
});

describe("a malformed formula points at the character", () => {
  test.each([
    ["y ~ x1 + ) | f", ")", 9],
    ["y ~ x1 + | f", "|", 9],
    ["y ~ x1 +", "", 8],
    ["y x", "x", 2],
    ["y = x", "=", 2],
    ["y ~ log(x", "", 9],
    ["y ~ (a + b", "", 10],
    ["y ~ a)", ")", 5],
    ["y ~ a b", "b", 6],
    ["y ~ x # 2", "#", 6],
    ["y ~ x | f[]", "f[]", 8],
    ["y ~ x | f[a = z]", "f[a = z]", 8],
    ["y ~ x | f[z]^g", "f[z]", 8],
    ["y ~ x | f[[z]", "", 13],
    ["y ~ x[z]", "x[z]", 4],
    ["y ~ x | f*g", "f * g", 8],
    ["y ~ x/2", "x/2", 4],
    ["y ~ 2", "2", 4],
    ["y ~ x | f | d ~ z", "~", 14],
    ["y ~ x | f | g", "g", 12],
    ["y ~ factor(f)", "factor(f)", 4],
    ["y ~ x:sw(a, b)", "sw(a, b)", 6],
    ["y ~ sw(a, sw(b, c))", "sw(b, c)", 10],
    ["y ~ i()", "i()", 4],
    ["y ~ i(f, ref = x)", "x", 15],
    ["y ~ i(f, reff = 1)", "1", 16],
    ["y ~ i(f, bin = 2)", "2", 15],
    ["y ~ `a", "`", 4],
    ["y ~ b - a", "a", 8],
    ["", "", 0],
    ["   ", "", 3],
  ])("%s", (formula, _piece, at) => {
    const fault = faultOf(formula);
    const [problem, shown, carets] = fault.message.split("\n");
    expect(fault.code).toBe("formula");
    expect(problem).not.toMatch(/[.]$/);
    expect(shown).toBe(`    ${formula}`);
    expect(carets?.indexOf("^")).toBe(4 + at);
    expect(fault.hint?.length).toBeGreaterThan(5);
    expect(fault.where).toBe(`character ${at + 1}`);
  });

  test("a long formula is cut around the place", () => {
    const terms = Array.from({length: 60}, (_, at) => `x${at}`).join(" + ");
    const [, shown = "", carets = ""] = faultOf(`y ~ ${terms} + ) + z`).message.split("\n");
    expect(shown.length).toBeLessThan(82);
    expect(shown[carets.indexOf("^")]).toBe(")");
  });

  test("two hundred parentheses are refused, not a crash", () => {
    expect(faultOf(`y ~ ${"(".repeat(20_000)}`).message).toMatch(/nested too deeply/);
  });
});

test("columns are named once each, in the order written", () => {
  expect(
    columnsOf(readFormula("log(y) ~ i(rel, treat, ref = -1) + I(x * y > 2) + offset(z) | a^b + floor(c)")),
  ).toEqual(["y", "rel", "treat", "x", "z", "a", "b", "c"]);
  expect(columnsOf(readFormula("y ~ i(a, i.b)"))).toEqual(["y", "a", "b"]);
  expect(columnsOf(readFormula("y ~ x | a^b[z]"))).toEqual(["y", "x", "a", "b", "z"]);
  expect(columnsOf(readFormula("y ~ ifelse(x > 0, log(x), NA)"))).toEqual(["y", "x"]);
});

const words = fc.constantFrom(
  "y",
  "x",
  "~",
  "|",
  "+",
  "-",
  "*",
  ":",
  "^",
  "(",
  ")",
  "[",
  "]",
  ",",
  "=",
  "i(",
  "sw(",
  "1",
  "0",
  "`a b`",
  '"t"',
  "log(",
  "!",
  "==",
  " ",
);

test("any row of words is read or refused in words, and what is read is read the same again", () => {
  fc.assert(
    fc.property(fc.array(words, {maxLength: 14}), (given) => {
      const formula = given.join("");
      try {
        for (const {text} of readFormula(formula)) expect(texts(text)).toEqual([text]);
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(RoundaboutError);
      }
    }),
    {numRuns: 3000},
  );
});
