import {hasColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const spells: TieDialect = {
  id: "spells-csv",
  what: "visa requirements, spells between snapshots",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["passport", "destination", "requirement", "first_snapshot"]),
  columns: {
    passport: text(),
    destination: text(),
    requirement: text(),
    first_snapshot: text(),
    last_snapshot: text(),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'visa' AS kind, passport AS a_code, destination AS b_code,
    CASE WHEN requirement SIMILAR TO '[0-9]+' THEN 'visa free for days' ELSE requirement END AS status,
    TRY_CAST(requirement AS DOUBLE) AS value, CASE WHEN requirement SIMILAR TO '[0-9]+' THEN NULL ELSE 'no number of days stated' END AS missing,
    CASE WHEN first_snapshot > '2019-11-23' THEN first_snapshot END AS start, CASE WHEN last_snapshot < '2025-01-12' THEN last_snapshot END AS "end",
    '2019-11-23' AS seen_from, '2025-01-12' AS seen_to, file_id, source_row FROM typed`,
};

/** Runs of snapshots with one requirement, made spells. */
export const dialects: readonly TieDialect[] = [spells];
