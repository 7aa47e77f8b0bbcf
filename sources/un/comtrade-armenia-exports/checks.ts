import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.un_comtrade_armenia_exports");

/** Questions about the rows of un/comtrade-armenia-exports. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, fixed("period, reporter, partner, flow, product")),
  check(
    "all goods have six digits",
    sql`SELECT count(*) FILTER (length(product) <> 6) AS observed FROM ${TABLE} WHERE dropped IS NULL`,
    {atMost: 0},
  ),
];
