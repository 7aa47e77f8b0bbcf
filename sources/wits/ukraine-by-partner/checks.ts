import {type Check, uniqueKey} from "../../../src/ingest/index.ts";
import {fixed, sql} from "../../../src/store/index.ts";

/** Questions about the rows of wits/ukraine-by-partner. */
export const checks: readonly Check[] = [
  uniqueKey(fixed("clean.wits_ukraine_by_partner"), sql`period, partner, flow`),
];
