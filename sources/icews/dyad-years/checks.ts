import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.icews_dyad_years");

/** Questions about the rows of icews/dyad-years. */
export const checks: readonly Check[] = [uniqueKey(TABLE, sql`a, b, item, start`), noneNegative(TABLE)];
