import {type Dialect, date, hasColumns, ignored, number, sql, text} from "../../../src/ingest/index.ts";
import {dataTo} from "../../shared/partner-totals.ts";

const mergedCsv: Dialect = {
  id: "merged-csv",
  what: "Armenia's monthly trade by country, three figures a row",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["export_kusd", "import_origin_kusd", "import_consignment_kusd"]),
  columns: {
    month: date(),
    partner_name: text(),
    partner: ignored("the copier's code; empty for 17 names that are known here"),
    export_kusd: number(),
    import_origin_kusd: number(),
    import_consignment_kusd: number(),
  },
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintage: ({name}) => dataTo(name),
  clean: sql`SELECT
    100 * year(month) + month(month) AS period,
    'ARM' AS reporter_code,
    partner_name AS partner_code,
    side.flow,
    'TOTAL' AS product,
    NULL::VARCHAR AS hs_edition,
    side.value_kusd * 1000 AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    side.partner_basis,
    NULL::VARCHAR AS dropped,
    file_id,
    source_row
  FROM typed, LATERAL (VALUES
    ('X', 'destination', export_kusd), ('M', 'origin', import_origin_kusd), ('M', 'consignment', import_consignment_kusd)
  ) AS side(flow, partner_basis, value_kusd)`,
};

/** The shape in which one public copy gives Armstat's monthly trade by country. */
export const dialects: readonly Dialect[] = [mergedCsv];
