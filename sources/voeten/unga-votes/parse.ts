import {
  date,
  hasColumns,
  ignored,
  integer,
  oneOf,
  sql,
  TITLE_ONLY,
  text,
  type VoteDialect,
} from "../../../src/ingest/index.ts";
import {STATE_COLUMNS} from "./state-columns.ts";

const ISSUE = "one of six issues, told by title";

const matrix: VoteDialect = {
  id: "matrix",
  what: "roll calls of the General Assembly, a row a vote and a column a state",
  recognises: ({kind, header}) => kind === "csv" && hasColumns(header, ["rcid", "unres", "short", "365"]),
  columns: {
    rcid: text(),
    date: date(),
    session: integer(),
    unres: text(),
    yes: integer({missing: ["NA"]}),
    no: integer({missing: ["NA"]}),
    abstain: integer({missing: ["NA"]}),
    importantvote: ignored("important in the view of one government"),
    amend: oneOf(["0", "1"], {missing: ["NA"]}),
    para: oneOf(["0", "1"], {missing: ["NA"]}),
    ...Object.fromEntries(["me", "nu", "di", "hr", "co", "ec"].map((issue) => [issue, ignored(ISSUE)])),
    short: text({missing: ["NA"]}),
    ...Object.fromEntries(STATE_COLUMNS.map((code) => [code, text()])),
  },
  schemes: {state: "cow"},
  // From session 52 on the published agreement leaves out paragraphs and amendments; in sessions 1 to 39 it counts them.
  rollCalls: sql`SELECT rcid AS record, session::INTEGER AS session,
    CASE WHEN unres LIKE 'ESS/%' THEN 'ES-' || split_part(unres, '/', 2)
      ELSE coalesce(nullif(regexp_extract(unres, '/(ES-\\d+)/', 1), ''), 'regular') END AS meeting,
    strftime(date, '%Y-%m-%d') AS date, unres AS resolution, short AS title,
    CASE WHEN amend = '1' THEN 'amendment' WHEN para = '1' THEN 'paragraph' ELSE 'resolution' END AS motion,
    session < 52 OR (amend IS DISTINCT FROM '1' AND para IS DISTINCT FROM '1') AS counted,
    yes::INTEGER AS stated_yes, abstain::INTEGER AS stated_abstain, no::INTEGER AS stated_no,
    NULL::VARCHAR AS dropped, file_id, source_row FROM typed`,
  votes: sql`SELECT rcid AS record, session::INTEGER AS session, state_code,
    CASE cell WHEN '1' THEN 'yes' WHEN '2' THEN 'abstain' WHEN '3' THEN 'no' WHEN '8' THEN 'absent' ELSE cell END AS choice,
    CASE WHEN cell IS NULL THEN 'empty cell: not known' WHEN cell = '9' THEN 'no member at the time'
      WHEN state_code = '511' THEN 'Zanzibar, a member of its own in session 18, today in Tanzania' END AS dropped,
    file_id, source_row
  FROM (SELECT * EXCLUDE (date, unres, yes, no, abstain, amend, para, short) FROM typed) UNPIVOT INCLUDE NULLS (cell FOR state_code IN (COLUMNS(* EXCLUDE (rcid, session, file_id, source_row))))`,
};

// Of paragraphs and amendments up to session 72 the file has what was said from the chair before the vote, which is no title.
const FROM_THE_CHAIR = sql`regexp_matches(descr, '^(The|Mr|Ms|Mrs)\\b[^:]{0,60}:')`;

const titles: VoteDialect = {
  id: "titles",
  what: "titles of the roll calls of the General Assembly",
  recognises: ({kind, header}) => kind === "csv" && hasColumns(header, ["rcid", "unres", "short", "descr"]),
  columns: {
    rcid: text(),
    session: integer(),
    importantvote: ignored("important in the view of one government"),
    date: date(),
    unres: text(),
    amend: ignored("told by the matrix"),
    para: ignored("told by the matrix"),
    short: text({missing: ["NA"]}),
    descr: text({missing: ["NA"]}),
  },
  schemes: {state: "cow"},
  rollCalls: sql`SELECT rcid AS record, session::INTEGER AS session, 'regular' AS meeting, strftime(date, '%Y-%m-%d') AS date, unres AS resolution,
    coalesce(short, CASE WHEN NOT ${FROM_THE_CHAIR} THEN descr END) AS title, 'resolution' AS motion, NULL::BOOLEAN AS counted,
    NULL::INTEGER AS stated_yes, NULL::INTEGER AS stated_abstain, NULL::INTEGER AS stated_no, ${TITLE_ONLY} AS dropped, file_id, source_row FROM typed`,
  votes: sql`SELECT rcid AS record, session::INTEGER AS session, NULL::VARCHAR AS state_code, NULL::VARCHAR AS choice, NULL::VARCHAR AS dropped,
    file_id, source_row FROM typed WHERE false`,
};

/** The shapes in which public copies give the roll calls and their titles. */
export const dialects: readonly VoteDialect[] = [matrix, titles];
