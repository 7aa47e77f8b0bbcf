import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.arm_armstat_tourist_arrivals");

/** Questions about the rows of arm-armstat/tourist-arrivals. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period`),
  check(
    "no month counts less than nobody or more than half a million",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND NOT value BETWEEN 0 AND 500000`,
    {atMost: 0},
  ),
];
