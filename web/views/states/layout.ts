import {type Finding, numberIn, textIn} from "../../data/index.ts";
import type {Place} from "../atlas/places.ts";

/** A state of the index. */
export interface StateLine {
  /** Row of the finding, from 1. */
  readonly row: number;
  readonly iso3: string;
  readonly name: string;
  readonly type: string;
  readonly away: number | null;
  readonly toward: number | null;
  readonly other: number | null;
  readonly firstAway: string | null;
  readonly firstToward: string | null;
}

/** The states of a finding of responses by type, types in the order of the finding. */
export function typesOf(
  {rows}: Finding,
  places: ReadonlyMap<string, Place>,
): ReadonlyMap<string, readonly StateLine[]> {
  const lines = rows.map((row, at) => {
    const iso3 = textIn(row, "state") ?? "";
    return {
      row: at + 1,
      iso3,
      name: places.get(iso3)?.name ?? iso3,
      type: textIn(row, "type") ?? "",
      away: numberIn(row, "away"),
      toward: numberIn(row, "toward"),
      other: numberIn(row, "other"),
      firstAway: textIn(row, "first_away"),
      firstToward: textIn(row, "first_toward"),
    };
  });
  return Map.groupBy(lines, ({type}) => type);
}

/** The largest count of acts on one side, that bars are drawn against; 1 where there is none. */
export function mostActs(finding: Finding): number {
  const counts = finding.rows.flatMap((row) => [numberIn(row, "away"), numberIn(row, "toward")]);
  return Math.max(1, ...counts.filter((count) => count !== null));
}
