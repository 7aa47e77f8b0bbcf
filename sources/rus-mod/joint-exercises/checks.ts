import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.rus_mod_joint_exercises");

const NO_EXERCISE = "no exercise with it in the list";

/** Questions about the rows of rus-mod/joint-exercises. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`record, a, b`),
  check(
    "every exercise names the page it was read on",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND citation IS NULL`,
    {atMost: 0},
  ),
  ...keepsStates({
    source: "rus-mod/joint-exercises",
    kind: "exercise",
    of: "study",
    whole: 40,
    lacks: {AZE: NO_EXERCISE, MDA: NO_EXERCISE, TKM: NO_EXERCISE},
  }),
];
