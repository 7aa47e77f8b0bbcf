import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.cow_material_capabilities");

/** Questions about the rows of cow/material-capabilities. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`indicator, state, period`),
  checkWhen(
    sql`SELECT count(DISTINCT state) >= 100 AS yes FROM ${TABLE}`,
    check(
      "the shares of a year add up to one, give or take what is not coded",
      sql`SELECT max(abs(total - 1)) AS observed FROM (SELECT sum(value) AS total FROM ${TABLE}
        WHERE dropped IS NULL AND indicator = 'capability_share' GROUP BY period)`,
      {atMost: 0.02},
    ),
  ),
  ...keepsEveryState({source: "cow/material-capabilities", kind: "capability_share", of: "study"}),
];
