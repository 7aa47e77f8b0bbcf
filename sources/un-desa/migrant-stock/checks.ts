import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.un_desa_migrant_stock");

/** Questions about the rows of un-desa/migrant-stock. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start`),
  check(
    "no count is negative",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value < 0`,
    {atMost: 0},
  ),
];
