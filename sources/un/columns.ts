import {
  type ColumnSpec,
  ignored,
  integer,
  name,
  number,
  type Statement,
  sql,
  text,
} from "../../src/ingest/index.ts";
import {comtradeCells, comtradePeriod} from "./cells.ts";

/** How a file writes the API's column names. */
export type Spelling = (column: string) => string;

/** `reporterCode`, as the API and the web download write it. */
export const asApi: Spelling = (column) => column;

/** As the publisher's own dictionary of data items writes it: in the bulk files. */
export const asDictionary: Spelling = (column) =>
  ({
    isNetWgtEstimated: "isnetWgtEstimated",
    isGrossWgtEstimated: "isgrossWgtEstimated",
    cifvalue: "cifValue",
    fobvalue: "fobValue",
  })[column] ?? column;

/** `reporter_code`, as the R package comtradr writes it. */
export const asSnake: Spelling = (column) =>
  column.replace(/(ISO|[A-Z])/g, (capitals) => `_${capitals.toLowerCase()}`);

const MISSING = {missing: ["NA", "null"], optional: true} as const;
const label = ignored("a label of the code beside it", {optional: true});
const estimate = ignored("tells estimates of the publisher, which are taken as published", {optional: true});

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  datasetCode: ignored("the file's own number", {optional: true}),
  typeCode: text({optional: true}),
  freqCode: ignored("the period tells it", {optional: true}),
  refPeriodId: ignored("the period tells it", {optional: true}),
  refYear: ignored("the period tells it", {optional: true}),
  refMonth: ignored("the period tells it; 52 is the whole year", {optional: true}),
  period: text(),
  reporterCode: text(),
  reporterISO: label,
  reporterDesc: label,
  flowCode: text(),
  flowDesc: label,
  partnerCode: text(),
  partnerISO: label,
  partnerDesc: label,
  partner2Code: text(MISSING),
  partner2ISO: label,
  partner2Desc: label,
  classificationCode: text(),
  classificationSearchCode: ignored("the classification tells it", {optional: true}),
  isOriginalClassification: text(MISSING),
  cmdCode: text(),
  cmdDesc: label,
  aggrLevel: ignored("the digits of the code tell it", {optional: true}),
  isLeaf: ignored("the digits of the code tell it", {optional: true}),
  customsCode: text(MISSING),
  customsDesc: label,
  mosCode: ignored("mode of supply, of services only", {optional: true}),
  motCode: integer(MISSING),
  motDesc: label,
  qtyUnitCode: text(MISSING),
  qtyUnitAbbr: label,
  qty: number(MISSING),
  isQtyEstimated: estimate,
  altQtyUnitCode: ignored("the unit of the second quantity", {optional: true}),
  altQtyUnitAbbr: label,
  altQty: ignored("a second quantity", {optional: true}),
  isAltQtyEstimated: estimate,
  netWgt: number(MISSING),
  isNetWgtEstimated: estimate,
  grossWgt: ignored("weight with packing", {optional: true}),
  isGrossWgtEstimated: estimate,
  cifvalue: ignored("the primary value is this one or the fob value", {optional: true}),
  fobvalue: ignored("the primary value is this one or the cif value", {optional: true}),
  primaryValue: number({missing: ["NA", "null"]}),
  legacyEstimationFlag: estimate,
  isReported: ignored("headings that the publisher sums from reported subheadings count too", {
    optional: true,
  }),
  isAggregate: ignored("headings that the publisher sums from reported subheadings count too", {
    optional: true,
  }),
};

/** The API's columns under a file's spelling, each taken or ignored with its reason. */
export function comtradeColumns(spelling: Spelling): Record<string, ColumnSpec> {
  return Object.fromEntries(Object.entries(COLUMNS).map(([column, spec]) => [spelling(column), spec]));
}

/** Columns that no file of the API's shape may lack. */
export function requiredColumns(spelling: Spelling): string[] {
  return Object.entries(COLUMNS).flatMap(([column, {optional}]) => (optional ? [] : [spelling(column)]));
}

/** The clean rows of a file with the API's columns. */
export function comtradeClean(spelling: Spelling): Statement {
  const of = (column: string): Statement => sql`${name(spelling(column))}`;
  return comtradeCells(sql`(SELECT
    ${comtradePeriod(of("period"))} AS period,
    ${of("typeCode")} AS type_code,
    ${of("flowCode")} AS flow_code,
    ${of("reporterCode")} AS reporter_code,
    ${of("partnerCode")} AS partner_code,
    ${of("classificationCode")} AS classification,
    lower(${of("isOriginalClassification")}) IN ('true', '1') AS original,
    ${of("cmdCode")} AS product,
    ${of("customsCode")} AS customs,
    ${of("partner2Code")} AS second_partner,
    ${of("motCode")}::INTEGER AS transport,
    ${of("primaryValue")} AS value_usd,
    ${of("netWgt")} AS net_kg,
    CASE WHEN ${unitOf(of("qtyUnitCode"))} IS NOT NULL THEN ${of("qty")} END AS quantity,
    ${unitOf(of("qtyUnitCode"))} AS unit,
    file_id,
    source_row
  FROM typed)`);
}

/** UN Comtrade's code of a unit as its abbreviation; NULL for −1 and 1, which mean that there is none. */
export function unitOf(code: Statement): Statement {
  return sql`CASE ${code}
    WHEN '-1' THEN NULL
    WHEN '1' THEN NULL
    WHEN '2' THEN 'm²'
    WHEN '3' THEN '1000 kWh'
    WHEN '4' THEN 'm'
    WHEN '5' THEN 'u'
    WHEN '6' THEN '2u'
    WHEN '7' THEN 'l'
    WHEN '8' THEN 'kg'
    WHEN '9' THEN '1000u'
    WHEN '10' THEN 'u (jeu/pack)'
    WHEN '11' THEN '12u'
    WHEN '12' THEN 'm³'
    WHEN '13' THEN 'carat'
    ELSE 'unit ' || ${code}
  END`;
}
