import {integer, number, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const dyads: TieDialect = {
  id: "dyads-csv",
  what: "intergovernmental organisations that two states share, a row a pair and year",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["ccode1", "ccode2", "year", "dyadigos"]),
  columns: {ccode1: text(), ccode2: text(), year: integer(), dyadigos: number()},
  schemes: {a: "cow", b: "cow"},
  clean: sql`SELECT 'shared_igos' AS kind, ccode1 AS a_code, ccode2 AS b_code, year::VARCHAR AS start, dyadigos AS value,
    'organisations' AS unit, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [dyads];
