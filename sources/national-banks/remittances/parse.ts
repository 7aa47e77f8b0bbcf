import {
  date,
  type IndicatorDialect,
  number,
  oneOf,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

const quarters: IndicatorDialect = {
  id: "quarters",
  what: "remittances received by state and quarter",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["country", "date", "USD_Million", "frequency"]),
  columns: {country: text(), date: date(), USD_Million: number(), frequency: oneOf(["quarterly"])},
  schemes: {state: "name"},
  clean: sql`SELECT 'remittances_received' AS indicator, country AS state_code, year(date) || '-Q' || quarter(date) AS period,
    USD_Million * 1e6 AS value, CASE WHEN date <> last_day(date) OR month(date) % 3 <> 0 THEN 'no end of a quarter: ' || date END AS dropped,
    file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly IndicatorDialect[] = [quarters];
