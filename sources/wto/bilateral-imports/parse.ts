import {type Dialect, hasColumns, integer, number, oneOf, sql, text} from "../../../src/ingest/index.ts";
import {hsByCalendar} from "../../shared/hs-calendar.ts";

const networkParquet: Dialect = {
  id: "network-parquet",
  what: "WTO bilateral imports of arms and of minerals and metals",
  recognises: ({kind, header}) =>
    kind === "parquet" && hasColumns(header, ["importer", "exporter", "product", "value_usd"]),
  columns: {
    year: integer(),
    importer: text(),
    exporter: text(),
    product: oneOf(["HS93", "MTN12"]),
    value_usd: number(),
  },
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "USD",
  clean: sql`SELECT
    year::INTEGER AS period,
    importer AS reporter_code,
    exporter AS partner_code,
    'M' AS flow,
    regexp_replace(product, '^HS', '') AS product,
    ${hsByCalendar(sql`year`)} AS hs_edition,
    value_usd AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    'origin' AS partner_basis,
    CASE WHEN product = 'MTN12' THEN 'no HS code: MTN 12, minerals and metals' END AS dropped,
    file_id,
    source_row
  FROM typed`,
};

/** The shape in which one public copy gives the WTO's bilateral imports. */
export const dialects: readonly Dialect[] = [networkParquet];
