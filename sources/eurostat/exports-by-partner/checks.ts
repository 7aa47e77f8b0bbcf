import {type Check, check, checkWhen, fixed, sql} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.eurostat_exports_by_partner");

/** Questions about the rows of eurostat/exports-by-partner. */
export const checks: readonly Check[] = [
  check(
    "the union is the only reporter",
    sql`SELECT count(*) FILTER (dropped IS NULL AND reporter <> 'EU27') AS observed FROM ${TABLE}`,
    {atMost: 0},
  ),
  check(
    "every row has a period that was understood",
    sql`SELECT count(*) FILTER (dropped = 'no period') AS observed FROM ${TABLE}`,
    {atMost: 0},
  ),
  checkWhen(
    sql`SELECT count(*) > 200 AS yes FROM ${TABLE} WHERE period = 2016`,
    check(
      "partners of 2016 sum to the published Extra-EU27 and Intra-EU27, in euro",
      sql`SELECT abs(sum(value_native) FILTER (partner_code NOT SIMILAR TO '(Extra|Intra)-(EU|UE)27.*')
        - sum(value_native) FILTER (partner_code SIMILAR TO '(Extra|Intra)-(EU|UE)27.*')) AS observed FROM ${TABLE} WHERE period = 2016`,
      {atMost: 1000},
    ),
  ),
];
