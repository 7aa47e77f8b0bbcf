import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.rus_mod_joint_exercises");

/** Questions about the rows of rus-mod/joint-exercises. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`record, a, b`),
  check(
    "every exercise names the page it was read on",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND citation IS NULL`,
    {atMost: 0},
  ),
];
