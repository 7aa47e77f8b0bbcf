import {formatNumber, MISSING_MARK, type Scale, scaleFor, unitLabel} from "../../src/display/index.ts";
import type {Finding, FindingColumn} from "../data/index.ts";

/** Writes the numbers of one unit alike. */
export interface Amounts {
  readonly unit: string;
  readonly text: (value: number | null) => string;
  /** With the unit behind it. */
  readonly full: (value: number | null) => string;
}

/** One way of writing for these values of a unit, as the tables do it. */
export function amountsOf(unit: FindingColumn["unit"], values: Iterable<number | null>): Amounts {
  const scale: Scale = scaleFor(unit, values);
  const label = unitLabel(unit, scale);
  const text = (value: number | null) => (value === null ? MISSING_MARK : formatNumber(value, scale));
  return {unit: label, text, full: (value) => (value === null ? MISSING_MARK : `${text(value)} ${label}`)};
}

/** The way of writing for all values of some columns of a finding. */
export function amountsIn({rows}: Finding, unit: FindingColumn["unit"], names: readonly string[]): Amounts {
  const values = rows.flatMap((row) => names.map((name) => row[name]));
  return amountsOf(
    unit,
    values.map((value) => (typeof value === "number" ? value : null)),
  );
}
