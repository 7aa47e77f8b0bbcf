import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.kof_globalisation");

/** Questions about the rows of kof/globalisation. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`state, item, period`),
  check(
    "an index runs from 1 to 100",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND NOT value BETWEEN 1 AND 100`,
    {atMost: 0},
  ),
  ...keepsEveryState({source: "kof/globalisation", kind: "kof_globalisation", of: "study"}),
];
