import {
  fixed,
  ignored,
  integer,
  oneOf,
  sameColumns,
  sql,
  type TieDialect,
  text,
} from "../../../src/ingest/index.ts";
import {members} from "./groups.ts";

const FLAG = oneOf(["0", "1"]);

/** The last year of the data set: a case that is still on in it has no end. */
const LAST = fixed("2022");

// Names of states that were called otherwise when they were first sanctioned, and names with a comma in a list of commas.
const NAMES = fixed(`MAP {'Gambia, The': 'Gambia', 'Yemen, North': 'Yemen', 'Malagasy Republic': 'Madagascar',
  'South Vietnam': 'Viet Nam', 'Ceylon': 'Sri Lanka', 'Transjordan': 'Jordan', 'Czech Republic': 'Czechia'}`);

const renamed = (column: "sanctioned_state" | "sanctioning_state") =>
  fixed(
    `list_reduce(list_prepend(${column}, map_keys(names)), (said, old) -> replace(said, old, names[old]))`,
  );

const GROUPS =
  fixed(`('African Union', 'Commonwealth', 'ECOWAS', 'G7', 'Kimberly Process Participants', 'League of Arab States', 'MERCOSUR', 'OAS',
  'OIC', 'OSCE', 'Pacific Islands Forum', 'SADC', 'UNASUR')`);

const NO_STATE =
  fixed(`('Balkans', 'Western Balkans', 'Yugoslavia', 'Cyprus (Northern)', 'Terrorist Organizations (Al-Qaeda)',
  'Terrorist Organizations (Taliban)', 'Terrorist Organizations (ISIL and ANF)')`);

const TYPES =
  fixed(`concat_ws(', ', CASE trade WHEN '1' THEN 'trade' END, CASE arms WHEN '1' THEN 'arms' END, CASE military WHEN '1' THEN 'military' END,
  CASE financial WHEN '1' THEN 'financial' END, CASE travel WHEN '1' THEN 'travel' END, CASE other WHEN '1' THEN 'other' END)`);

/** One end of every case: each state named, and each member that a group named had in some year of the case. */
const end = (column: "sanctioned_state" | "sanctioning_state") => sql`
  SELECT n.source_row, n.name, n.place, m.grp, coalesce(m.state, n.name) AS state, m.since, m.until
  FROM (SELECT source_row, "begin", "end", trim(name) AS name, place FROM (
      SELECT source_row, "begin", "end", unnest(said) AS name, generate_subscripts(said, 1) AS place
      FROM (SELECT source_row, "begin", "end", string_split(${renamed(column)}, ',') AS said FROM (SELECT *, ${NAMES} AS names FROM typed)))) AS n
  LEFT JOIN member AS m ON m.grp = n.name AND coalesce(m.since <= n."end" || '-12-31', true) AND coalesce(m.until >= n."begin" || '-01-01', true)`;

const cases: TieDialect = {
  id: "cases",
  what: "cases of sanctions, a row a case",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    sameColumns(header, [
      "case_id",
      "sanctioned_state",
      "sanctioning_state",
      "begin",
      "end",
      "trade",
      "descr_trade",
      "arms",
      "military",
      "financial",
      "travel",
      "other",
      "target_mult",
      "sender_mult",
      "objective",
      "success",
    ]),
  columns: {
    case_id: integer(),
    sanctioned_state: text(),
    sanctioning_state: text(),
    begin: integer(),
    end: integer(),
    trade: FLAG,
    descr_trade: text(),
    arms: FLAG,
    military: FLAG,
    financial: FLAG,
    travel: FLAG,
    other: FLAG,
    target_mult: ignored("the names tell"),
    sender_mult: ignored("the names tell"),
    objective: text(),
    success: text(),
  },
  schemes: {a: "name", b: "name"},
  get clean() {
    return clean();
  },
};

// The memberships are read when a file is, not when this module is.
function clean() {
  return sql`
    WITH member AS (${members()}), sender AS (${end("sanctioning_state")}), target AS (${end("sanctioned_state")}),
    pair AS (
      SELECT s.state AS a_code, t.state AS b_code, s.name AS sender, t.name AS target, s.grp AS sender_group, t.grp AS target_group, c.case_id, c."begin", c."end",
        greatest(s.since, t.since) AS since, least(s.until, t.until) AS until, 'case ' || case_id || ': ' || ${TYPES} AS item,
        concat_ws('; ', descr_trade, 'objective: ' || objective, 'success: ' || success) AS said, success, c.file_id, c.source_row,
        row_number() OVER (PARTITION BY c.source_row, s.state, t.state ORDER BY s.grp IS NOT NULL, t.grp IS NOT NULL, s.place, t.place) AS nth
      FROM typed AS c JOIN sender AS s USING (source_row) JOIN target AS t USING (source_row)),
    dated AS (
      SELECT *, left(since, 4)::INTEGER > "begin" AS came_later, coalesce(left(until, 4)::INTEGER <= "end", false) AS went_sooner FROM pair)
    SELECT 'sanction' AS kind, a_code, b_code, item, case_id::VARCHAR AS record, said AS detail, 'Global Sanctions Data Base 3, case ' || case_id AS citation,
      CASE WHEN sender_group IS NULL AND target_group IS NULL THEN 'by itself'
        ELSE concat_ws(', ', 'through ' || sender_group, 'on ' || target_group) END AS status,
      CASE WHEN came_later AND 'UN' IN (sender_group, target_group) THEN NULL WHEN came_later THEN since ELSE "begin"::VARCHAR END AS start,
      CASE WHEN went_sooner THEN until WHEN "end" = ${LAST} AND success LIKE '%ongoing%' THEN NULL ELSE "end"::VARCHAR END AS "end",
      '2013' AS seen_from, '${LAST}' AS seen_to,
      CASE WHEN sender IN ${GROUPS} THEN 'the members of the group are not in reference/: ' || sender
        WHEN target IN ${GROUPS} THEN 'the members of the group are not in reference/: ' || target
        WHEN target IN ${NO_STATE} THEN 'no state of that time: ' || target
        WHEN nth > 1 THEN 'the case names the pair twice, by itself and through a group' END AS dropped, file_id, source_row FROM dated`;
}

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [cases];
