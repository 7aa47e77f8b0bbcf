import {type ColumnSpec, type Dialect, date, ignored, number, sql, text} from "../../../src/ingest/index.ts";
import {hsByCalendar} from "../../shared/hs-calendar.ts";
import {resembles} from "../../shared/resembles.ts";

const derived = ignored("the author's estimate of re-exports, not the reporter's figure");

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  period: date(),
  commodity_code: text(),
  commodity: ignored("a label of the code beside it"),
  reexports: derived,
  X: number(),
  pct: derived,
  pct_cum: derived,
  reexports_text: derived,
  pct_text: derived,
  prop_reexport: derived,
  prop_reexport_text: derived,
};

const mergedParquet: Dialect = {
  id: "merged-parquet",
  what: "UN Comtrade monthly exports of Armenia by product, beside estimated re-exports (tavad/tvyal_newsletter)",
  recognises: (probe) => probe.kind === "parquet" && resembles(probe, COLUMNS),
  columns: COLUMNS,
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "USD",
  // The codes fit the edition of the calendar, but for about one in a hundred: Armenia took each one over in its year.
  clean: sql`SELECT
    year(period)::INTEGER * 100 + month(period)::INTEGER AS period,
    'ARM' AS reporter_code,
    'W00' AS partner_code,
    'X' AS flow,
    commodity_code AS product,
    ${hsByCalendar(sql`year(period)`)} AS hs_edition,
    X AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    'destination' AS partner_basis,
    NULL::VARCHAR AS dropped,
    file_id,
    source_row
  FROM typed`,
};

/** The shape in which Armenia's exports by product are at hand. */
export const dialects: readonly Dialect[] = [mergedParquet];
