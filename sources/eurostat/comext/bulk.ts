import {
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
import {hsEdition} from "../combined-nomenclature.ts";

const OTHER_CLASSIFICATION = "another classification of the same goods";

/** A month of `full_v2`, 2002 on: every reporter, partner and CN8 line; `YYYY52` is the year. */
export const fullV2: Dialect = {
  id: "bulk-full-v2",
  what: "Comext bulk file full_v2, all goods by CN8",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["REPORTER", "PARTNER", "TRADE_TYPE", "PERIOD"]),
  columns: {
    REPORTER: text(),
    PARTNER: text(),
    TRADE_TYPE: oneOf(["I", "E"]),
    PRODUCT_NC: text(),
    PRODUCT_SITC: ignored(OTHER_CLASSIFICATION),
    PRODUCT_CPA21: ignored(OTHER_CLASSIFICATION),
    PRODUCT_CPA22: ignored(OTHER_CLASSIFICATION, {optional: true}),
    PRODUCT_BEC: ignored(OTHER_CLASSIFICATION),
    PRODUCT_BEC5: ignored(OTHER_CLASSIFICATION),
    PRODUCT_SECTION: ignored(OTHER_CLASSIFICATION),
    FLOW: oneOf(["1", "2"]),
    STAT_PROCEDURE: oneOf(["1", "2", "3", "5", "6", "7", "9"]),
    SUPPL_UNIT: text({missing: ["NO_SU"]}),
    PERIOD: integer(),
    VALUE_EUR: number(),
    VALUE_NAC: ignored("the same value in national currency"),
    QUANTITY_KG: number(),
    QUANTITY_SUPPL_UNIT: number(),
  },
  bulk: true,
  schemes: {reporter: "eurostat", partner: "eurostat"},
  currency: "EUR",
  clean: cleanBulk({
    reporter: sql`REPORTER`,
    partner: sql`PARTNER`,
    valueEur: sql`VALUE_EUR`,
    netKg: sql`QUANTITY_KG`,
    quantity: sql`QUANTITY_SUPPL_UNIT`,
    unit: sql`SUPPL_UNIT`,
  }),
};

/** A month of the older bulk files, 1988 on, with numeric geonomenclature codes beside ISO ones. */
export const historical: Dialect = {
  id: "bulk-historical",
  what: "Comext bulk file in the layout before full_v2, all goods by CN8",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["DECLARANT_ISO", "PARTNER_ISO", "TRADE_TYPE"]),
  columns: {
    DECLARANT: ignored("geonomenclature number of DECLARANT_ISO"),
    DECLARANT_ISO: text(),
    PARTNER: ignored("geonomenclature number of PARTNER_ISO"),
    PARTNER_ISO: text(),
    TRADE_TYPE: oneOf(["I", "E"]),
    PRODUCT_NC: text(),
    PRODUCT_SITC: ignored(OTHER_CLASSIFICATION),
    PRODUCT_cpa2002: ignored(OTHER_CLASSIFICATION),
    PRODUCT_cpa2008: ignored(OTHER_CLASSIFICATION),
    PRODUCT_CPA2_1: ignored(OTHER_CLASSIFICATION),
    PRODUCT_BEC: ignored(OTHER_CLASSIFICATION),
    PRODUCT_BEC5: ignored(OTHER_CLASSIFICATION, {optional: true}),
    PRODUCT_SECTION: ignored(OTHER_CLASSIFICATION),
    FLOW: oneOf(["1", "2"]),
    // 4 would be the sum of the others; such a file must not be added to itself.
    STAT_REGIME: oneOf(["1", "2", "3", "5", "6", "7", "9"]),
    SUPP_UNIT: text(),
    PERIOD: integer(),
    VALUE_IN_EUROS: number(),
    QUANTITY_IN_KG: number(),
    SUP_QUANTITY: number(),
  },
  bulk: true,
  schemes: {reporter: "eurostat", partner: "eurostat"},
  currency: "EUR",
  clean: cleanBulk({
    reporter: sql`DECLARANT_ISO`,
    partner: sql`PARTNER_ISO`,
    valueEur: sql`VALUE_IN_EUROS`,
    netKg: sql`QUANTITY_IN_KG`,
    quantity: sql`SUP_QUANTITY`,
    unit: sql`SUPP_UNIT`,
  }),
};

interface BulkColumns {
  readonly reporter: Statement;
  readonly partner: Statement;
  readonly valueEur: Statement;
  readonly netKg: Statement;
  readonly quantity: Statement;
  readonly unit: Statement;
}

// A cell has a row for each customs procedure: they add up. Month 52 is the year, which becomes an annual period of its
// own. Extra-EU imports are by origin, arrivals from the union by consignment.
function cleanBulk({reporter, partner, valueEur, netKg, quantity, unit}: BulkColumns): Statement {
  return sql`SELECT
    CAST(CASE WHEN PERIOD % 100 = 52 THEN PERIOD // 100 ELSE PERIOD END AS INTEGER) AS period,
    ${reporter} AS reporter_code,
    ${partner} AS partner_code,
    CASE FLOW WHEN '2' THEN 'X' ELSE 'M' END AS flow,
    PRODUCT_NC AS product,
    ${hsEdition(sql`PERIOD // 100`, sql`PRODUCT_NC`)} AS hs_edition,
    ${valueEur} AS value_native,
    ${netKg} AS net_kg,
    CASE WHEN ${unit} IS NOT NULL THEN ${quantity} END AS quantity,
    ${unit} AS unit,
    CASE WHEN FLOW = '2' THEN 'destination' WHEN TRADE_TYPE = 'I' THEN 'consignment' ELSE 'origin' END AS partner_basis,
    CASE
      WHEN PERIOD < 199901 THEN 'before the euro: no reference rate for the ECU'
      WHEN PRODUCT_NC <> 'TOTAL' AND regexp_matches(PRODUCT_NC, '[A-Z]') THEN 'confidential: the reporter hides the goods, the value is in TOTAL'
    END AS dropped,
    file_id,
    source_row
  FROM typed`;
}
