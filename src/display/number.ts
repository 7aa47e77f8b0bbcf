import type {Cell, Unit} from "../base/index.ts";

/** How the numbers of one unit are shown: divided by, named in the header, with so many decimals. */
export interface Scale {
  readonly divisor: number;
  /** Goes before the header's unit: "m " for millions. */
  readonly prefix: "" | "m " | "bn ";
  readonly decimals: number;
  /** Which numbers are written as 4.2913e−7: all, or those too small for the decimals; none when absent. */
  readonly exponential?: "all" | "small";
}

const SCALED: ReadonlySet<Unit> = new Set(["usd", "eur", "usd_per_year", "kg", "tonne"]);

const DECIMALS: Readonly<Record<Unit, number>> = {
  text: 0,
  usd: 0,
  eur: 0,
  usd_per_year: 0,
  usd_per_eur: 4,
  kg: 0,
  tonne: 0,
  share: 1,
  percent: 1,
  ratio: 2,
  count: 0,
  months: 0,
  period: 0,
  date: 0,
  z: 2,
  coefficient: 4,
  p: 3,
  grade: 0,
  own: 0,
};

const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  text: "",
  usd: "USD",
  eur: "EUR",
  usd_per_year: "USD/year",
  usd_per_eur: "USD per EUR",
  kg: "kg",
  tonne: "t",
  share: "%",
  percent: "%",
  ratio: "ratio",
  count: "",
  months: "months",
  period: "",
  date: "",
  z: "z",
  coefficient: "",
  p: "p",
  grade: "",
  own: "",
};

/**
 * One scale for all values of a unit, so that columns of one table compare by eye: billions when even the smallest
 * value keeps a digit, millions when half of the values do, else whole units. Shares print as per cent.
 */
export function scaleFor(unit: Unit, values: Iterable<Cell>): Scale {
  const decimals = DECIMALS[unit];
  if (unit === "share") return {divisor: 0.01, prefix: "", decimals};
  if (unit === "coefficient") return coefficientScale(sizesOf(values));
  if (!SCALED.has(unit)) return {divisor: 1, prefix: "", decimals};
  const sizes = sizesOf(values);
  const [smallest = 0] = sizes;
  const middle = sizes[Math.floor(sizes.length / 2)] ?? smallest;
  const largest = sizes.at(-1) ?? smallest;
  if (largest >= 1e9 && smallest >= 1e8) return {divisor: 1e9, prefix: "bn ", decimals: 2};
  if (largest >= 1e6 && middle >= 1e5) return {divisor: 1e6, prefix: "m ", decimals: 1};
  return {divisor: 1, prefix: "", decimals};
}

function sizesOf(values: Iterable<Cell>): number[] {
  return [...values]
    .flatMap((value) => (typeof value === "number" && value !== 0 ? [Math.abs(value)] : []))
    .sort((a, b) => a - b);
}

// Four significant digits of the middle one, so that estimates and their standard errors stand below each other.
function coefficientScale(sizes: readonly number[]): Scale {
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 1;
  if (middle < 1e-5 || middle >= 1e9) return {divisor: 1, prefix: "", decimals: 4, exponential: "all"};
  const decimals = Math.min(Math.max(3 - Math.floor(Math.log10(middle)), 2), MOST_DECIMALS);
  return {divisor: 1, prefix: "", decimals, exponential: "small"};
}

/** The unit as a header shows it: "m USD", "%"; empty for names, periods and dates. */
export function unitLabel(unit: Unit, scale: Scale): string {
  return `${scale.prefix}${UNIT_NAMES[unit]}`;
}

const MOST_DECIMALS = 8;

/** A number of at least 0 with a comma between thousands. */
// Intl's formats cost twenty milliseconds to load, which is what a short answer has.
export function grouped(value: number, decimals = 0): string {
  return value.toFixed(decimals).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
}

/**
 * A number for a person, rounded to the scale. A measured zero is "0"; what is not zero never reads as zero ("<0.1");
 * negatives carry U+2212.
 */
export function formatNumber(value: number, {divisor, decimals, exponential}: Scale): string {
  if (value === 0) return "0";
  if (exponential === "all") return exponentText(value, decimals);
  const scaled = Math.abs(value) / divisor;
  const step = 10 ** -decimals;
  // Half a step is where rounding would print zeros only.
  if (scaled < step / 2 && exponential === "small") return exponentText(value, 1);
  if (scaled < step / 2) return `${value < 0 ? ">−" : "<"}${step.toFixed(decimals)}`;
  const digits = grouped(scaled, decimals);
  return value < 0 ? `−${digits}` : digits;
}

function exponentText(value: number, decimals: number): string {
  return value.toExponential(decimals).replaceAll("-", "−").replace("e+", "e");
}
