import {type Statement, sql} from "../../src/ingest/index.ts";

/** Who reports, and how the publisher attributes imports to a partner. */
export interface PartnerTotals {
  /** ISO3 of the one state whose figures these are. */
  readonly reporter: string;
  /** Rows to leave out, as an expression over `rows` that gives the reason or NULL. */
  readonly dropped?: Statement;
}

/**
 * The clean columns of a table of all goods by partner.
 *
 * @param rows a relation with `period` (2022 or 202203), `partner_code`, `flow` (X or M), `value_usd` (whole dollars),
 *   `file_id` and `source_row`; imports are by country of origin
 */
export function partnerTotals(rows: Statement, {reporter, dropped = sql`NULL`}: PartnerTotals): Statement {
  return sql`SELECT
    period::INTEGER AS period,
    ${reporter} AS reporter_code,
    partner_code,
    flow,
    'TOTAL' AS product,
    NULL::VARCHAR AS hs_edition,
    value_usd::DOUBLE AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    CASE flow WHEN 'X' THEN 'destination' ELSE 'origin' END AS partner_basis,
    ${dropped}::VARCHAR AS dropped,
    file_id,
    source_row
  FROM ${rows}`;
}

/** The vintage of a series that names no day of publication: the last year or month in `text`, or null. */
export function dataTo(text: string): string | null {
  const periods = text.match(/(?<!\d)(19|20)\d{2}(0[1-9]|1[0-2])?(?!\d)/g) ?? [];
  const last = periods
    .map((found) => (found.length === 6 ? `${found.slice(0, 4)}-${found.slice(4)}` : found))
    .sort();
  const latest = last.at(-1);
  return latest === undefined ? null : `data to ${latest}`;
}
