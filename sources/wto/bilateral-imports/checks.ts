import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

/** Questions about the rows of wto/bilateral-imports. */
export const checks: readonly Check[] = [
  uniqueKey(fixed("clean.wto_bilateral_imports"), sql`period, reporter, partner, product`),
];
