import {
  type ColumnSpec,
  type Dialect,
  ignored,
  integer,
  number,
  oneOf,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {resembles} from "../../shared/resembles.ts";

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  reporter_iso: ignored("the name is taken, as for partners"),
  reporter_desc: text(),
  flow_desc: oneOf(["Import"]),
  partner_iso: ignored("S19, _X, X1 and others are no ISO codes; the name is taken"),
  partner_desc: text(),
  cmd_code: text(),
  cmd_desc: ignored("a label of the code beside it"),
  primary_value: number(),
  ref_year: integer(),
};

const mergedParquet: Dialect = {
  id: "merged-parquet",
  what: "UN Comtrade imports of wood, paper and furniture of EU members (vignette of ropensci/comtradr)",
  recognises: (probe) => probe.kind === "parquet" && resembles(probe, COLUMNS),
  columns: COLUMNS,
  schemes: {reporter: "name", partner: "name"},
  currency: "USD",
  // The Combined Nomenclature took over HS2017 in 2017 and HS2022 in 2022.
  clean: sql`SELECT
    ref_year::INTEGER AS period,
    reporter_desc AS reporter_code,
    CASE partner_desc WHEN 'World' THEN 'W00' ELSE partner_desc END AS partner_code,
    'M' AS flow,
    cmd_code AS product,
    CASE WHEN ref_year >= 2022 THEN 'HS2022' WHEN ref_year >= 2017 THEN 'HS2017' END AS hs_edition,
    primary_value AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    'origin' AS partner_basis,
    NULL::VARCHAR AS dropped,
    file_id,
    source_row
  FROM typed`,
};

/** The shape in which the wood imports of EU members are at hand. */
export const dialects: readonly Dialect[] = [mergedParquet];
