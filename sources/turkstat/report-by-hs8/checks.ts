import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

/** Questions about the rows of turkstat/report-by-hs8. */
export const checks: readonly Check[] = [
  uniqueKey(fixed("clean.turkstat_report_by_hs8"), sql`period, partner, flow, product`),
];
