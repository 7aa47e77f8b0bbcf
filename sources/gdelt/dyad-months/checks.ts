import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.gdelt_dyad_months");

/** Questions about the rows of gdelt/dyad-months. */
export const checks: readonly Check[] = [uniqueKey(TABLE, sql`a, b, item, start`)];
