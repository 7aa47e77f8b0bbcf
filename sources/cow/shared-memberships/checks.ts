import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.cow_shared_memberships");

/** Questions about the rows of cow/shared-memberships. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start`),
  noneNegative(TABLE),
  ...keepsEveryState({source: "cow/shared-memberships", kind: "shared_igos", of: "study"}),
];
