import {type Check, check, fixed, sql} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.troopdata_us_bases");

/** Questions about the rows of troopdata/us-bases. */
export const checks: readonly Check[] = [
  check(
    "every base has a name and a standing",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND (item IS NULL OR status IS NULL)`,
    {atMost: 0},
  ),
];
