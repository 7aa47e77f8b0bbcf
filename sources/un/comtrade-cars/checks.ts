import {type Check, check, checkWhen, fixed, sql} from "../../../src/ingest/index.ts";
import {cellChecks} from "../cell-checks.ts";

const TABLE = fixed("clean.un_comtrade_cars");

/** Questions about the rows of un/comtrade-cars. */
export const checks: readonly Check[] = [
  ...cellChecks("clean.un_comtrade_cars"),
  check(
    "all goods are cars",
    sql`SELECT count(*) FILTER (product NOT LIKE '8703%') AS observed FROM ${TABLE} WHERE dropped IS NULL`,
    {atMost: 0},
  ),
  checkWhen(
    sql`SELECT count(DISTINCT period) = 12 AS yes FROM ${TABLE} WHERE reporter = 'GEO' AND period // 100 = 2022`,
    // Geostat's own figure for re-exports and exports of cars in 2022 is 904 m USD.
    check(
      "Georgia's exports of cars in 2022, million dollars",
      sql`SELECT sum(value_usd) / 1e6 AS observed FROM ${TABLE} WHERE dropped IS NULL AND reporter = 'GEO' AND flow = 'X' AND product = '8703' AND period // 100 = 2022`,
      {atLeast: 895, atMost: 915},
    ),
  ),
  // Subheadings fall short of the heading where the reporter keeps a month's detail secret; they never exceed it.
  check(
    "subheadings do not exceed their heading",
    sql`SELECT coalesce(max(parts / whole), 0) AS observed FROM (
      SELECT sum(value_usd) FILTER (length(product) = 6) AS parts, sum(value_usd) FILTER (length(product) = 4) AS whole
      FROM ${TABLE} WHERE dropped IS NULL GROUP BY period, reporter, partner, flow) WHERE whole > 0`,
    {atMost: 1.001},
  ),
];
