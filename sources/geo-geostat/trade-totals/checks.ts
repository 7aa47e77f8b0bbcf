import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.geo_geostat_trade_totals");

/** Questions about the rows of geo-geostat/trade-totals. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, flow`),
  check(
    "twelve months add up to the printed total of their year within 0.01 %",
    sql`SELECT coalesce(max(abs(m.months / y.value_native - 1)), 0) AS observed FROM ${TABLE} AS y JOIN (
      SELECT period // 100 AS period, flow, sum(value_native) AS months FROM ${TABLE} WHERE period > 9999 AND dropped IS NULL
      GROUP BY ALL HAVING count(*) = 12) AS m ON m.period = y.period AND m.flow = y.flow WHERE y.dropped IS NULL`,
    {atMost: 1e-4},
  ),
];
