import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.arm_register_new_organisations");

/** Questions about the rows of arm-register/new-organisations. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`item, period`),
  check(
    "whole numbers of organisations, and not fewer than none",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND (value < 0 OR status = 'observed' AND value <> floor(value))`,
    {atMost: 0},
  ),
];
