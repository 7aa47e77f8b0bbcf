import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.imf_fdi_positions");

/** Questions about the rows of imf/fdi-positions. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, item, start`),
  ...keepsEveryState({source: "imf/fdi-positions", kind: "fdi_position", of: "study"}),
];
