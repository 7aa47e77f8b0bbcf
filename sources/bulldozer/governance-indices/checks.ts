import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.bulldozer_governance_indices");

/** Questions about the rows of bulldozer/governance-indices. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`state, item, period`),
  ...keepsEveryState({source: "bulldozer/governance-indices", kind: "governance_index", of: "study"}),
];
