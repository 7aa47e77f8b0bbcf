import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.mpidr_scholar_migration");

/** Questions about the rows of mpidr/scholar-migration. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start`),
  check(
    "no count is negative",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value < 0`,
    {atMost: 0},
  ),
];
