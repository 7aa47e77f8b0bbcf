import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.world_bank_knomad_remittances");

/** Questions about the rows of world-bank/knomad-remittances. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start`),
  noneNegative(TABLE),
  ...keepsEveryState({source: "world-bank/knomad-remittances", kind: "remittances", of: "study"}),
];
