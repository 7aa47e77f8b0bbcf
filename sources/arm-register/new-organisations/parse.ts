import {
  date,
  type IndicatorDialect,
  ignored,
  integer,
  number,
  oneOf,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

// Up to three rows a month under one abbreviation: which form each of them is, the copy does not say.
const DROPPED = sql`CASE WHEN org_type_short IS NULL THEN 'no legal form'
  WHEN org_type_short = 'ԱՍ' THEN 'one abbreviation for several legal forms: ԱՍ' END`;

const months: IndicatorDialect = {
  id: "months",
  what: "new organisations by legal form and month",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    sameColumns(header, ["date", "year", "month", "org_type_short", "count", "count_yoy", "data_estimated"]),
  columns: {
    date: date(),
    year: integer(),
    month: integer(),
    org_type_short: text(),
    count: number(),
    count_yoy: ignored("the sum of the last twelve months, in spite of its name"),
    data_estimated: oneOf(["True", "False"]),
  },
  schemes: {state: "iso3"},
  clean: sql`SELECT 'new_organisations' AS indicator, 'ARM' AS state_code, org_type_short AS item, strftime(date, '%Y-%m') AS period, count AS value,
    CASE data_estimated WHEN 'True' THEN 'estimate' ELSE 'observed' END AS status, ${DROPPED} AS dropped, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly IndicatorDialect[] = [months];
