import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.geo_gnta_russian_visitors");

/** Questions about the rows of geo-gnta/russian-visitors. */
export const checks: readonly Check[] = [uniqueKey(TABLE, sql`a, b, start`), noneNegative(TABLE)];
