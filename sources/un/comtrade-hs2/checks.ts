import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.un_comtrade_hs2");

/** Questions about the rows of un/comtrade-hs2. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, fixed("period, reporter, partner, flow, product")),
  check(
    "all goods are chapters",
    sql`SELECT count(*) FILTER (length(product) <> 2) AS observed FROM ${TABLE} WHERE dropped IS NULL`,
    {atMost: 0},
  ),
  checkWhen(
    sql`SELECT count(*) > 1000000 AS yes FROM ${TABLE}`,
    // With areas not specified, bunkers and free zones, which do not enter but are part of the world's row.
    check(
      "published partners sum to the published world, share of value",
      sql`SELECT sum(value_usd) FILTER (partner IS DISTINCT FROM 'W00') / sum(value_usd) FILTER (partner = 'W00') AS observed
        FROM ${TABLE} WHERE flow <> 'RM'`,
      {atLeast: 0.995, atMost: 1.001},
    ),
  ),
];
