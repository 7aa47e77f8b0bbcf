import {type Check, check, checkWhen, fixed, type Statement, sql, uniqueKey} from "../../src/ingest/index.ts";

const KEY = fixed("period, reporter, partner, flow, product, hs_edition, partner_basis");

/**
 * Questions about any table of UN Comtrade cells.
 *
 * @param table name of the clean table, such as clean.un_comtrade
 */
export function cellChecks(table: string): Check[] {
  const rows = fixed(table);
  return [
    // Two values for one cell mean that a column which tells them apart was cut from the file.
    check(
      "no cell stands twice with different values",
      sql`SELECT count(*) AS observed FROM ${rows} WHERE dropped = 'the same cell again with another value'`,
      {atMost: 0},
    ),
    uniqueKey(rows, KEY),
    totalsHold(rows),
  ];
}

/** Where a reporter's goods stand as total and by chapter, chapters may fall short (secrecy) but never exceed it. */
function totalsHold(rows: Statement): Check {
  const sums = sql`SELECT period, reporter, partner, flow, max(value_native) FILTER (product = 'TOTAL') AS total,
      sum(value_native) FILTER (length(product) = 2) AS chapters
    FROM ${rows} WHERE dropped IS NULL GROUP BY ALL HAVING total > 0 AND chapters > 0`;
  return checkWhen(
    sql`SELECT count(*) > 0 AS yes FROM (${sums})`,
    check(
      "chapters do not exceed the published total",
      sql`SELECT max(chapters / total) AS observed FROM (${sums})`,
      {
        atMost: 1.001,
      },
    ),
  );
}
