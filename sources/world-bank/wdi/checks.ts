import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.world_bank_wdi");

/** Questions about the rows of world-bank/wdi. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`indicator, state, period`),
  check(
    "shares of output that cannot be negative are none",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value < 0
      AND indicator IN ('gdp_constant_usd', 'exports_pct_of_gdp', 'imports_pct_of_gdp', 'military_expenditure_pct_of_gdp')`,
    {atMost: 0},
  ),
  check(
    "growth of output is that of output a head and of people, to a percentage point for nearly all",
    sql`SELECT coalesce(avg((abs(g.value - h.value - p.value - h.value * p.value / 100) > 1)::INTEGER), 0) AS observed
      FROM ${TABLE} AS g JOIN ${TABLE} AS h ON h.state = g.state AND h.period = g.period AND h.indicator = 'gdp_per_capita_growth' AND h.dropped IS NULL
      JOIN ${TABLE} AS p ON p.state = g.state AND p.period = g.period AND p.indicator = 'population_growth' AND p.dropped IS NULL
      WHERE g.indicator = 'gdp_growth' AND g.dropped IS NULL`,
    {atMost: 0.05},
  ),
  ...keepsEveryState({source: "world-bank/wdi", kind: "gdp_constant_usd", of: "study"}),
  ...keepsEveryState({source: "world-bank/wdi", kind: "population_growth", of: "study"}),
];
