import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.pew_favourability");

const NO_WAVE = "no wave in the copy";

/** Questions about the rows of pew/favourability. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, item, start`),
  check(
    "favourable, unfavourable and no answer are all of the sample",
    sql`SELECT coalesce(max(abs(total - 1)), 0) AS observed FROM (SELECT sum(value) AS total FROM ${TABLE}
      WHERE item IN ('fav', 'unfav', 'dk') GROUP BY file_id, source_row)`,
    {atMost: 0.001},
  ),
  ...keepsStates({
    source: "pew/favourability",
    kind: "view",
    of: "study",
    whole: 50,
    lacks: {
      ARM: NO_WAVE,
      AZE: NO_WAVE,
      BLR: NO_WAVE,
      EST: NO_WAVE,
      GEO: NO_WAVE,
      KAZ: NO_WAVE,
      KGZ: NO_WAVE,
      LVA: NO_WAVE,
      MDA: NO_WAVE,
      TJK: NO_WAVE,
      TKM: NO_WAVE,
    },
  }),
];
