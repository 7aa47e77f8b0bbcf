import {type Check, check, sql} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

/** Questions about the rows of atop/alliances. */
export const checks: readonly Check[] = [
  check(
    "at most two obligations have other years in the two directions of a pair",
    sql`SELECT count(*) AS observed FROM layer.tie_disagreement WHERE about = 'overlap' AND source_one = 'atop/alliances'`,
    {atMost: 2},
  ),
  ...keepsEveryState({source: "atop/alliances", kind: "alliance", of: "study", gaps: [1991]}),
];
