import {type Check, check, fixed, sql} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";
import {tally} from "../tally.ts";

const VOTES = fixed("clean.un_library_votes");

/** Questions about the rows of un/library-votes. */
export const checks: readonly Check[] = [
  // Two hundred columns of choices are tested here at once: tested one by one they take the engine minutes.
  check(
    "every cell is one of the code book's",
    sql`SELECT count(*) AS observed FROM ${VOTES} WHERE dropped LIKE 'no choice of ours%'`,
    {atMost: 0},
  ),
  tally(VOTES, "A/RES/ES-11/1", [141, 5, 35]),
  tally(VOTES, "A/RES/ES-11/2", [140, 5, 38]),
  tally(VOTES, "A/RES/ES-11/3", [93, 24, 58]),
  check(
    "every roll call has the 193 members",
    sql`SELECT count(*) AS observed FROM (SELECT record FROM ${VOTES} WHERE dropped IS NULL GROUP BY record HAVING count(*) <> 193)`,
    {atMost: 0},
  ),
  ...keepsEveryState({source: "un/library-votes", kind: "roll_call", of: "un"}),
];
