import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.arm_cba_transfers");

/** Questions about the rows of arm-cba/transfers. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, item, start`),
  check(
    "no count is negative",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value < 0`,
    {atMost: 0},
  ),
  check(
    "countries add up to the printed total of each month, flow and item within 0.1 %",
    sql`SELECT coalesce(max(abs(parts / total - 1)), 0) AS observed FROM (
      SELECT sum(value) FILTER (NOT ('Total' IN (a_code, b_code))) AS parts, sum(value) FILTER ('Total' IN (a_code, b_code)) AS total
      FROM ${TABLE} WHERE dropped IS DISTINCT FROM 'the difference of the two flows' GROUP BY start, item, a_code = 'Armenia' HAVING count(*) > 40)`,
    {atMost: 0.001},
  ),
];
