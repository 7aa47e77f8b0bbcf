import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

/** Questions about the rows of wits/ukraine-by-partner. */
export const checks: readonly Check[] = [
  uniqueKey(fixed("clean.wits_ukraine_by_partner"), sql`period, partner, flow`),
];
