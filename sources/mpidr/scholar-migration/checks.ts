import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState, keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.mpidr_scholar_migration");

/** Questions about the rows of mpidr/scholar-migration. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start`),
  noneNegative(TABLE),
  // In nine years no scholar moved from or to Turkmenistan.
  ...keepsEveryState({
    source: "mpidr/scholar-migration",
    kind: "scholar_moves",
    of: "study",
    without: {TKM: [1999, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2012]},
  }),
  ...keepsStates({source: "mpidr/scholar-migration", kind: "scholar_moves", of: "un"}),
];
