import {integer, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const exercises: TieDialect = {
  id: "exercises",
  what: "joint exercises of Russia, a row an exercise",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["id", "name", "year", "participants", "source"]),
  columns: {id: text(), name: text(), year: integer(), participants: text(), source: text()},
  schemes: {a: "name", b: "name"},
  clean: sql`SELECT 'exercise' AS kind, 'Russia' AS a_code, trim(unnest(string_split(participants, '|'))) AS b_code, name AS item,
    year::VARCHAR AS start, id AS record, source AS citation, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [exercises];
