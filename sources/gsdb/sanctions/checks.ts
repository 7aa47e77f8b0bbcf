import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.gsdb_sanctions");

/** Questions about the rows of gsdb/sanctions. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`record, a, b`),
  check(
    "every case says what it forbids",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND item NOT SIMILAR TO 'case [0-9]+: [a-z, ]+'`,
    {atMost: 0},
  ),
  check(
    "no sanction begins after the years that were looked at",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND (left(start, 4) > '2022' OR left("end", 4) > '2022')`,
    {atMost: 0},
  ),
  check(
    "a group has as many members as the European Union or the United Nations ever had",
    sql`SELECT count(*) AS observed FROM (SELECT source_row, b, status, count(DISTINCT a) AS states FROM ${TABLE}
      WHERE dropped IS NULL AND starts_with(status, 'through') GROUP BY ALL)
      WHERE states NOT BETWEEN 10 AND CASE WHEN starts_with(status, 'through EU') THEN 28 ELSE 193 END`,
    {atMost: 0},
  ),
  ...keepsStates({source: "gsdb/sanctions", kind: "sanction", of: "un"}),
];
