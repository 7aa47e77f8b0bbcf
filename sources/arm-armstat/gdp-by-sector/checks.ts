import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.arm_armstat_gdp_by_sector");

/** Questions about the rows of arm-armstat/gdp-by-sector. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`indicator, item, period`),
  check(
    "a volume index is an index",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND indicator = 'volume_index' AND value NOT BETWEEN 20 AND 400`,
    {atMost: 0},
  ),
];
