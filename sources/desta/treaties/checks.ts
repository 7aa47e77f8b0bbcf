import {type Check, check, sql} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

/** Questions about the rows of desta/treaties. */
export const checks: readonly Check[] = [
  check(
    "every treaty is of the years 1947 to 2021",
    sql`SELECT count(*) AS observed FROM clean.desta_treaties WHERE dropped IS NULL AND (start < '1947' OR start > '2021')`,
    {atMost: 0},
  ),
  ...keepsStates({
    source: "desta/treaties",
    kind: "trade_agreement",
    of: "un",
    lacks: {TLS: "its one row is an accession, dropped"},
  }),
];
