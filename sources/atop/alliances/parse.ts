import {hasColumns, integer, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const FLAGS = ["atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul"] as const;

// Years in a row that carry one obligation are one spell: within it, the year less its rank stays the same.
const dyadYears: TieDialect = {
  id: "dyad-years-csv",
  what: "alliance obligations, dyad-years",
  recognises: ({kind, header}) => kind === "csv" && hasColumns(header, [...FLAGS, "ccode1", "ccode2"]),
  columns: {
    ccode1: text(),
    ccode2: text(),
    year: integer(),
    atop_defense: integer(),
    atop_offense: integer(),
    atop_neutral: integer(),
    atop_nonagg: integer(),
    atop_consul: integer(),
  },
  schemes: {a: "cow", b: "cow"},
  clean: sql`
    WITH flags AS (
      SELECT ccode1, ccode2, year, unnest(['defence', 'offence', 'neutrality', 'non-aggression', 'consultation']) AS item,
        unnest([atop_defense, atop_offense, atop_neutral, atop_nonagg, atop_consul]) AS holds, file_id, source_row FROM typed),
    runs AS (
      SELECT *, year - row_number() OVER (PARTITION BY file_id, ccode1, ccode2, item ORDER BY year) AS run FROM flags WHERE holds = 1)
    SELECT 'alliance' AS kind, ccode1 AS a_code, ccode2 AS b_code, item, CASE WHEN min(year) > 1991 THEN min(year)::VARCHAR END AS start,
      CASE WHEN max(year) < 2018 THEN max(year)::VARCHAR END AS "end", '1991' AS seen_from, '2018' AS seen_to, file_id, min(source_row) AS source_row
    FROM runs GROUP BY ccode1, ccode2, item, run, file_id`,
};

/** Dyad-years with a flag an obligation, as one public copy has them. */
export const dialects: readonly TieDialect[] = [dyadYears];
