import {
  type ColumnSpec,
  type Dialect,
  date,
  ignored,
  integer,
  number,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {hsByCalendar} from "../../shared/hs-calendar.ts";
import {resembles} from "../../shared/resembles.ts";
import {comtradeCells} from "../cells.ts";
import {unitOf} from "../columns.ts";

const label = ignored("a label of the code beside it");
const estimate = ignored("tells estimates of the publisher, which are taken as published");
const MISSING = {missing: ["NA"]} as const;

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  month: date(),
  reporter: text(),
  partner: text(),
  partner_iso: ignored("S19, _X and others are no ISO codes; the name is taken"),
  flow: text(),
  hs: text(),
  level: ignored("the digits of the code tell it"),
  mot_code: integer(),
  mot_desc: label,
  qty: number(),
  qty_unit: text({missing: ["N/A"]}),
  netweight_kg: number(),
  value_usd: number(),
  cif_usd: ignored("the value is this one or the fob value"),
  fob_usd: ignored("the value is this one or the cif value"),
};

const mergedParquet: Dialect = {
  id: "merged-parquet",
  what: "UN Comtrade monthly cars of Georgia and Armenia, merged (tavad/tvyal_newsletter)",
  recognises: (probe) => probe.kind === "parquet" && resembles(probe, COLUMNS),
  columns: COLUMNS,
  schemes: {reporter: "name", partner: "name"},
  currency: "USD",
  clean: comtradeCells(sql`(SELECT
    year(month)::INTEGER * 100 + month(month)::INTEGER AS period,
    NULL::VARCHAR AS type_code,
    flow AS flow_code,
    reporter AS reporter_code,
    partner AS partner_code,
    ${hsByCalendar(sql`year(month)`)} AS classification,
    NULL::BOOLEAN AS original,
    hs AS product,
    NULL::VARCHAR AS customs,
    NULL::VARCHAR AS second_partner,
    mot_code::INTEGER AS transport,
    value_usd,
    netweight_kg AS net_kg,
    CASE WHEN qty_unit IS NOT NULL THEN qty END AS quantity,
    qty_unit AS unit,
    file_id,
    source_row
  FROM typed)`),
};

const MONTHLY: Readonly<Record<string, ColumnSpec>> = {
  year: integer(),
  month: integer(),
  period: ignored("year and month tell it"),
  period_desc: ignored("year and month tell it"),
  aggregate_level: ignored("the digits of the code tell it"),
  is_leaf_code: ignored("the digits of the code tell it"),
  trade_code: text(),
  trade_flow: label,
  reporter_code: text(),
  reporter: label,
  partner_code: text(),
  partner_iso: label,
  partner: label,
  commodity_code: text(),
  commodity: label,
  mot_code: integer(MISSING),
  mot_desc: label,
  QtyUnitCode: text(MISSING),
  QtyUnitAbbr: label,
  Qty: number(MISSING),
  IsQtyEstimated: estimate,
  IsNetWgtEstimated: estimate,
  netweight_kg: number(MISSING),
  trade_value_us: number(MISSING),
  cifvalue: ignored("the value is this one or the fob value"),
  fobvalue: ignored("the value is this one or the cif value"),
  IsReported: ignored("headings that the publisher sums from reported subheadings count too"),
  IsAggregate: ignored("headings that the publisher sums from reported subheadings count too"),
};

const monthlyCsv: Dialect = {
  id: "monthly-csv",
  what: "UN Comtrade monthly cars, columns renamed (tavad/tvyal_newsletter)",
  recognises: (probe) => probe.kind === "csv" && resembles(probe, MONTHLY),
  columns: MONTHLY,
  schemes: {reporter: "comtrade", partner: "comtrade"},
  currency: "USD",
  clean: comtradeCells(sql`(SELECT
    year::INTEGER * 100 + month::INTEGER AS period,
    NULL::VARCHAR AS type_code,
    trade_code AS flow_code,
    reporter_code,
    partner_code,
    ${hsByCalendar(sql`year`)} AS classification,
    NULL::BOOLEAN AS original,
    commodity_code AS product,
    NULL::VARCHAR AS customs,
    NULL::VARCHAR AS second_partner,
    mot_code::INTEGER AS transport,
    trade_value_us AS value_usd,
    netweight_kg AS net_kg,
    CASE WHEN ${unitOf(sql`QtyUnitCode`)} IS NOT NULL THEN Qty END AS quantity,
    ${unitOf(sql`QtyUnitCode`)} AS unit,
    file_id,
    source_row
  FROM typed)`),
};

/** Shapes in which monthly car trade of Georgia and Armenia is at hand. */
export const dialects: readonly Dialect[] = [mergedParquet, monthlyCsv];
