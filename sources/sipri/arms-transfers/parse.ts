import {hasColumns, ignored, integer, number, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

// Two stars mark organisations, one star a party that is no state.
const NO_STATE = sql`CASE WHEN supplier LIKE '%*%' OR supplier LIKE 'Unknown%' THEN 'no state: ' || supplier
  WHEN recipient LIKE '%*%' OR recipient LIKE 'Unknown%' THEN 'no state: ' || recipient END`;

// Two states stand under names that elsewhere are a region's or nobody's.
const FULL_NAME = sql`CASE recipient WHEN 'Micronesia' THEN 'Micronesia (Federated States of)'
  WHEN 'Saint Vincent' THEN 'Saint Vincent and the Grenadines' ELSE recipient END`;

const dyads: TieDialect = {
  id: "dyads-csv",
  what: "arms transfers by supplier, recipient and year",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["supplier", "recipient", "supplier_cown"]),
  columns: {
    supplier: text(),
    recipient: text(),
    year: integer(),
    value: number(),
    supplier_cown: ignored("the copier's code; empty for Serbia"),
    recipient_cown: ignored("the copier's code; empty for Serbia"),
  },
  schemes: {a: "name", b: "name"},
  clean: sql`SELECT 'arms_transfer' AS kind, supplier AS a_code, ${FULL_NAME} AS b_code, year::VARCHAR AS start, nullif(value, 0) AS value,
    CASE WHEN value = 0 THEN 0 END AS low, CASE WHEN value = 0 THEN 0.5 END AS high, CASE WHEN value = 0 THEN 'below half a million' END AS missing,
    ${NO_STATE} AS dropped, file_id, source_row FROM typed`,
};

/** Trend indicator values by pair and year, as one public copy has them. */
export const dialects: readonly TieDialect[] = [dyads];
