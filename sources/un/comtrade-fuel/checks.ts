import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.un_comtrade_fuel");

/** Questions about the rows of un/comtrade-fuel. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, fixed("period, reporter, partner, flow, product")),
  checkWhen(
    sql`SELECT count(*) > 1000 AS yes FROM ${TABLE}`,
    // All pipeline gas comes from Russia or Iran; another answer would mean shifted columns.
    check(
      "share of natural gas from Russia and Iran",
      sql`SELECT sum(value_usd) FILTER (partner IN ('RUS', 'IRN')) / sum(value_usd) AS observed FROM ${TABLE} WHERE dropped IS NULL AND product = '271121'`,
      {atLeast: 0.99, atMost: 1},
    ),
  ),
];
