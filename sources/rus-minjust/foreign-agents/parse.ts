import {
  type ColumnSpec,
  fixed,
  type IndicatorDialect,
  integer,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

const COUNTS = ["persons_added", "organisations_added", "persons_removed", "organisations_removed"] as const;
const LISTED = fixed(COUNTS.join(", "));

const months: IndicatorDialect = {
  id: "months",
  what: "register of foreign agents by month",
  recognises: ({kind, header}) => kind === "csv" && sameColumns(header, ["month", ...COUNTS]),
  columns: {
    month: text(),
    ...Object.fromEntries(COUNTS.map((name): [string, ColumnSpec] => [name, integer()])),
  },
  schemes: {state: "iso3"},
  clean: sql`SELECT 'foreign_agents' AS indicator, 'RUS' AS state_code, item, month AS period, value, file_id, source_row
    FROM typed UNPIVOT (value FOR item IN (${LISTED}))`,
};

/** The shape of the counts. */
export const dialects: readonly IndicatorDialect[] = [months];
