import {type Check, check, checkWhen, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.kgz_nsc_trade_by_partner");
const EU27 = fixed(
  `('AUT', 'BEL', 'BGR', 'CYP', 'CZE', 'DEU', 'DNK', 'ESP', 'EST', 'FIN', 'FRA', 'GRC', 'HRV', 'HUN', 'IRL', 'ITA', 'LTU', 'LUX', 'LVA',
  'MLT', 'NLD', 'POL', 'PRT', 'ROU', 'SVK', 'SVN', 'SWE')`,
);

/** Imports from the 27 members of the European Union in m USD, as the table's own line "The EU" prints them. */
function importsFromEu(year: number, printed: number): Check {
  return checkWhen(
    sql`SELECT count(*) > 20 AS yes FROM ${TABLE} WHERE period = ${year} AND flow = 'M' AND dropped IS NULL AND partner IN ${EU27}`,
    check(
      `imports from the EU27 in ${year} are ${printed} m USD`,
      sql`SELECT sum(value_usd) / 1e6 AS observed FROM ${TABLE} WHERE period = ${year} AND flow = 'M' AND dropped IS NULL AND partner IN ${EU27}`,
      {atLeast: printed - 0.1, atMost: printed + 0.1},
    ),
  );
}

/** Questions about the rows of kgz-nsc/trade-by-partner. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`period, partner, flow`),
  importsFromEu(2021, 289.5),
  importsFromEu(2022, 526.9),
  importsFromEu(2023, 964.6),
];
