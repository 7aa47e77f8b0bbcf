import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState, keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.voeten_ideal_points");

// Sessions in which a state was absent from every vote, as the roll calls have it; Turkmenistan cast fewer than five in session 51.
const NO_VOTES = {GEO: [1992], KGZ: [1999, 2001], TJK: [2001], TKM: [1996], UZB: [1992, 1993, 2001]};

/** Questions about the rows of voeten/ideal-points. */
export const checks: readonly Check[] = [
  check(
    "agreement is a share",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE kind = 'agreement' AND dropped IS NULL AND value NOT BETWEEN 0 AND 1`,
    {atMost: 0},
  ),
  check(
    "the interval of an ideal point holds it",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE kind = 'ideal_point' AND dropped IS NULL AND value NOT BETWEEN low AND high`,
    {atMost: 0},
  ),
  uniqueKey(fixed("(FROM clean.voeten_ideal_points WHERE kind = 'ideal_point')"), sql`a, start`),
  ...keepsEveryState({source: "voeten/ideal-points", kind: "ideal_point", of: "study", without: NO_VOTES}),
  ...keepsEveryState({source: "voeten/ideal-points", kind: "agreement", of: "study", without: NO_VOTES}),
  ...keepsStates({source: "voeten/ideal-points", kind: "ideal_point", of: "un"}),
  ...keepsStates({source: "voeten/ideal-points", kind: "agreement", of: "un"}),
];
