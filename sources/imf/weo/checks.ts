import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.imf_weo");

/** Questions about the rows of imf/weo. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`indicator, state, period`),
  check(
    "output a person times persons is output, within the two decimals of millions and billions",
    sql`SELECT count(*) AS observed FROM ${TABLE} AS g
      JOIN ${TABLE} AS p ON p.state = g.state AND p.period = g.period AND p.indicator = 'population' AND p.dropped IS NULL
      JOIN ${TABLE} AS h ON h.state = g.state AND h.period = g.period AND h.indicator = 'gdp_per_capita_current_usd' AND h.dropped IS NULL
      WHERE g.indicator = 'gdp_current_usd' AND g.dropped IS NULL AND p.value >= 5e6 AND g.value >= 5e10 AND abs(p.value * h.value / g.value - 1) > 0.05`,
    {atMost: 0},
  ),
  ...keepsEveryState({source: "imf/weo", kind: "gdp_growth", of: "study"}),
];
