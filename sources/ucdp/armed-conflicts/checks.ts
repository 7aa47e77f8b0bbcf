import {type Check, check, fixed, sql} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.ucdp_armed_conflicts");

/** Questions about the rows of ucdp/armed-conflicts. */
export const checks: readonly Check[] = [
  check(
    "a conflict in a year is told once of two states, or of one alone",
    sql`SELECT count(*) AS observed FROM (SELECT kind, record, a, b FROM ${TABLE} WHERE dropped IS NULL GROUP BY ALL HAVING count(*) > 1)`,
    {atMost: 0},
  ),
  check(
    "every conflict in a year has a state that fights",
    sql`SELECT count(DISTINCT record) - count(DISTINCT record) FILTER (kind IN ('armed_conflict', 'internal_conflict') AND dropped IS NULL) AS observed FROM ${TABLE}`,
    {atMost: 0},
  ),
  check(
    // Congo 1997, Sierra Leone 1997 and 1998, Tajikistan 1992: troops of one state stood on both sides, as the list has it.
    "in seven cases a state both supports and fights the other in one conflict and year",
    sql`SELECT count(*) AS observed FROM ${TABLE} AS one JOIN ${TABLE} AS other ON other.record = one.record AND one.kind = 'conflict_support'
      AND other.kind = 'armed_conflict' AND least(one.a, one.b) = least(other.a, other.b) AND greatest(one.a, one.b) = greatest(other.a, other.b)
      WHERE one.dropped IS NULL AND other.dropped IS NULL`,
    {atMost: 7},
  ),
  ...keepsStates({
    source: "ucdp/armed-conflicts",
    kind: "conflict_support",
    of: "study",
    lacks: {BLR: "sent no troops and had no help"},
  }),
];
