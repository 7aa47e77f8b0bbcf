import {type Check, fixed} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";
import {tally} from "../tally.ts";

const VOTES = fixed("clean.un_ukraine_votes");

/** Questions about the rows of un/ukraine-votes. */
export const checks: readonly Check[] = [
  tally(VOTES, "A/RES/68/262", [100, 11, 58]),
  tally(VOTES, "A/RES/ES-11/1", [141, 5, 35]),
  tally(VOTES, "A/RES/ES-11/2", [140, 5, 38]),
  tally(VOTES, "A/RES/ES-11/3", [93, 24, 58]),
  // Votes of sessions 68 and 76 only.
  ...keepsEveryState({
    source: "un/ukraine-votes",
    kind: "roll_call",
    of: "un",
    gaps: [2014, 2015, 2016, 2017, 2018, 2019, 2020],
  }),
];
