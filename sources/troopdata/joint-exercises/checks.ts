import {type Check, check, fixed, sql} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.troopdata_joint_exercises");

const NO_EXERCISE = "in no exercise of the copy";

/** Questions about the rows of troopdata/joint-exercises. */
export const checks: readonly Check[] = [
  check(
    "two states stand once in an exercise",
    sql`SELECT count(*) AS observed FROM (SELECT record, a, b FROM ${TABLE} WHERE dropped IS NULL GROUP BY ALL HAVING count(*) > 1)`,
    {atMost: 0},
  ),
  check(
    "an exercise of n states has n (n - 1) / 2 pairs, unless its dates are no dates",
    sql`SELECT count(*) AS observed FROM (
      SELECT record, count(*) AS pairs, (SELECT count(*) FROM (SELECT a AS state FROM ${TABLE} AS t WHERE t.record = one.record AND t.dropped IS NULL
        UNION SELECT b FROM ${TABLE} AS t WHERE t.record = one.record AND t.dropped IS NULL)) AS states
      FROM ${TABLE} AS one WHERE dropped IS NULL GROUP BY record) WHERE pairs <> states * (states - 1) // 2`,
    {atMost: 0},
  ),
  check(
    "every exercise is of 1980 to 2010",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND left(start, 4) NOT BETWEEN '1980' AND '2010'`,
    {atMost: 0},
  ),
  ...keepsStates({
    source: "troopdata/joint-exercises",
    kind: "exercise",
    of: "un",
    lacks: {
      AND: NO_EXERCISE,
      BTN: NO_EXERCISE,
      ERI: NO_EXERCISE,
      FSM: NO_EXERCISE,
      KIR: NO_EXERCISE,
      LIE: NO_EXERCISE,
      MCO: NO_EXERCISE,
      MHL: NO_EXERCISE,
      NRU: NO_EXERCISE,
      SMR: NO_EXERCISE,
      SSD: NO_EXERCISE,
      TUV: NO_EXERCISE,
      WSM: NO_EXERCISE,
    },
  }),
];
