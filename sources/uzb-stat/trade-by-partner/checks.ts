import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.uzb_stat_trade_by_partner");

/** Questions about the rows of uzb-stat/trade-by-partner. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, partner, flow`),
  // Uzbekistan sells electricity and flour to Afghanistan and buys next to nothing: exchanged tables would show here.
  checkWhen(
    sql`SELECT count(DISTINCT flow) = 2 AS yes FROM ${TABLE} WHERE partner = 'AFG' AND dropped IS NULL`,
    check(
      "exports to Afghanistan are above imports from it in every year (else 1105 and 1176 are exchanged)",
      sql`SELECT count(*) AS observed FROM (SELECT period FROM ${TABLE} WHERE partner = 'AFG' AND dropped IS NULL
        GROUP BY period HAVING sum(value_usd) FILTER (flow = 'X') <= sum(value_usd) FILTER (flow = 'M'))`,
      {atMost: 0},
    ),
  ),
];
