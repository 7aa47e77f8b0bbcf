import {hasColumns, integer, oneOf, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const spells: TieDialect = {
  id: "spells-csv",
  what: "memberships in intergovernmental organisations, spells",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["ccode", "igo", "status", "from", "to"]),
  columns: {
    ccode: text(),
    state: text(),
    igo: text(),
    status: oneOf(["1", "2", "3"]),
    from: integer(),
    to: integer(),
  },
  schemes: {a: "cow", b: "organisation:cow"},
  clean: sql`SELECT 'membership' AS kind, ccode AS a_code, igo AS b_code,
    CASE status WHEN '1' THEN 'member' WHEN '2' THEN 'associate' ELSE 'observer' END AS status,
    CASE WHEN "from" > 1991 THEN "from"::VARCHAR END AS start, CASE WHEN "to" < 2014 THEN "to"::VARCHAR END AS "end",
    '1991' AS seen_from, '2014' AS seen_to, file_id, source_row FROM typed`,
};

/** The spells of version 3 that one public copy cuts to the years since 1991. */
export const dialects: readonly TieDialect[] = [spells];
