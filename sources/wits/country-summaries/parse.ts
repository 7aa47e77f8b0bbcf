import {
  type ColumnSpec,
  type Dialect,
  hasColumns,
  number,
  oneOf,
  sql,
  text,
} from "../../../src/ingest/index.ts";

const YEARS: Readonly<Record<string, ColumnSpec>> = Object.fromEntries(
  Array.from({length: 53}, (_, at) => [String(1988 + at), number({optional: true})]),
);

/** "Exports (in US$ Mil)", "Export(US$ Mil)", "Trade (US$ Mil)-Top 5 Export Partner". */
const IS_VALUE = sql`regexp_matches(Indicator, '^(Exports?|Imports?|Trade) ?\\((in )?US\\$ Mil\\)')`;

const summaryCsv: Dialect = {
  id: "summary-csv",
  what: "WITS country trade summary, years side by side",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["Reporter", "Product categories", "Indicator Type"]),
  columns: {
    Reporter: text(),
    Partner: text(),
    "Product categories": text(),
    "Indicator Type": oneOf(["Development", "Export", "Import", "Tariff", "Trade Indicator"]),
    Indicator: text(),
    ...YEARS,
  },
  schemes: {reporter: "name", partner: "name"},
  currency: "USD",
  clean: sql`SELECT
    year::INTEGER AS period,
    Reporter AS reporter_code,
    CASE Partner WHEN 'World' THEN 'W00' ELSE Partner END AS partner_code,
    CASE "Indicator Type" WHEN 'Export' THEN 'X' WHEN 'Import' THEN 'M' END AS flow,
    'TOTAL' AS product,
    NULL::VARCHAR AS hs_edition,
    CASE WHEN ${IS_VALUE} THEN value_musd * 1e6 END AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    CASE "Indicator Type" WHEN 'Export' THEN 'destination' ELSE 'origin' END AS partner_basis,
    CASE
      WHEN NOT ${IS_VALUE} THEN 'no value of trade: a share, count, tariff or other indicator'
      WHEN "Product categories" <> 'All Products' THEN 'no HS code: a group of goods of WITS'
      WHEN Partner = 'Unspecified' THEN 'no partner told: "Unspecified"'
    END AS dropped,
    file_id,
    source_row
  FROM (UNPIVOT typed ON COLUMNS('^\\d{4}$') INTO NAME year VALUE value_musd)`,
};

/** The shape in which WITS gives a country's trade at a glance. */
export const dialects: readonly Dialect[] = [summaryCsv];
