import {type Check, check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.rus_rosstat_border_trips");

/** Questions about the rows of rus-rosstat/border-trips. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`kind, a, b, start, item`),
  noneNegative(TABLE),
  check(
    "cumulated trips never fall within a year",
    sql`SELECT count(*) AS observed FROM (SELECT value - lag(value) OVER (PARTITION BY a, b, left(start, 4) ORDER BY coalesce("end", 'whole year')) AS more
      FROM ${TABLE} WHERE dropped IS NULL) WHERE more < 0`,
    {atMost: 0},
  ),
];
