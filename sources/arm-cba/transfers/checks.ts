import {
  type Check,
  check,
  checkWhen,
  fixed,
  noneNegative,
  sql,
  uniqueKey,
} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.arm_cba_transfers");

/** Months, flows and items of which the file has the countries, with the sum of these and the printed total. */
const MONTHS = sql`SELECT sum(value) FILTER (NOT ('Total' IN (a_code, b_code))) AS parts, sum(value) FILTER ('Total' IN (a_code, b_code)) AS total
  FROM ${TABLE} WHERE dropped IS DISTINCT FROM 'the difference of the two flows' GROUP BY start, item, a_code = 'Armenia' HAVING count(*) > 40`;

/** Questions about the rows of arm-cba/transfers. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, item, start`),
  noneNegative(TABLE),
  // Asked of whole months only: of the few rows of a fixture there is no total to compare.
  checkWhen(
    sql`SELECT count(*) > 0 AS yes FROM (${MONTHS})`,
    check(
      "countries add up to the printed total of each month, flow and item within 0.1 %",
      sql`SELECT max(abs(parts / total - 1)) AS observed FROM (${MONTHS})`,
      {atMost: 0.001},
    ),
  ),
];
