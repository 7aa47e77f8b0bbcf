import {type IndicatorDialect, integer, number, sameColumns, sql} from "../../../src/ingest/index.ts";

const months: IndicatorDialect = {
  id: "months",
  what: "visitors who came to Armenia by month",
  recognises: ({kind, header}) => kind === "csv" && sameColumns(header, ["year", "month", "visitors"]),
  columns: {year: integer(), month: integer(), visitors: number()},
  schemes: {state: "iso3"},
  clean: sql`SELECT 'visitor_arrivals' AS indicator, 'ARM' AS state_code, printf('%d-%02d', year, month) AS period, visitors AS value, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly IndicatorDialect[] = [months];
