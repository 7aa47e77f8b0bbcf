import {hasColumns, integer, sql, text, type VoteDialect} from "../../../src/ingest/index.ts";
import {STATE_COLUMNS} from "./state-columns.ts";

// The eleventh emergency special session opened on 28 February 2022, while the regular session 76 was in being.
const SESSION = sql`CASE WHEN res LIKE 'A/RES/ES-11/%' THEN 76 ELSE TRY_CAST(regexp_extract(res, '^A/RES/(\\d+)/', 1) AS INTEGER) END`;
const HEADING = sql`CASE WHEN res = 'Country' THEN 'heading of the file for a year, repeated' END`;

const wide: VoteDialect = {
  id: "wide",
  what: "voting records of the General Assembly, a row a resolution and a column a state",
  recognises: ({kind, header}) => kind === "csv" && hasColumns(header, ["res", "year", "RUS", "USA"]),
  columns: {
    res: text(),
    year: integer(),
    ...Object.fromEntries(STATE_COLUMNS.map((code) => [code, text()])),
  },
  schemes: {state: "iso3"},
  rollCalls: sql`SELECT res AS record, ${SESSION} AS session, CASE WHEN res LIKE '%/ES-11/%' THEN 'ES-11' ELSE 'regular' END AS meeting,
    year::VARCHAR AS date, res AS resolution, NULL::VARCHAR AS title, 'resolution' AS motion, res NOT LIKE '%/ES-11/%' AS counted,
    NULL::INTEGER AS stated_yes, NULL::INTEGER AS stated_abstain, NULL::INTEGER AS stated_no, ${HEADING} AS dropped, file_id, source_row
  FROM typed`,
  votes: sql`SELECT res AS record, ${SESSION} AS session, state_code,
    CASE cell WHEN 'Y' THEN 'yes' WHEN 'A' THEN 'abstain' WHEN 'N' THEN 'no' WHEN 'X' THEN 'absent' ELSE cell END AS choice,
    coalesce(${HEADING}, CASE WHEN cell IS NULL THEN 'empty cell: not known' END) AS dropped, file_id, source_row
  FROM (SELECT * EXCLUDE (year) FROM typed) UNPIVOT INCLUDE NULLS (cell FOR state_code IN (COLUMNS(* EXCLUDE (res, file_id, source_row))))`,
};

/** The shape in which one public copy gives the voting records. */
export const dialects: readonly VoteDialect[] = [wide];
