import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.troopdata_us_troops");

/** Questions about the rows of troopdata/us-troops. */
export const checks: readonly Check[] = [noneNegative(TABLE), uniqueKey(TABLE, sql`b, start`)];
