import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.imf_imts");

/** Questions about the rows of imf/imts. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, reporter, partner, flow`),
  checkWhen(
    sql`SELECT count(*) > 300 AS yes FROM ${TABLE} WHERE dropped IS NULL`,
    check(
      "partners add up to the printed world total of every year and flow within 0.5 %",
      sql`SELECT max(abs(1 - partners / world)) AS observed FROM (
        SELECT sum(value_usd) FILTER (partner <> 'W00') AS partners, sum(value_usd) FILTER (partner = 'W00') AS world
        FROM ${TABLE} WHERE dropped IS NULL GROUP BY period, reporter, flow)`,
      {atMost: 0.005},
    ),
  ),
];
