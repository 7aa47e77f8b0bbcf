import {
  type ColumnSpec,
  fixed,
  type IndicatorDialect,
  ignored,
  integer,
  number,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

// Thousands of dollars, thousands of persons; the index is a share.
const MEASURES = {
  milex: "military_expenditure_usd",
  milper: "military_personnel",
  cinc: "capability_share",
} as const;
const LISTED = fixed(Object.keys(MEASURES).join(", "));
const INDICATOR = fixed(
  `CASE measure ${Object.entries(MEASURES)
    .map(([measure, indicator]) => `WHEN '${measure}' THEN '${indicator}'`)
    .join(" ")} END`,
);

const years: IndicatorDialect = {
  id: "years",
  what: "material capabilities by state and year",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    sameColumns(header, ["ccode", "year", "milex", "milper", "irst", "pec", "tpop", "upop", "cinc"]),
  columns: {
    ccode: text(),
    year: integer(),
    ...Object.fromEntries(Object.keys(MEASURES).map((name): [string, ColumnSpec] => [name, number()])),
    irst: ignored("iron and steel: part of the index"),
    pec: ignored("energy: part of the index"),
    tpop: ignored("people stand in the macro layer"),
    upop: ignored("town-dwellers: part of the index"),
  },
  schemes: {state: "cow"},
  clean: sql`SELECT ${INDICATOR} AS indicator, ccode AS state_code, year::VARCHAR AS period, CASE measure WHEN 'cinc' THEN value ELSE 1000 * value END AS value,
      CASE WHEN value IS NULL THEN 'not coded' END AS missing, file_id, source_row
    FROM (SELECT ccode, year, ${LISTED}, file_id, source_row FROM typed) UNPIVOT INCLUDE NULLS (value FOR measure IN (${LISTED}))`,
};

/** The shape of the one public copy. */
export const dialects: readonly IndicatorDialect[] = [years];
