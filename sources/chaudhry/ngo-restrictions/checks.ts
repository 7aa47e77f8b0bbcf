import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.chaudhry_ngo_restrictions");

/** Questions about the rows of chaudhry/ngo-restrictions. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, item, start`),
  check(
    "answers are −1, 0, 1 or 2",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value NOT IN (-1, 0, 1, 2)`,
    {atMost: 0},
  ),
  ...keepsEveryState({source: "chaudhry/ngo-restrictions", kind: "restriction", of: "study"}),
];
