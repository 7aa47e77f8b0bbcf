import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.unhcr_refugees");

/** Questions about the rows of unhcr/refugees. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`kind, a, b, item, start`),
  noneNegative(TABLE),
  ...keepsEveryState({source: "unhcr/refugees", kind: "asylum_applications", of: "study"}),
  ...keepsEveryState({source: "unhcr/refugees", kind: "displaced_flow", of: "study"}),
  // The file has these states from 1993 on, Belarus from 1994.
  ...keepsEveryState({
    source: "unhcr/refugees",
    kind: "displaced_stock",
    of: "study",
    without: {
      BLR: [1992, 1993],
      GEO: [1992],
      KAZ: [1992],
      KGZ: [1992],
      MDA: [1992],
      TKM: [1992],
      UZB: [1992],
    },
  }),
];
