import {integer, oneOf, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const COLUMNS = [
  "conflict_id",
  "year",
  "gwno_a",
  "gwno_a_2nd",
  "gwno_b",
  "gwno_b_2nd",
  "incompatibility",
  "intensity_level",
  "type_of_conflict",
  "start_date",
  "start_prec",
  "start_date2",
  "start_prec2",
  "ep_end",
  "ep_end_date",
] as const;

// The list's codes are those of Gleditsch and Ward. From 1991 on they differ from those of the Correlates of War in these states of the file.
const state = (column: "gwno_a" | "gwno_a_2nd" | "gwno_b" | "gwno_b_2nd") =>
  sql`CASE ${COLUMN[column]} WHEN '260' THEN '255' WHEN '678' THEN '679' WHEN '972' THEN '955' ELSE nullif(${COLUMN[column]}, '') END`;

const COLUMN = {
  gwno_a: sql`gwno_a`,
  gwno_a_2nd: sql`gwno_a_2nd`,
  gwno_b: sql`gwno_b`,
  gwno_b_2nd: sql`gwno_b_2nd`,
};

// A row holds one state of each side, and one that joined it: a conflict of several is their product, and a pair stands in many rows.
const conflicts: TieDialect = {
  id: "conflict-years-csv",
  what: "armed conflicts by year with the states on either side",
  recognises: ({kind, header}) => kind === "csv" && sameColumns(header, COLUMNS),
  columns: {
    conflict_id: text(),
    year: integer(),
    gwno_a: text(),
    gwno_a_2nd: text(),
    gwno_b: text(),
    gwno_b_2nd: text(),
    incompatibility: oneOf(["territory", "government", "both"]),
    intensity_level: oneOf(["1", "2"]),
    type_of_conflict: oneOf(["interstate", "intrastate", "II"]),
    start_date: text(),
    start_prec: text(),
    start_date2: text(),
    start_prec2: text(),
    ep_end: text(),
    ep_end_date: text(),
  },
  schemes: {a: "cow", b: "cow"},
  clean: sql`
    WITH sides AS (
      SELECT *, ${state("gwno_a")} AS a1, ${state("gwno_a_2nd")} AS a2, ${state("gwno_b")} AS b1, ${state("gwno_b_2nd")} AS b2,
        CASE intensity_level WHEN '2' THEN 'war' ELSE 'minor' END AS intensity,
        concat_ws('; ', 'over ' || replace(incompatibility, 'both', 'territory and government'), 'fighting began about ' || start_date2,
          'it ended about ' || nullif(ep_end_date, '')) AS about FROM typed),
    pairs AS (
      SELECT 'armed_conflict' AS kind, a1 AS a_code, b1 AS b_code, NULL AS joined, * FROM sides WHERE b1 IS NOT NULL
      UNION ALL SELECT 'armed_conflict', a1, b2, 'one of the two joined the other side', * FROM sides WHERE b2 IS NOT NULL
      UNION ALL SELECT 'armed_conflict', a2, b1, 'one of the two joined the other side', * FROM sides WHERE a2 IS NOT NULL AND b1 IS NOT NULL
      UNION ALL SELECT 'conflict_support', a2, a1, NULL, * FROM sides WHERE a2 IS NOT NULL
      UNION ALL SELECT 'conflict_support', b2, b1, NULL, * FROM sides WHERE b2 IS NOT NULL AND b1 IS NOT NULL
      UNION ALL SELECT 'internal_conflict', a1, NULL, NULL, * FROM sides WHERE b1 IS NULL)
    SELECT kind, a_code, b_code, any_value(intensity) AS status, 'conflict ' || conflict_id AS item, year::VARCHAR AS start, '1991' AS seen_from, '2024' AS seen_to,
      concat_ws('; ', any_value(about), any_value(joined)) AS detail, conflict_id || ' ' || year AS record,
      CASE WHEN a_code = b_code THEN 'the state is on both sides' END AS dropped, file_id, min(source_row) AS source_row
    FROM pairs GROUP BY kind, a_code, b_code, conflict_id, year, file_id`,
};

/** Conflict-years of the UCDP/PRIO list. */
export const dialects: readonly TieDialect[] = [conflicts];
