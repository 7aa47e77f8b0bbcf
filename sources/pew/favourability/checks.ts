import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.pew_favourability");

/** Questions about the rows of pew/favourability. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, item, start`),
  check(
    "favourable, unfavourable and no answer are all of the sample",
    sql`SELECT coalesce(max(abs(total - 1)), 0) AS observed FROM (SELECT sum(value) AS total FROM ${TABLE}
      WHERE item IN ('fav', 'unfav', 'dk') GROUP BY file_id, source_row)`,
    {atMost: 0.001},
  ),
];
