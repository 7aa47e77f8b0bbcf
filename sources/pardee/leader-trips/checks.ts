import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.pardee_leader_trips");

/** Questions about the rows of pardee/leader-trips. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`indicator, state, period`),
  check(
    "a row counts at least one trip",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND NOT value >= 1`,
    {atMost: 0},
  ),
  ...keepsStates({source: "pardee/leader-trips", kind: "leader_trips_received", of: "un"}),
  ...keepsStates({
    source: "pardee/leader-trips",
    kind: "leader_trips_sent",
    of: "un",
    lacks: {IRN: "the file has trips to Iran, none from it"},
  }),
];
