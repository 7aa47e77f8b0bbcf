import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.voeten_ideal_points");

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
];
