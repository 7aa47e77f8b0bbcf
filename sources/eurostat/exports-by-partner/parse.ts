import {type Dialect, hasColumns, ignored, integer, oneOf, sql, text} from "../../../src/ingest/index.ts";
import {EASYCOMEXT_COLUMNS, easyComextClean, easyComextKind, easyComextVintage} from "../easycomext.ts";

/** EasyComext extracts of 17 and 25 November 2024, one a year, merged into one table. */
const mergedCsv: Dialect = {
  id: "merged-csv",
  what: "EasyComext exports of the EU27 by partner and year, merged (mary-lev/eu-export-sanctions)",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["year", "reporter", "partner_name", "value_eur"]),
  columns: {
    year: integer(),
    reporter: oneOf(["EU27"]),
    partner: ignored(
      "codes added by the merge, empty for 76 territories and for Türkiye in 2016; the name is as published",
    ),
    partner_name: text(),
    flow: oneOf(["X"]),
    value_eur: integer(),
  },
  schemes: {reporter: "iso3", partner: "name"},
  currency: "EUR",
  vintage: () => "2024-11-25",
  clean: sql`SELECT
    year::INTEGER AS period,
    reporter AS reporter_code,
    partner_name AS partner_code,
    flow,
    'TOTAL' AS product,
    NULL::VARCHAR AS hs_edition,
    value_eur::DOUBLE AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    'destination' AS partner_basis,
    NULL::VARCHAR AS dropped,
    file_id,
    source_row
  FROM typed`,
};

const easyComextUnion: Dialect = {
  id: "easycomext-union",
  what: "EasyComext CSV, all goods, the EU27 as one reporter",
  recognises: (probe) => easyComextKind(probe) === "union",
  columns: EASYCOMEXT_COLUMNS,
  schemes: {reporter: "iso3", partner: "name"},
  currency: "EUR",
  vintage: easyComextVintage,
  clean: easyComextClean({
    reporter: sql`CASE WHEN union27 THEN 'EU27' ELSE REPORTER END`,
    dropped: sql`CASE
      WHEN NOT union27 THEN 'another union than the 27 of 2020'
      WHEN goods <> 'TOTAL' THEN 'single goods in an extract of totals'
    END`,
  }),
};

/** Shapes in which Eurostat, and one public merge of its extracts, give exports of the EU27 as one reporter. */
export const dialects: readonly Dialect[] = [mergedCsv, easyComextUnion];
