import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.mgimo_russia_india");

/** Questions about the rows of mgimo/russia-india. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, reporter, flow, product`),
  // Both sides weigh the same gold, fertiliser and newsprint: a factor of a thousand would show here at once.
  checkWhen(
    sql`SELECT count(DISTINCT reporter) = 2 AS yes FROM ${TABLE} WHERE period BETWEEN 202101 AND 202112 AND product LIKE '48%'`,
    check(
      "both sides give newsprint of 2021 (480100) within a factor of two in kilograms",
      sql`SELECT sum(net_kg) FILTER (reporter = 'IND') / sum(net_kg) FILTER (reporter = 'RUS') AS observed FROM ${TABLE}
        WHERE dropped IS NULL AND product LIKE '480100%' AND period BETWEEN 202101 AND 202112 AND ((reporter = 'IND' AND flow = 'M') OR (reporter = 'RUS' AND flow = 'X'))`,
      {atLeast: 0.5, atMost: 2},
    ),
  ),
];
