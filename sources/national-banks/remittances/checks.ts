import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.national_banks_remittances");

/** Questions about the rows of national-banks/remittances. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`indicator, state, period`),
  check(
    "no quarter is missing between a state's first and last",
    sql`SELECT coalesce(sum(last - first + 1 - quarters), 0) AS observed FROM (
      SELECT min(nth) AS first, max(nth) AS last, count(*) AS quarters FROM (
        SELECT state, left(period, 4)::INTEGER * 4 + right(period, 1)::INTEGER AS nth FROM ${TABLE} WHERE dropped IS NULL) GROUP BY state)`,
    {atMost: 0},
  ),
];
