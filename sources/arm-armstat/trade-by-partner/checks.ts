import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.arm_armstat_trade_by_partner");
const WHOLE_YEARS = sql`SELECT count(DISTINCT period) >= 12 AS yes FROM ${TABLE}`;

/** Questions about the rows of arm-armstat/trade-by-partner. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, partner, flow, partner_basis`),
  // All goods imported have one origin and one country of consignment, so both counts have one total.
  checkWhen(
    WHOLE_YEARS,
    check(
      "imports by origin and by consignment have one total each month, within 10 USD",
      sql`SELECT max(abs(origin - consignment)) AS observed FROM (
        SELECT sum(value_native) FILTER (partner_basis = 'origin') AS origin, sum(value_native) FILTER (partner_basis = 'consignment') AS consignment
        FROM ${TABLE} WHERE flow = 'M' GROUP BY period)`,
      {atMost: 10},
    ),
  ),
];
