import {type Check, check, sql} from "../../../src/ingest/index.ts";

/** Questions about the rows of eurostat/comext. */
export const checks: readonly Check[] = [
  check(
    "every row has a period that was understood",
    sql`SELECT count(*) FILTER (dropped = 'no period') AS observed FROM clean.eurostat_comext`,
    {atMost: 0},
  ),
  check(
    "the union is never added to its members",
    sql`SELECT count(*) FILTER (dropped IS NULL AND reporter NOT SIMILAR TO '[A-Z]{3}') AS observed FROM clean.eurostat_comext`,
    {atMost: 0},
  ),
];
