import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.un_comtrade_hs2_groups");

/** Questions about the rows of un/comtrade-hs2-groups. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, fixed("period, reporter, partner, flow, product")),
  check(
    "all goods are chapters",
    sql`SELECT count(*) FILTER (length(product) <> 2) AS observed FROM ${TABLE} WHERE dropped IS NULL`,
    {atMost: 0},
  ),
];
