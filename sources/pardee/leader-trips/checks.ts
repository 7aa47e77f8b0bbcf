import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.pardee_leader_trips");

/** Questions about the rows of pardee/leader-trips. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`indicator, state, period`),
  check(
    "a row counts at least one trip",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND NOT value >= 1`,
    {atMost: 0},
  ),
];
