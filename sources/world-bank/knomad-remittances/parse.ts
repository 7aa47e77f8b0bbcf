import {integer, number, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const matrix: TieDialect = {
  id: "matrix",
  what: "modelled remittances by sender and receiver",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["sender", "receiver", "year", "usd_million"]),
  columns: {sender: text(), receiver: text(), year: integer(), usd_million: number()},
  schemes: {a: "name", b: "name"},
  clean: sql`SELECT 'remittances' AS kind, sender AS a_code, receiver AS b_code, year::VARCHAR AS start, usd_million * 1e6 AS value,
    'modelled' AS basis, file_id, source_row FROM typed`,
};

/** The shape of the merged matrices. */
export const dialects: readonly TieDialect[] = [matrix];
