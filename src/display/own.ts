import type {Cell, FindingColumn, FindingRow, Unit} from "../base/index.ts";
import {MISSING_MARK} from "./missing.ts";
import {formatNumber, grouped, scaleFor, unitLabel} from "./number.ts";

const NAMED: readonly Unit[] = [
  "usd",
  "eur",
  "kg",
  "tonne",
  "share",
  "percent",
  "ratio",
  "count",
  "months",
  "z",
  "p",
];

/** True for the column that names the unit of cells beside it: each number is shown with its own. */
export function isOwnUnit({name, unit}: FindingColumn, columns: readonly FindingColumn[]): boolean {
  return name === "unit" && unit === "text" && columns.some((other) => other.unit === "own");
}

/** The unit that a row names; null where it names none. */
export function ownUnit({unit}: FindingRow): string | null {
  return typeof unit === "string" ? unit : null;
}

/** A number with the unit of its row: `905.7 m USD`, `71.6 %`, `3,268,263 persons`. A unit that is none of ours stands as written. */
export function ownText(value: Cell, unit: string | null): string {
  if (value === null) return MISSING_MARK;
  if (typeof value !== "number") return String(value);
  const named = NAMED.find((known) => known === unit);
  if (named !== undefined) {
    const scale = scaleFor(named, [value]);
    return `${formatNumber(value, scale)} ${unitLabel(named, scale)}`.trim();
  }
  const digits = Number.isInteger(value)
    ? `${value < 0 ? "−" : ""}${grouped(Math.abs(value))}`
    : formatNumber(value, scaleFor("coefficient", [value]));
  return unit === null || unit === "index" || unit === "coefficient" ? digits : `${digits} ${unit}`;
}
