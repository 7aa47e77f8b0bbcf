import {
  type ColumnSpec,
  type Dialect,
  ignored,
  integer,
  number,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {resembles} from "../../shared/resembles.ts";
import {comtradeCells, comtradePeriod} from "../cells.ts";
import {unitOf} from "../columns.ts";

const label = ignored("a label of the code beside it");

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  Classification: text(),
  Year: ignored("the period tells it"),
  Period: text(),
  "Period Desc.": ignored("the period tells it"),
  "Aggregate Level": ignored("the digits of the code tell it"),
  "Is Leaf Code": ignored("the digits of the code tell it"),
  "Trade Flow Code": text(),
  "Trade Flow": label,
  "Reporter Code": text(),
  Reporter: label,
  "Reporter ISO": label,
  "Partner Code": text(),
  Partner: label,
  "Partner ISO": label,
  "2nd Partner Code": text(),
  "2nd Partner": label,
  "2nd Partner ISO": label,
  "Customs Proc. Code": text(),
  Customs: label,
  "Mode of Transport Code": integer(),
  "Mode of Transport": label,
  "Commodity Code": text(),
  Commodity: label,
  "Qty Unit Code": text(),
  "Qty Unit": label,
  Qty: number(),
  "Alt Qty Unit Code": ignored("the unit of the second quantity"),
  "Alt Qty Unit": label,
  "Alt Qty": ignored("a second quantity"),
  "Netweight (kg)": number(),
  "Gross weight (kg)": ignored("weight with packing"),
  "Trade Value (US$)": number(),
  "CIF Trade Value (US$)": ignored("the trade value is this one or the fob value"),
  "FOB Trade Value (US$)": ignored("the trade value is this one or the cif value"),
  Flag: ignored("tells estimates of the publisher, which are taken as published"),
};

/** The CSV of the site and API until 2023, 35 columns; Windows-1252 in places, which only its ignored labels show. */
export const classicCsv: Dialect = {
  id: "classic-csv",
  what: "UN Comtrade legacy CSV, 35 columns",
  recognises: (probe) => probe.kind === "csv" && resembles(probe, COLUMNS),
  columns: COLUMNS,
  schemes: {reporter: "comtrade", partner: "comtrade"},
  currency: "USD",
  clean: comtradeCells(sql`(SELECT
    ${comtradePeriod(sql`Period`)} AS period,
    NULL::VARCHAR AS type_code,
    "Trade Flow Code" AS flow_code,
    "Reporter Code" AS reporter_code,
    "Partner Code" AS partner_code,
    Classification AS classification,
    NULL::BOOLEAN AS original,
    "Commodity Code" AS product,
    "Customs Proc. Code" AS customs,
    "2nd Partner Code" AS second_partner,
    "Mode of Transport Code"::INTEGER AS transport,
    "Trade Value (US$)" AS value_usd,
    "Netweight (kg)" AS net_kg,
    CASE WHEN ${unitOf(sql`"Qty Unit Code"`)} IS NOT NULL THEN Qty END AS quantity,
    ${unitOf(sql`"Qty Unit Code"`)} AS unit,
    file_id,
    source_row
  FROM typed)`),
};
