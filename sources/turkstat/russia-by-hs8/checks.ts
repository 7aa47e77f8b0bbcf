import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.turkstat_russia_by_hs8");

/** Questions about the rows of turkstat/russia-by-hs8. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, flow, product`),
  // Russia sells Türkiye fuel for tens of billions and buys a fraction of it: a turned direction would show here.
  checkWhen(
    sql`SELECT count(DISTINCT flow) = 2 AND count(*) > 1000 AS yes FROM ${TABLE}`,
    check(
      "imports from Russia are at least twice the exports to it",
      sql`SELECT sum(value_usd) FILTER (flow = 'M') / sum(value_usd) FILTER (flow = 'X') AS observed FROM ${TABLE} WHERE dropped IS NULL`,
      {atLeast: 2},
    ),
  ),
];
