import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.kaz_bns_trade_by_partner");

/** Trade with Russia both ways, in bn USD, as the yearbooks print it. */
function tradeWithRussia(year: number, printed: number): Check {
  return checkWhen(
    sql`SELECT count(*) = 2 AS yes FROM ${TABLE} WHERE partner = 'RUS' AND period = ${year} AND dropped IS NULL`,
    check(
      `trade with Russia in ${year} is ${printed} bn USD`,
      sql`SELECT sum(value_usd) / 1e9 AS observed FROM ${TABLE} WHERE partner = 'RUS' AND period = ${year} AND dropped IS NULL`,
      {atLeast: printed - 0.05, atMost: printed + 0.05},
    ),
  );
}

/** Questions about the rows of kaz-bns/trade-by-partner. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, partner, flow`),
  check(
    "partners add up to the printed total of each year and flow within 0.1 %",
    sql`SELECT coalesce(max(abs(sum_of_partners / total - 1)), 0) AS observed FROM (
      SELECT sum(value_usd) FILTER (partner <> 'W00') AS sum_of_partners, sum(value_usd) FILTER (partner = 'W00') AS total
      FROM ${TABLE} WHERE dropped IS NULL GROUP BY period, flow HAVING count(*) > 100)`,
    {atMost: 0.001},
  ),
  tradeWithRussia(2021, 24.6),
  tradeWithRussia(2022, 27.0),
  tradeWithRussia(2023, 27.05),
];
