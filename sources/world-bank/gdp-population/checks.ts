import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.world_bank_gdp_population");
const WORLD = sql`SELECT value FROM ${TABLE} WHERE state_code = 'WLD' AND indicator = 'population' AND period = '2022'`;

/** Questions about the rows of world-bank/gdp-population. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`indicator, state, period`),
  check(
    "nobody lives in no state, and nothing is made for less than nothing",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND NOT value > 0`,
    {atMost: 0},
  ),
  checkWhen(
    sql`SELECT count(DISTINCT state) >= 100 AND EXISTS (${WORLD}) AS yes FROM ${TABLE} WHERE indicator = 'population'`,
    // Taiwan is in the world's row and has none of its own: 23 of 7,990 million, 0.3 %.
    check(
      "the states of 2022 have the people of the world, Taiwan's apart",
      sql`SELECT (SELECT sum(value) FROM ${TABLE} WHERE dropped IS NULL AND indicator = 'population' AND period = '2022') / (${WORLD}) AS observed`,
      {atLeast: 0.996, atMost: 0.998},
    ),
  ),
  ...keepsEveryState({source: "world-bank/gdp-population", kind: "population", of: "study"}),
  // The Baltic states and Belarus have no output in dollars before their own currencies.
  ...keepsEveryState({
    source: "world-bank/gdp-population",
    kind: "gdp_current_usd",
    of: "study",
    gaps: [1990, 1991, 1992, 1993, 1994],
  }),
];
