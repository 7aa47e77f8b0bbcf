import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.rus_fts_trade_by_partner");

/** Questions about the rows of rus-fts/trade-by-partner. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, partner, flow`),
  checkWhen(
    sql`SELECT count(DISTINCT partner) > 20 AS yes FROM ${TABLE} WHERE period > 9999 AND dropped IS NULL`,
    check(
      "28 or 29 main partners in every month (Kazakhstan has none for July to December 2010)",
      sql`SELECT min(partners) AS observed FROM (SELECT count(DISTINCT partner) AS partners FROM ${TABLE}
        WHERE period > 9999 AND dropped IS NULL GROUP BY period)`,
      {atLeast: 28, atMost: 29},
    ),
  ),
];
