import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.pardee_fbic");

/** Questions about the rows of pardee/fbic. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`kind, a, b, item, start`),
  noneNegative(TABLE),
  ...keepsEveryState({source: "pardee/fbic", kind: "fbic", of: "study"}),
];
