import {type Check, check, sql} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

const NO_ARMS = "neither supplier nor recipient in the copy";

/** Questions about the rows of sipri/arms-transfers. */
export const checks: readonly Check[] = [
  check(
    "no pair has two figures for one year",
    sql`SELECT count(*) AS observed FROM (SELECT a, b, start FROM clean.sipri_arms_transfers WHERE dropped IS NULL GROUP BY ALL HAVING count(*) > 1)`,
    {atMost: 0},
  ),
  check(
    "no value is negative",
    sql`SELECT count(*) AS observed FROM clean.sipri_arms_transfers WHERE value < 0`,
    {atMost: 0},
  ),
  ...keepsStates({
    source: "sipri/arms-transfers",
    kind: "arms_transfer",
    of: "un",
    lacks: {
      AND: NO_ARMS,
      ATG: NO_ARMS,
      DMA: NO_ARMS,
      LCA: NO_ARMS,
      LIE: NO_ARMS,
      MCO: NO_ARMS,
      MHL: NO_ARMS,
      NRU: NO_ARMS,
      SMR: NO_ARMS,
      STP: NO_ARMS,
    },
  }),
];
