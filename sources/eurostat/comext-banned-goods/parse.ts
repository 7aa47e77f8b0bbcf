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
import {hsEdition} from "../combined-nomenclature.ts";
import {
  EASYCOMEXT_COLUMNS,
  easyComextClean,
  easyComextKind,
  easyComextVintage,
  REPORTER_NAME,
} from "../easycomext.ts";
import {readWorkbookCells, workbookVintage} from "./workbook.ts";

/** The data-browser extracts of 2,338 codes on 21 January 2023, merged into one table of cells above zero. */
const mergedParquet: Dialect = {
  id: "merged-parquet",
  what: "Comext extracts of banned goods by CN8 and HS4, merged (vzemlys/ruimpeks)",
  recognises: ({kind, header}) => kind === "parquet" && hasColumns(header, ["digits", "month", "value_eur"]),
  columns: {
    product: text(),
    digits: oneOf(["4", "8"]),
    reporter: text(),
    partner: text(),
    month: date(),
    value_eur: integer(),
  },
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "EUR",
  vintage: () => "2023-01-21",
  clean: sql`SELECT
    100 * year(month) + month(month) AS period,
    reporter AS reporter_code,
    partner AS partner_code,
    'X' AS flow,
    product,
    ${hsEdition(sql`year(month)`, sql`product`)} AS hs_edition,
    value_eur::DOUBLE AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    'destination' AS partner_basis,
    CASE WHEN length(product) <> digits::INTEGER THEN 'code and digits disagree' END AS dropped,
    file_id,
    source_row
  FROM typed`,
};

const workbook: Dialect = {
  id: "databrowser-workbook",
  what: "Eurostat data-browser workbook, one sheet a product",
  recognises: ({kind, sheets}) =>
    kind === "xlsx" && sheets.includes("Structure") && sheets.some((sheet) => /^Sheet \d+$/.test(sheet)),
  columns: {
    sheet: ignored("with the row number it finds the cell in the workbook"),
    extracted: ignored("the day of extraction, which is the vintage"),
    product: text(),
    flow: oneOf(["EXPORT", "IMPORT"]),
    indicator: oneOf(["VALUE_IN_EUROS"]),
    reporter: text(),
    partner: text(),
    period: text(),
    value_eur: integer(),
  },
  read: readWorkbookCells,
  schemes: {reporter: "name", partner: "name"},
  currency: "EUR",
  vintageOf: workbookVintage,
  clean: sql`SELECT
    TRY_CAST(replace(period, '-', '') AS INTEGER) AS period,
    reporter AS reporter_code,
    partner AS partner_code,
    CASE flow WHEN 'EXPORT' THEN 'X' ELSE 'M' END AS flow,
    product,
    ${hsEdition(sql`TRY_CAST(substr(period, 1, 4) AS INTEGER)`, sql`product`)} AS hs_edition,
    value_eur::DOUBLE AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    CASE flow WHEN 'EXPORT' THEN 'destination' ELSE 'origin' END AS partner_basis,
    CASE WHEN regexp_full_match(product, '[0-9]*[A-Z][0-9A-Z]*') AND product <> 'TOTAL'
      THEN 'confidential: the reporter hides the goods' END AS dropped,
    file_id,
    source_row
  FROM typed`,
};

const easyComextGoods: Dialect = {
  id: "easycomext-goods",
  what: "EasyComext CSV, chosen goods by member state",
  recognises: (probe) => easyComextKind(probe) === "goods",
  columns: EASYCOMEXT_COLUMNS,
  schemes: {reporter: "name", partner: "name"},
  currency: "EUR",
  vintage: easyComextVintage,
  clean: easyComextClean({reporter: REPORTER_NAME, dropped: sql`NULL`}),
};

/** Shapes in which Eurostat, and one public merge of its extracts, give trade in chosen goods by member state. */
export const dialects: readonly Dialect[] = [mergedParquet, workbook, easyComextGoods];
