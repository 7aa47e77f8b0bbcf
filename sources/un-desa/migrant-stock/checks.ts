import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.un_desa_migrant_stock");

/** Questions about the rows of un-desa/migrant-stock. */
export const checks: readonly Check[] = [uniqueKey(TABLE, sql`a, b, start`), noneNegative(TABLE)];
