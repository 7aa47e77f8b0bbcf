import {type Check, uniqueKey} from "../../../src/ingest/index.ts";
import {fixed, sql} from "../../../src/store/index.ts";

/** Questions about the rows of wto/bilateral-imports. */
export const checks: readonly Check[] = [
  uniqueKey(fixed("clean.wto_bilateral_imports"), sql`period, reporter, partner, product`),
];
