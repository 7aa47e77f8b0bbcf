import {type Check, check, sql} from "../../../src/ingest/index.ts";

/** Questions about the rows of sipri/arms-transfers. */
export const checks: readonly Check[] = [
  check(
    "no pair has two figures for one year",
    sql`SELECT count(*) AS observed FROM (SELECT a, b, start FROM clean.sipri_arms_transfers WHERE dropped IS NULL GROUP BY ALL HAVING count(*) > 1)`,
    {atMost: 0},
  ),
  check(
    "no value is negative",
    sql`SELECT count(*) AS observed FROM clean.sipri_arms_transfers WHERE value < 0`,
    {atMost: 0},
  ),
];
