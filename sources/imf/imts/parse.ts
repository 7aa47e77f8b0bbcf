import {
  type ColumnSpec,
  type Dialect,
  hasColumns,
  ignored,
  integer,
  number,
  oneOf,
  type Statement,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {dataTo} from "../../shared/partner-totals.ts";

const INDICATORS = oneOf(["XG_FOB_USD", "MG_CIF_USD"]);

const YEARS: Readonly<Record<string, ColumnSpec>> = Object.fromEntries(
  Array.from({length: 103}, (_, at) => [String(1948 + at), number({optional: true})]),
);

/** Clean columns from `period`, `reporter`, `partner` (a name), `indicator` and `value_musd`. */
function clean(rows: Statement): Statement {
  return sql`SELECT
    period::INTEGER AS period,
    reporter AS reporter_code,
    CASE partner WHEN 'World' THEN 'W00' ELSE partner END AS partner_code,
    CASE indicator WHEN 'XG_FOB_USD' THEN 'X' ELSE 'M' END AS flow,
    'TOTAL' AS product,
    NULL::VARCHAR AS hs_edition,
    value_musd * 1e6 AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    CASE indicator WHEN 'XG_FOB_USD' THEN 'destination' ELSE 'origin' END AS partner_basis,
    NULL::VARCHAR AS dropped,
    file_id,
    source_row
  FROM ${rows}`;
}

const wideCsv: Dialect = {
  id: "wide-csv",
  what: "IMF merchandise trade by partner, years side by side",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["COUNTERPART_COUNTRY.ID", "INDICATOR.ID"]),
  columns: {
    DATASET: ignored("the data set's own name and version"),
    SERIES_CODE: ignored("country, indicator and partner joined"),
    OBS_MEASURE: oneOf(["OBS_VALUE"]),
    "COUNTRY.ID": text(),
    COUNTRY: ignored("the reporter's name"),
    "INDICATOR.ID": INDICATORS,
    INDICATOR: ignored("the indicator's name"),
    "COUNTERPART_COUNTRY.ID": ignored("the Fund's own code of the partner; its name is taken"),
    COUNTERPART_COUNTRY: text(),
    "FREQUENCY.ID": oneOf(["A"]),
    FREQUENCY: ignored("the frequency's name"),
    "SCALE.ID": oneOf(["6"]),
    SCALE: ignored("the scale's name: millions"),
    "TRADE_FLOW.ID": ignored("the indicator tells the flow"),
    TRADE_FLOW: ignored("the flow's name"),
    ...YEARS,
  },
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintage: ({header}) => dataTo(header.join(" ")),
  clean: clean(
    sql`(SELECT year AS period, "COUNTRY.ID" AS reporter, COUNTERPART_COUNTRY AS partner, "INDICATOR.ID" AS indicator, value_musd, file_id, source_row
      FROM (UNPIVOT typed ON COLUMNS('^\\d{4}$') INTO NAME year VALUE value_musd))`,
  ),
};

const mergedCsv: Dialect = {
  id: "merged-csv",
  what: "IMF merchandise trade by partner, a row a year",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["indicator", "value_musd", "partner"]),
  columns: {
    year: integer(),
    reporter: text(),
    partner: ignored("the Fund's own code of the partner; its name is taken"),
    partner_name: text(),
    flow: ignored("the indicator tells the flow"),
    indicator: INDICATORS,
    value_musd: number(),
  },
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintage: ({name}) => dataTo(name),
  clean: clean(
    sql`(SELECT year AS period, reporter, partner_name AS partner, indicator, value_musd, file_id, source_row FROM typed)`,
  ),
};

/** Shapes in which the Fund, and one public copy, give merchandise trade by partner. */
export const dialects: readonly Dialect[] = [wideCsv, mergedCsv];
