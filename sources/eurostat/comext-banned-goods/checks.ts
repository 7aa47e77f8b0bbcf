import {
  type Check,
  check,
  checkWhen,
  fixed,
  type Statement,
  sql,
  uniqueKey,
} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.eurostat_comext_banned_goods");

const MERGE_IN_HAND = sql`SELECT count(*) > 0 AS yes FROM meta.file
  WHERE source = 'eurostat/comext-banned-goods' AND dialect = 'merged-parquet' AND bytes > 1000000`;

function percentChange(partners: Statement): Statement {
  return sql`SELECT 100 * (sum(value_native) FILTER (period BETWEEN 202203 AND 202211)
      / sum(value_native) FILTER (period BETWEEN 202103 AND 202111) - 1) AS observed
    FROM ${TABLE} WHERE dropped IS NULL AND length(product) = 8 AND flow = 'X' AND ${partners}`;
}

/** Questions about the rows of eurostat/comext-banned-goods. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, reporter, partner, flow, product`),
  check(
    "every row has a period that was understood",
    sql`SELECT count(*) FILTER (dropped = 'no period') AS observed FROM ${TABLE}`,
    {atMost: 0},
  ),
  check(
    "code and digits agree",
    sql`SELECT count(*) FILTER (dropped = 'code and digits disagree') AS observed FROM ${TABLE}`,
    {
      atMost: 0,
    },
  ),
  checkWhen(
    MERGE_IN_HAND,
    check(
      "CN8 exports to Russia, March to November 2022 on 2021, fell by 71.6 %",
      percentChange(sql`partner = 'RUS'`),
      {
        atLeast: -71.65,
        atMost: -71.55,
      },
    ),
  ),
  checkWhen(
    MERGE_IN_HAND,
    check(
      "CN8 exports to Russia's neighbours, March to November 2022 on 2021, grew by 94.6 %",
      percentChange(sql`partner <> 'RUS'`),
      {
        atLeast: 94.55,
        atMost: 94.65,
      },
    ),
  ),
  checkWhen(
    MERGE_IN_HAND,
    check(
      "69 CN8 lines are traded in 2022 and in no month of 2020 and 2021",
      sql`SELECT count(*) AS observed FROM (SELECT product FROM ${TABLE} WHERE dropped IS NULL AND length(product) = 8
        GROUP BY product HAVING min(period) >= 202201)`,
      {atLeast: 69, atMost: 69},
    ),
  ),
];
