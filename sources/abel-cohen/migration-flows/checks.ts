import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.abel_cohen_migration_flows");

/** Questions about the rows of abel-cohen/migration-flows. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start, item`),
  noneNegative(TABLE),
  ...keepsEveryState({source: "abel-cohen/migration-flows", kind: "migration_flow", of: "study"}),
];
