import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.rus_minjust_foreign_agents");

/** Questions about the rows of rus-minjust/foreign-agents. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`item, period`),
  check(
    "nobody is taken off a register who was not put on it",
    sql`SELECT coalesce(sum(CASE WHEN item LIKE '%added' THEN value ELSE -value END), 0) AS observed FROM ${TABLE} WHERE dropped IS NULL`,
    {atLeast: 0},
  ),
];
