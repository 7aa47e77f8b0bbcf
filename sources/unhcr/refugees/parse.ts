import {
  fixed,
  hasColumns,
  ignored,
  integer,
  sameColumns,
  sql,
  type TieDialect,
  text,
} from "../../../src/ingest/index.ts";

// Origins that are no state: unknown, stateless, and the publisher's own code of Tibetans.
const DROPPED = sql`CASE WHEN coo_iso IN ('UNK', 'UKN') THEN 'origin not known' WHEN coo_iso IN ('XXA', 'STA') THEN 'stateless persons'
  WHEN coo_iso = 'TIB' THEN 'Tibetans, listed apart' WHEN coa_iso IN ('UNK', 'UKN') THEN 'country of asylum not known'
  WHEN coo_iso = coa_iso THEN 'within one state' END`;
const RECORDED = sql`CASE WHEN coo_iso = 'UKR' AND coa_iso = 'RUS' AND year >= 2024 THEN 'recorded otherwise than to 2023: a fall on paper' END`;
const WITHIN = "persons within one state: no tie";

// A column that is empty is not reported, and makes no row; a printed zero is one.
function columnsAs(kind: string, columns: readonly string[]) {
  const parts = columns.map((column) => `SELECT '${column}' AS item, *, ${column} AS number FROM typed`);
  return sql`SELECT ${fixed(kind)} AS kind, coo_iso AS a_code, coa_iso AS b_code, item, year::VARCHAR AS start, number AS value,
    ${RECORDED} AS detail, ${DROPPED} AS dropped, file_id, source_row
    FROM (${fixed(parts.join(" UNION ALL "))}) WHERE number IS NOT NULL`;
}

const population: TieDialect = {
  id: "population",
  what: "refugees and asylum-seekers by origin and asylum, end of year",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["coo_iso", "coa_iso", "idps", "stateless"]),
  columns: {
    year: integer(),
    coo_iso: text(),
    coa_iso: text(),
    refugees: integer(),
    asylum_seekers: integer(),
    idps: ignored(WITHIN),
    oip: integer(),
    stateless: ignored("persons without a state: no tie"),
    ooc: ignored("others, of mixed kinds"),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: columnsAs("'displaced_stock'", ["refugees", "asylum_seekers", "oip"]),
};

const flows: TieDialect = {
  id: "flows",
  what: "newly displaced persons by origin and asylum, a year",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["coo_iso", "coa_iso", "refugee_like"]),
  columns: {
    year: integer(),
    coo_iso: text(),
    coa_iso: text(),
    refugees: integer(),
    asylum_seekers: integer(),
    refugee_like: integer(),
    oip: integer(),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: columnsAs("'displaced_flow'", ["refugees", "asylum_seekers", "refugee_like", "oip"]),
};

const applications: TieDialect = {
  id: "applications",
  what: "asylum applications by origin and asylum, a year",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["year", "coo_iso", "coa_iso", "applied"]),
  columns: {year: integer(), coo_iso: text(), coa_iso: text(), applied: integer()},
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'asylum_applications' AS kind, coo_iso AS a_code, coa_iso AS b_code, year::VARCHAR AS start, applied AS value,
    ${DROPPED} AS dropped, file_id, source_row FROM typed`,
};

/** Shapes in which one public copy gives the statistics. */
export const dialects: readonly TieDialect[] = [population, flows, applications];
