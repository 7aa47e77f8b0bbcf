import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.icews_dyad_years");

/** Questions about the rows of icews/dyad-years. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, item, start`),
  noneNegative(TABLE),
  ...keepsEveryState({source: "icews/dyad-years", kind: "news_events", of: "study"}),
];
