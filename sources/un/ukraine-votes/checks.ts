import {type Check, fixed} from "../../../src/ingest/index.ts";
import {tally} from "../tally.ts";

const VOTES = fixed("clean.un_ukraine_votes");

/** Questions about the rows of un/ukraine-votes. */
export const checks: readonly Check[] = [
  tally(VOTES, "A/RES/68/262", [100, 11, 58]),
  tally(VOTES, "A/RES/ES-11/1", [141, 5, 35]),
  tally(VOTES, "A/RES/ES-11/2", [140, 5, 38]),
  tally(VOTES, "A/RES/ES-11/3", [93, 24, 58]),
];
