import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.unhcr_refugees");

/** Questions about the rows of unhcr/refugees. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`kind, a, b, item, start`),
  check(
    "no count is negative",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value < 0`,
    {atMost: 0},
  ),
];
