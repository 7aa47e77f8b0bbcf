import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.abel_cohen_migration_flows");

/** Questions about the rows of abel-cohen/migration-flows. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start, item`),
  check(
    "no count is negative",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value < 0`,
    {atMost: 0},
  ),
];
