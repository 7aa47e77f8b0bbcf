import {type Check, check, checkWhen, fixed, sql} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.eurostat_comext_totals");

const IN_HAND = sql`SELECT count(*) > 0 AS yes FROM ${TABLE}
  WHERE vintage = '2024-11-17' AND reporter = 'DEU' AND partner = 'KGZ' AND flow = 'X' AND period BETWEEN 202301 AND 202312`;

/** Questions about the rows of eurostat/comext-totals. */
export const checks: readonly Check[] = [
  check(
    "every row has a period that was understood",
    sql`SELECT count(*) FILTER (dropped = 'no period') AS observed FROM ${TABLE}`,
    {atMost: 0},
  ),
  check(
    "the union is never added to its members",
    sql`SELECT count(*) FILTER (dropped IS NULL AND reporter NOT SIMILAR TO '[A-Z]{3}') AS observed FROM ${TABLE}`,
    {atMost: 0},
  ),
  // By published name: Spain, Ceuta and Melilla are partners of their own there, and one state here.
  check(
    "a total stands once in a file",
    sql`SELECT count(*) AS observed FROM (SELECT 1 FROM ${TABLE} WHERE dropped IS NULL
      GROUP BY file_id, period, reporter_code, partner_code, flow, product HAVING count(*) > 1)`,
    {atMost: 0},
  ),
  checkWhen(
    IN_HAND,
    check(
      "exports of the 27 to Kyrgyzstan in 2023 are 2,733.8 m EUR, as Eurostat's own EU27 row has them",
      sql`SELECT sum(value_native) AS observed FROM ${TABLE}
        WHERE dropped IS NULL AND partner = 'KGZ' AND flow = 'X' AND product = 'TOTAL' AND reporter <> 'GBR'
          AND period BETWEEN 202301 AND 202312`,
      {atLeast: 2_733_762_740, atMost: 2_733_762_760},
    ),
  ),
];
