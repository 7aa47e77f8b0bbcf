import {readFileSync} from "node:fs";
import fc from "fast-check";
import {expect, test} from "vitest";
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  fCdf,
  fQuantile,
  incompleteBeta,
  incompleteGamma,
  logBeta,
  logGamma,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
} from "./index.ts";

const FUNCTIONS: Readonly<Record<string, (a: number, b: number, c: number) => number>> = {
  logGamma: (x) => logGamma(x),
  logBeta: (a, b) => logBeta(a, b),
  normalLower: (z) => normalCdf(z),
  normalUpper: (z) => normalCdf(z, "upper"),
  tLower: (t, df) => tCdf(t, df),
  tUpper: (t, df) => tCdf(t, df, "upper"),
  fLower: (f, a, b) => fCdf(f, a, b),
  fUpper: (f, a, b) => fCdf(f, a, b, "upper"),
  chiSquaredLower: (x, df) => chiSquaredCdf(x, df),
  chiSquaredUpper: (x, df) => chiSquaredCdf(x, df, "upper"),
  normalQuantile: (p) => normalQuantile(p),
  tQuantile: (p, df) => tQuantile(p, df),
  chiSquaredQuantile: (p, df) => chiSquaredQuantile(p, df),
  fQuantile: (p, a, b) => fQuantile(p, a, b),
};

// Made by verify/distributions/reference.R, R 4.2.2.
const reference = readFileSync(
  new URL("../../../verify/distributions/reference.csv", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [name = "", a = "", b = "", c = "", value = ""] = line.split(",");
    return {name, a: Number(a), b: Number(b), c: Number(c), value: Number(value)};
  });

test("every function and tail agrees with R to twelve digits", () => {
  expect(reference.length).toBeGreaterThan(200);
  const apart = reference.flatMap(({name, a, b, c, value}) => {
    const ours = FUNCTIONS[name]?.(a, b, c) ?? Number.NaN;
    // A tail beyond e^-700 carries the rounding of its exponent: 700 × 2^-52 ≈ 1.6e-13. Near a zero of ln Γ only the absolute error is small.
    return Math.abs(ours - value) <=
      2e-12 * Math.abs(value) + 4e-15 * Number(name === "logGamma" || name.includes("Quantile"))
      ? []
      : [`${name}(${a}, ${b}, ${c}) = ${ours}, R ${value}`];
  });
  expect(apart).toEqual([]);
});

test("closed forms: t with one degree is Cauchy's, F and χ² with two have exponential and rational tails", () => {
  for (const x of [0.01, 0.7, 3, 40]) {
    expect(tCdf(x, 1, "upper")).toBeCloseTo(Math.atan2(1, x) / Math.PI, 14);
    expect(chiSquaredCdf(x, 2, "upper")).toBeCloseTo(Math.exp(-x / 2), 14);
    expect(fCdf(x, 2, 6, "upper")).toBeCloseTo((1 + x / 3) ** -3, 14);
  }
});

test("infinite degrees of freedom are the normal and χ²", () => {
  expect(tCdf(1.3, Infinity)).toBe(normalCdf(1.3));
  expect(tQuantile(0.9, Infinity)).toBe(normalQuantile(0.9));
  expect(fCdf(1.3, 4, Infinity)).toBe(chiSquaredCdf(5.2, 4));
});

const positive = fc.double({min: 0.01, max: 500, noNaN: true});

test("tails add to one, are probabilities, and swap with their arguments", () => {
  fc.assert(
    fc.property(positive, positive, fc.double({min: 0, max: 1, noNaN: true}), (a, b, x) => {
      const {lower, upper} = incompleteBeta(a, b, x);
      expect(lower + upper).toBeCloseTo(1, 13);
      expect(Math.min(lower, upper)).toBeGreaterThanOrEqual(-1e-14);
      expect(incompleteBeta(b, a, 1 - x, x).upper).toBeCloseTo(lower, 12);
      expect(incompleteGamma(a, b).lower).toBeCloseTo(1 - incompleteGamma(a, b).upper, 13);
    }),
  );
});

test("quantiles undo the distributions", () => {
  fc.assert(
    fc.property(
      fc.double({min: 1e-6, max: 1 - 1e-6, noNaN: true}),
      fc.double({min: 0.5, max: 200, noNaN: true}),
      (p, df) => {
        expect(normalCdf(normalQuantile(p))).toBeCloseTo(p, 12);
        expect(tCdf(tQuantile(p, df), df)).toBeCloseTo(p, 11);
        expect(chiSquaredCdf(chiSquaredQuantile(p, df), df)).toBeCloseTo(p, 11);
        expect(fCdf(fQuantile(p, df, 9), df, 9)).toBeCloseTo(p, 11);
        expect(tQuantile(p, df, "upper")).toBe(-tQuantile(p, df) + 0);
      },
    ),
  );
});

test("arguments outside the domain are refused by name and value", () => {
  expect(() => logGamma(0)).toThrow('x is "0", wanted a number above 0');
  expect(() => tCdf(1, -2)).toThrow('degrees of freedom is "-2"');
  expect(() => tCdf(Number.NaN, 2)).toThrow('t is "NaN"');
  expect(() => fCdf(-1, 2, 3)).toThrow('f is "-1"');
  expect(() => normalQuantile(1)).toThrow('p is "1", wanted a probability strictly between 0 and 1');
});
