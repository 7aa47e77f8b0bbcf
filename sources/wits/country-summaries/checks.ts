import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.wits_country_summaries");

/** Questions about the rows of wits/country-summaries. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, reporter, partner, flow`),
  check(
    "no more than five partners a reporter, year and flow",
    sql`SELECT coalesce(max(partners), 0) AS observed FROM (SELECT count(*) FILTER (partner <> 'W00') AS partners FROM ${TABLE}
      WHERE dropped IS NULL GROUP BY period, reporter, flow)`,
    {atMost: 5},
  ),
];
