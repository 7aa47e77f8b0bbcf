import {type Check, check, sql} from "../../../src/ingest/index.ts";
import {keepsEveryState, keepsStates} from "../../shared/tie-checks.ts";

const UNALLIED = "no obligation of it in the copy";

/** Questions about the rows of atop/alliances. */
export const checks: readonly Check[] = [
  check(
    "at most two obligations have other years in the two directions of a pair",
    sql`SELECT count(*) AS observed FROM layer.tie_disagreement WHERE about = 'overlap' AND source_one = 'atop/alliances'`,
    {atMost: 2},
  ),
  // Georgia owes nobody anything before 1993.
  ...keepsEveryState({source: "atop/alliances", kind: "alliance", of: "study", without: {GEO: [1992]}}),
  ...keepsStates({
    source: "atop/alliances",
    kind: "alliance",
    of: "un",
    lacks: {
      BTN: UNALLIED,
      FSM: UNALLIED,
      MHL: UNALLIED,
      NRU: UNALLIED,
      PLW: UNALLIED,
      SLB: UNALLIED,
      VUT: UNALLIED,
    },
  }),
];
