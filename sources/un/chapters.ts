import {type Statement, sql} from "../../src/ingest/index.ts";
import {hsByCalendar} from "../shared/hs-calendar.ts";

/**
 * The clean rows of a table of HS chapters by year, reporter and partner, both by name. The files do not tell the HS edition;
 * chapters are the same in all of them, and the one in force stands for it.
 *
 * @param partner SQL naming the partner's column; "World" is the world
 */
export function chapterCells(partner: Statement): Statement {
  return sql`SELECT
    year::INTEGER AS period,
    reporter AS reporter_code,
    CASE ${partner} WHEN 'World' THEN 'W00' ELSE ${partner} END AS partner_code,
    flow,
    hs2 AS product,
    ${hsByCalendar(sql`year`)} AS hs_edition,
    value_usd AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    CASE flow WHEN 'M' THEN 'origin' ELSE 'destination' END AS partner_basis,
    CASE WHEN flow = 'RM' THEN 're-imports: part of imports' END AS dropped,
    file_id,
    source_row
  FROM typed`;
}
