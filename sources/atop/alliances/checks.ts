import {type Check, check, sql} from "../../../src/ingest/index.ts";

/** Questions about the rows of atop/alliances. */
export const checks: readonly Check[] = [
  check(
    "at most two obligations have other years in the two directions of a pair",
    sql`SELECT count(*) AS observed FROM layer.tie_disagreement WHERE about = 'overlap' AND source_one = 'atop/alliances'`,
    {atMost: 2},
  ),
];
