import {type Check, check, sql} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

/** Questions about the rows of cow/igo-memberships. */
export const checks: readonly Check[] = [
  check(
    "no spell lies outside of the years that the data set looks at",
    sql`SELECT count(*) AS observed FROM clean.cow_igo_memberships WHERE dropped IS NULL AND (start < seen_from OR "end" > seen_to)`,
    {atMost: 0},
  ),
  ...keepsEveryState({source: "cow/igo-memberships", kind: "membership", of: "study"}),
];
