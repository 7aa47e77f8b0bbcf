import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.un_comtrade_wood");

/** Questions about the rows of un/comtrade-wood. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, fixed("period, reporter, partner, flow, product")),
  checkWhen(
    sql`SELECT count(*) > 100000 AS yes FROM ${TABLE}`,
    check(
      "all 27 members report in every year",
      sql`SELECT min(reporters) AS observed FROM (SELECT count(DISTINCT reporter) AS reporters FROM ${TABLE} WHERE dropped IS NULL GROUP BY period)`,
      {atLeast: 27, atMost: 27},
    ),
  ),
  // Headings of chapter 47 are in the file one by one; its subheadings of 4706 are beside the heading.
  check(
    "subheadings do not exceed their heading",
    sql`SELECT coalesce(max(parts / whole), 0) AS observed FROM (
      SELECT sum(value_usd) FILTER (length(product) = 6) AS parts, sum(value_usd) FILTER (length(product) = 4) AS whole
      FROM ${TABLE} WHERE dropped IS NULL AND product LIKE '4706%' GROUP BY period, reporter, partner) WHERE whole > 0`,
    {atMost: 1.001},
  ),
];
