import {type Statement, sql} from "../../src/ingest/index.ts";

/**
 * HS edition by the calendar of the World Customs Organization, as text: for tariffs that take over each edition on
 * 1 January of its year, as those of the EAEU and Türkiye did in 2012, 2017 and 2022.
 *
 * @param year SQL giving a year such as 2022
 */
export function hsByCalendar(year: Statement): Statement {
  return sql`CASE
    WHEN ${year} >= 2022 THEN 'HS2022'
    WHEN ${year} >= 2017 THEN 'HS2017'
    WHEN ${year} >= 2012 THEN 'HS2012'
    WHEN ${year} >= 2007 THEN 'HS2007'
    WHEN ${year} >= 2002 THEN 'HS2002'
    WHEN ${year} >= 1996 THEN 'HS1996'
    ELSE 'HS1992'
  END`;
}
