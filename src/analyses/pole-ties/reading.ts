import type {FindingColumn} from "../../base/index.ts";
import {type TieKind, type TieMeasure, tieKinds} from "../../reference/index.ts";

/** How the figures of a measure are to be read. */
export interface Reading {
  /** Whom a tie goes from and to; `both` where it has no direction, or counts either. */
  readonly direction: "from pole" | "to pole" | "both";
  /** `amount`: of things that add up; `level`: a share or an index of a pair; `spell`: ties that hold for a time. */
  readonly form: "amount" | "level" | "spell";
  /** Unit in words. */
  readonly unit: string;
  readonly columnUnit: FindingColumn["unit"];
}

/** Reads a measure by its kinds. */
export function readingOf(measure: TieMeasure): Reading {
  const kinds = tieKinds().filter(({layer, kind}) => layer === measure.layer && measure.kinds.includes(kind));
  return {direction: directionOf(measure, kinds), ...unitOf(measure, kinds)};
}

function directionOf({ends, statistic}: TieMeasure, kinds: readonly TieKind[]): Reading["direction"] {
  if (statistic === "proximity" || ends === "both" || kinds.some(({directed}) => !directed)) return "both";
  return ends === "in" ? "from pole" : "to pole";
}

function unitOf(
  {statistic, combine}: TieMeasure,
  [kind]: readonly TieKind[],
): Pick<Reading, "form" | "unit" | "columnUnit"> {
  switch (statistic) {
    case "memberships":
      return {form: "spell", unit: "organisations", columnUnit: "coefficient"};
    case "spells":
      if (combine === "mean") return {form: "spell", unit: "share of the year", columnUnit: "share"};
      return {form: "spell", unit: "ties in force", columnUnit: "coefficient"};
    case "proximity":
      return {form: "level", unit: "share", columnUnit: "share"};
    default: {
      const unit = kind?.unit ?? "in its own scale";
      return {form: combine === "sum" ? "amount" : "level", unit, columnUnit: columnUnitOf(unit, combine)};
    }
  }
}

function columnUnitOf(unit: string, combine: TieMeasure["combine"]): FindingColumn["unit"] {
  if (unit === "usd" || unit === "share") return unit;
  return combine === "sum" && !unit.includes(" ") ? "count" : "coefficient";
}
