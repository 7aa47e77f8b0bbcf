import {type Statement, sql} from "../../src/ingest/index.ts";

/**
 * HS edition of the Combined Nomenclature in force in a year, as text; NULL for product TOTAL. The first six digits of a
 * CN code are HS, and the CN takes over each HS edition on 1 January of its year (Regulation (EEC) 2658/87, article 12).
 *
 * @param year SQL giving a year such as 2022
 * @param product SQL giving a product code or TOTAL
 */
export function hsEdition(year: Statement, product: Statement): Statement {
  return sql`CASE
    WHEN ${product} = 'TOTAL' THEN NULL
    WHEN ${year} >= 2022 THEN 'HS2022'
    WHEN ${year} >= 2017 THEN 'HS2017'
    WHEN ${year} >= 2012 THEN 'HS2012'
    WHEN ${year} >= 2007 THEN 'HS2007'
    WHEN ${year} >= 2002 THEN 'HS2002'
    WHEN ${year} >= 1996 THEN 'HS1996'
    ELSE 'HS1992'
  END`;
}
