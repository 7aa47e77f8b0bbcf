import {date, oneOf, sameColumns, sql, text, type VoteDialect} from "../../../src/ingest/index.ts";

// The eleventh emergency special session opened on 28 February 2022, while the regular session 76 was in being.
const SESSION = sql`CASE WHEN resolution LIKE 'A/RES/ES-11/%' THEN 76 ELSE TRY_CAST(regexp_extract(resolution, '^A/RES/(\\d+)/', 1) AS INTEGER) END`;

const long: VoteDialect = {
  id: "long",
  what: "votes of the General Assembly on Ukraine, a row a state",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["resolution", "date", "iso3", "vote"]),
  columns: {resolution: text(), date: date(), iso3: text(), vote: oneOf(["Y", "N", "A", "X"])},
  schemes: {state: "iso3"},
  rollCalls: sql`SELECT resolution AS record, ${SESSION} AS session,
    CASE WHEN resolution LIKE '%/ES-11/%' THEN 'ES-11' ELSE 'regular' END AS meeting, strftime(min(date), '%Y-%m-%d') AS date, resolution,
    NULL::VARCHAR AS title, 'resolution' AS motion, resolution NOT LIKE '%/ES-11/%' AS counted, NULL::INTEGER AS stated_yes,
    NULL::INTEGER AS stated_abstain, NULL::INTEGER AS stated_no, CASE WHEN min(date) <> max(date) THEN 'two dates of one resolution' END AS dropped,
    file_id, min(source_row) AS source_row FROM typed GROUP BY resolution, file_id`,
  votes: sql`SELECT resolution AS record, ${SESSION} AS session, iso3 AS state_code,
    CASE vote WHEN 'Y' THEN 'yes' WHEN 'A' THEN 'abstain' WHEN 'N' THEN 'no' WHEN 'X' THEN 'absent' END AS choice,
    CASE WHEN vote IS NULL THEN 'empty cell: not known' END AS dropped, file_id, source_row FROM typed`,
};

/** The shape in which the votes are given. */
export const dialects: readonly VoteDialect[] = [long];
