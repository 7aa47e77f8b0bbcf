import {type Check, check, sql} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

/** Questions about the rows of v-dem/indices. */
export const checks: readonly Check[] = [
  check(
    "indices from 0 to 1 stay within their bounds",
    sql`SELECT count(*) AS observed FROM clean.v_dem_indices WHERE dropped IS NULL AND item IN ('v2x_polyarchy', 'v2x_libdem', 'v2xcs_ccsi') AND NOT value BETWEEN 0 AND 1`,
    {atMost: 0},
  ),
  ...keepsEveryState({source: "v-dem/indices", kind: "index", of: "study"}),
];
