import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.imf_fdi_positions");

/** Questions about the rows of imf/fdi-positions. */
export const checks: readonly Check[] = [uniqueKey(TABLE, sql`a, b, item, start`)];
