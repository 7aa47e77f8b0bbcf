import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.aiddata_public_diplomacy");

/** Questions about the rows of aiddata/public-diplomacy. */
export const checks: readonly Check[] = [uniqueKey(TABLE, sql`a, b, item, start`), noneNegative(TABLE)];
