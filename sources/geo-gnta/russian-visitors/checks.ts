import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.geo_gnta_russian_visitors");

/** Questions about the rows of geo-gnta/russian-visitors. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start`),
  check(
    "no count is negative",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value < 0`,
    {atMost: 0},
  ),
];
