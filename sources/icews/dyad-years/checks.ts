import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.icews_dyad_years");

/** Questions about the rows of icews/dyad-years. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, item, start`),
  check(
    "no count is negative",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value < 0`,
    {atMost: 0},
  ),
];
