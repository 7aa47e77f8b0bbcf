import {
  type ColumnSpec,
  type Dialect,
  date,
  ignored,
  number,
  oneOf,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {resembles} from "../../shared/resembles.ts";

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  period: date(),
  trade_code: text(),
  reporter: text(),
  partner_iso: ignored("S19, _X and E19 are no ISO codes; the name is taken"),
  partner: text(),
  commodity_code: oneOf(["271012", "271019", "271113", "271121"]),
  netweight_kg: number(),
  trade_value_us: number(),
};

const mergedCsv: Dialect = {
  id: "merged-csv",
  what: "UN Comtrade monthly fuel imports of Armenia, columns renamed (tavad/tvyal_newsletter)",
  recognises: (probe) => probe.kind === "csv" && resembles(probe, COLUMNS),
  columns: COLUMNS,
  schemes: {reporter: "name", partner: "name"},
  currency: "USD",
  // 271012 is a code of HS2012 and later, and the file has it from 2010 on; the EAEU's tariff took over HS2017 and HS2022.
  clean: sql`SELECT
    year(period)::INTEGER * 100 + month(period)::INTEGER AS period,
    reporter AS reporter_code,
    partner AS partner_code,
    trade_code AS flow,
    commodity_code AS product,
    CASE WHEN year(period) >= 2022 THEN 'HS2022' WHEN year(period) >= 2017 THEN 'HS2017' ELSE 'HS2012' END AS hs_edition,
    trade_value_us AS value_native,
    netweight_kg AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    'origin' AS partner_basis,
    NULL::VARCHAR AS dropped,
    file_id,
    source_row
  FROM typed`,
};

/** The shape in which Armenia's fuel imports are at hand. */
export const dialects: readonly Dialect[] = [mergedCsv];
