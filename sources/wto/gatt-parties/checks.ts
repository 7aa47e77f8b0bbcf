import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.wto_gatt_parties");

/** Questions about the rows of wto/gatt-parties. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b`),
  check(
    "nobody became a party before 1948 or after 1994",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND start NOT BETWEEN '1948-01-01' AND '1994-12-31'`,
    {atMost: 0},
  ),
];
