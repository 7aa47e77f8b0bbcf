import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.gdelt_dyad_months");

const NO_ROW = "no row in the copy";

/** Questions about the rows of gdelt/dyad-months. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, item, start`),
  ...keepsEveryState({
    source: "gdelt/dyad-months",
    kind: "news_score",
    of: "un",
    lacks: {
      GEO: "a few rows by a mismatch of codes upstream, dropped",
      ROU: "probably hit by the same, dropped",
      BIH: NO_ROW,
      MNE: NO_ROW,
      SRB: NO_ROW,
      SVN: NO_ROW,
      TLS: NO_ROW,
    },
    // Two months of 2024 are covered.
    without: {SMR: [2024], STP: [2024]},
  }),
];
