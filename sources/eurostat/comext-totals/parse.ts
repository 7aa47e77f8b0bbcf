import {
  type Dialect,
  date,
  hasColumns,
  ignored,
  integer,
  oneOf,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {
  EASYCOMEXT_COLUMNS,
  easyComextClean,
  easyComextKind,
  easyComextVintage,
  REPORTER_NAME,
} from "../easycomext.ts";

/** EasyComext CSV of total trade by member state, names or coded labels, quoted or not. */
const easyComextTotals: Dialect = {
  id: "easycomext-totals",
  what: "EasyComext CSV, all goods by member state",
  recognises: (probe) => easyComextKind(probe) === "totals",
  columns: EASYCOMEXT_COLUMNS,
  schemes: {reporter: "name", partner: "name"},
  currency: "EUR",
  vintage: easyComextVintage,
  clean: easyComextClean({
    reporter: REPORTER_NAME,
    dropped: sql`CASE WHEN goods <> 'TOTAL' THEN 'single goods in an extract of totals' END`,
  }),
};

/** EasyComext extracts of 16 and 17 November 2024, merged into one table with ISO3 codes. */
const mergedTotals: Dialect = {
  id: "merged-totals",
  what: "EasyComext totals by month, merged (mary-lev/eu-export-sanctions)",
  recognises: ({kind, header}) => kind === "csv" && hasColumns(header, ["month", "reporter_name", "flow"]),
  columns: {
    month: date(),
    reporter: text(),
    reporter_name: ignored("the published label of the same reporter"),
    partner: text(),
    flow: oneOf(["X", "M"]),
    value_eur: integer(),
  },
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "EUR",
  vintage: () => "2024-11-17",
  clean: sql`SELECT
    100 * year(month) + month(month) AS period,
    reporter AS reporter_code,
    partner AS partner_code,
    flow,
    'TOTAL' AS product,
    NULL::VARCHAR AS hs_edition,
    value_eur::DOUBLE AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    CASE flow WHEN 'X' THEN 'destination' ELSE 'origin' END AS partner_basis,
    NULL::VARCHAR AS dropped,
    file_id,
    source_row
  FROM typed`,
};

/** Shapes in which Eurostat, and one public merge of its extracts, give total trade with chosen partners by member state. */
export const dialects: readonly Dialect[] = [easyComextTotals, mergedTotals];
