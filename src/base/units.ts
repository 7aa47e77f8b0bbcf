/**
 * Units that columns of findings carry. `text` for names and codes; `coefficient` is an estimate in a unit of its own;
 * `share` is a fraction, `percent` is ×100; `own` is the
 * unit that each row names in its column `unit`.
 */
export type Unit =
  | "text"
  | "usd"
  | "eur"
  | "usd_per_year"
  | "usd_per_eur"
  | "kg"
  | "tonne"
  | "share"
  | "percent"
  | "ratio"
  | "count"
  | "months"
  | "period"
  | "date"
  | "z"
  | "coefficient"
  | "p"
  | "grade"
  | "own";

/** Currencies a value may be published in. */
export type Currency = "USD" | "EUR";

const SUFFIX: Readonly<Record<string, number>> = {k: 1e3, m: 1e6, bn: 1e9};

/** 905.7 m → 905_700_000. Publishers file thousands and millions; the engine keeps whole units. */
export function scaled(value: number, scale: "k" | "m" | "bn"): number {
  return value * (SUFFIX[scale] ?? Number.NaN);
}

/** An amount for a person: 905.7 m, 27.05 bn, 12 k. Rounding happens only where people read. */
export function humanAmount(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${(value / 1e9).toFixed(2)} bn`;
  if (size >= 1e6) return `${(value / 1e6).toFixed(1)} m`;
  if (size >= 1e3) return `${(value / 1e3).toFixed(0)} k`;
  return value.toFixed(0);
}
