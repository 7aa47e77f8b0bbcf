import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.unhcr_refugees");

/** Questions about the rows of unhcr/refugees. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`kind, a, b, item, start`),
  noneNegative(TABLE),
  ...keepsEveryState({source: "unhcr/refugees", kind: "asylum_applications", of: "study"}),
];
