import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.arm_cba_balance_of_payments");

// A line's number, name and side are all in its item.
const LINES = fixed(`SELECT period, value, regexp_extract(item, 'line (\\d+)', 1)::INTEGER AS line,
  regexp_replace(item, ', (net|credit|debit) \\(line \\d+\\)$', '') AS name, regexp_extract(item, ', (net|credit|debit) \\(line', 1) AS side
  FROM clean.arm_cba_balance_of_payments WHERE dropped IS NULL`);

/** Questions about the rows of arm-cba/balance-of-payments. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`indicator, item, period`),
  check(
    "what came in less what went out is the net of a line, within a dollar",
    sql`WITH lines AS (${LINES}) SELECT coalesce(max(abs(net.value - (credit.value - debit.value))), 0) AS observed FROM lines AS net
      JOIN lines AS credit ON credit.period = net.period AND credit.line = net.line + 1 AND credit.name = net.name AND credit.side = 'credit'
      JOIN lines AS debit ON debit.period = net.period AND debit.line = net.line + 2 AND debit.name = net.name AND debit.side = 'debit'
      WHERE net.side = 'net'`,
    {atMost: 1},
  ),
  check(
    "goods and services, and the two incomes, add up to the current account, within a dollar",
    sql`WITH lines AS (${LINES}) SELECT coalesce(max(abs(whole - parts)), 0) AS observed FROM (
      SELECT sum(value) FILTER (line = 1) AS whole, sum(value) FILTER (line IN (7, 18, 138, 192)) AS parts FROM lines GROUP BY period)`,
    {atMost: 1},
  ),
];
