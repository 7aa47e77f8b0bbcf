import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.troopdata_us_troops");

/** Questions about the rows of troopdata/us-troops. */
export const checks: readonly Check[] = [
  noneNegative(TABLE),
  uniqueKey(TABLE, sql`b, start`),
  ...keepsEveryState({
    source: "troopdata/us-troops",
    kind: "troops",
    of: "un",
    fromFirst: true,
    lacks: {SRB: "stands as Yugoslavia to the last year, dropped"},
    without: {TON: [1995, 1996, 1997, 1998]},
  }),
];
