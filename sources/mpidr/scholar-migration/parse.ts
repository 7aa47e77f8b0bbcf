import {integer, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const moves: TieDialect = {
  id: "moves",
  what: "moves of published scholars by pair and year",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["migrationfrom", "migrationto", "year", "n_migrations"]),
  columns: {migrationfrom: text(), migrationto: text(), year: integer(), n_migrations: integer()},
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'scholar_moves' AS kind, migrationfrom AS a_code, migrationto AS b_code, year::VARCHAR AS start, n_migrations AS value,
    CASE WHEN year >= 2021 THEN 'incomplete: moves are known only when the scholar publishes again' END AS detail,
    CASE WHEN 'EUE' IN (migrationfrom, migrationto) THEN 'the European Union as an employer' END AS dropped, file_id, source_row FROM typed`,
};

/** The shape in which the institute gives the counts. */
export const dialects: readonly TieDialect[] = [moves];
