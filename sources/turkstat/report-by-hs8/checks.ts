import {type Check, uniqueKey} from "../../../src/ingest/index.ts";
import {fixed, sql} from "../../../src/store/index.ts";

/** Questions about the rows of turkstat/report-by-hs8. */
export const checks: readonly Check[] = [
  uniqueKey(fixed("clean.turkstat_report_by_hs8"), sql`period, partner, flow, product`),
];
