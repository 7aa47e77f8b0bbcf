import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.wto_gatt_parties");

/** Questions about the rows of wto/gatt-parties. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b`),
  check(
    "nobody became a party before 1948 or after 1994",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND start NOT BETWEEN '1948-01-01' AND '1994-12-31'`,
    {atMost: 0},
  ),
  // Nobody of the study was a party: the number of parties is held to, with Yugoslavia, which the ledger has.
  checkWhen(
    sql`SELECT count(*) >= 100 AS yes FROM ${TABLE}`,
    check(
      "of the 128 parties of the last day all but one are states of today",
      sql`SELECT count(DISTINCT a) AS observed FROM ${TABLE} WHERE dropped IS NULL`,
      {atLeast: 127, atMost: 127},
    ),
  ),
];
