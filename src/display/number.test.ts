import {expect, test} from "vitest";
import {formatNumber, scaleFor, unitLabel} from "./number.ts";

const shown = (unit: Parameters<typeof scaleFor>[0], ...values: number[]) => {
  const scale = scaleFor(unit, values);
  return [unitLabel(unit, scale), ...values.map((value) => formatNumber(value, scale))];
};

// Expected texts follow from the rules in number.ts by hand.
test("amounts of one column share a scale named once", () => {
  expect(shown("usd", 905_700_000, 12_340_000)).toEqual(["m USD", "905.7", "12.3"]);
  expect(shown("usd", 24_600_000_000, 27_049_000_000)).toEqual(["bn USD", "24.60", "27.05"]);
  expect(shown("usd", 24_600_000_000, 5_000_000)).toEqual(["m USD", "24,600.0", "5.0"]);
  expect(shown("eur", 999_999, 12)).toEqual(["EUR", "999,999", "12"]);
  expect(shown("usd", 2_959_463, 1_149, 356)).toEqual(["USD", "2,959,463", "1,149", "356"]);
});

test("a measured zero is 0, and what is not zero never reads as zero", () => {
  expect(shown("usd", 5_000_000, 0, 40, -40, 7e6, 8e6)).toEqual([
    "m USD",
    "5.0",
    "0",
    "<0.1",
    ">−0.1",
    "7.0",
    "8.0",
  ]);
  expect(shown("p", 0.0001, 0.0006, 0.25)).toEqual(["p", "<0.001", "0.001", "0.250"]);
});

test("a share prints as per cent, and a percent as it is", () => {
  expect(shown("share", 0.716, -0.05)).toEqual(["%", "71.6", "−5.0"]);
  expect(shown("percent", 71.6)).toEqual(["%", "71.6"]);
});

test("rounding that would reach zero decimals keeps the sign and the step", () => {
  expect(shown("percent", 0.05, 0.049)).toEqual(["%", "0.1", "<0.1"]);
});

test("coefficients keep four digits of the middle one; far from one they carry an exponent", () => {
  expect(shown("coefficient", -0.7912879, 0.0501494, 0.6736456)).toEqual(["", "−0.7913", "0.0501", "0.6736"]);
  expect(shown("coefficient", 1_234.5, 17.25, 3e-17)).toEqual(["", "1,234.50", "17.25", "3.0e−17"]);
  expect(shown("coefficient", 2.5e-9, -4e-8)).toEqual(["", "2.5000e−9", "−4.0000e−8"]);
  expect(shown("coefficient", 2.5e12, 0)).toEqual(["", "2.5000e12", "0"]);
});
