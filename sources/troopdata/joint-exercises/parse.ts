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

const FLAG = oneOf(["0", "1"]);

// Two names are stored with their bytes read in another encoding; Germany of before 1990 goes on as Germany.
const NAMES =
  fixed(`MAP {'CÃ´te dâ' || chr(128) || chr(153) || 'Ivoire': 'Côte d''Ivoire', 'SÃ£o TomÃ© & PrÃ' || chr(173) || 'ncipe': 'São Tomé and Príncipe',
  'st. christopher': 'Saint Kitts and Nevis', 'St. Kitts & Nevis': 'Saint Kitts and Nevis',
  'Federal Republic of Germany': 'Germany'}`);

// A day is month/day/year of two digits; where only the month is known it is 2005-06-xx.
const date = (column: string) =>
  fixed(
    `coalesce(strftime(TRY_STRPTIME("${column}", '%m/%d/%y'), '%Y-%m-%d'), regexp_extract("${column}", '^(\\d{4}-\\d{2})-xx$', 1), '')`,
  );

const DOMAINS = fixed(
  "concat_ws(', ', CASE CPX WHEN '1' THEN 'command post' END, CASE Air WHEN '1' THEN 'air' END, CASE Land WHEN '1' THEN 'land' END, CASE Sea WHEN '1' THEN 'sea' END, CASE Cyber WHEN '1' THEN 'cyber' END)",
);
const PURPOSES = fixed(
  "concat_ws(', ', CASE Warfighting WHEN '1' THEN 'warfighting' END, CASE Peacekeeping WHEN '1' THEN 'peacekeeping' END, CASE Humanitarian WHEN '1' THEN 'humanitarian' END)",
);

const exercises: TieDialect = {
  id: "exercises",
  what: "multinational military exercises, a row an exercise and participant",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    sameColumns(header, [
      "MMEID",
      "Ex_Name",
      "gwcode",
      "country",
      "year",
      "Location",
      "lat",
      "lon",
      "StartDate",
      "EndDate",
      "CPX",
      "Air",
      "Land",
      "Sea",
      "Cyber",
      "Warfighting",
      "Peacekeeping",
      "Humanitarian",
      "participant_count",
    ]),
  columns: {
    MMEID: text(),
    Ex_Name: text(),
    gwcode: ignored("the name tells, and twenty names have no code"),
    country: text(),
    year: integer(),
    Location: text(),
    lat: ignored("the place is named"),
    lon: ignored("the place is named"),
    StartDate: text(),
    EndDate: text(),
    CPX: FLAG,
    Air: FLAG,
    Land: FLAG,
    Sea: FLAG,
    Cyber: FLAG,
    Warfighting: FLAG,
    Peacekeeping: FLAG,
    Humanitarian: FLAG,
    participant_count: ignored("the rows tell"),
  },
  schemes: {a: "name", b: "name"},
  clean: sql`
    WITH named AS (SELECT *, coalesce(${NAMES}[country], country) AS state, row_number() OVER (PARTITION BY MMEID, coalesce(${NAMES}[country], country) ORDER BY source_row) AS mention FROM typed),
    dated AS (SELECT *, nullif(${date("StartDate")}, '') AS begins, nullif(${date("EndDate")}, '') AS ends, ${DOMAINS} AS domains, ${PURPOSES} AS purposes,
      CASE WHEN country = '-9' THEN 'the participant is not named' WHEN mention > 1 THEN 'the participant stands twice in its exercise'
        WHEN country = 'Yugoslavia' THEN 'no state: Yugoslavia'
        WHEN country IN ('NATO', 'Baltic States') THEN 'the participants are not told apart: ' || country END AS why FROM named),
    known AS (SELECT *, count(*) OVER (PARTITION BY MMEID) AS others FROM dated WHERE why IS NULL)
    SELECT 'exercise' AS kind, one.state AS a_code, other.state AS b_code, CASE one.Ex_Name WHEN '-9' THEN 'unnamed' ELSE one.Ex_Name END AS item,
      coalesce(one.begins, one.year::VARCHAR) AS start, one.ends AS "end", one.MMEID AS record,
      concat_ws('; ', nullif(one.Location, '-9'), nullif(one.domains, ''), nullif(one.purposes, '')) AS detail, NULL AS dropped, one.file_id, one.source_row
    FROM known AS one JOIN known AS other ON other.MMEID = one.MMEID AND other.source_row > one.source_row
    UNION ALL
    SELECT 'exercise', state, NULL, Ex_Name, year::VARCHAR, NULL, MMEID, NULL, why, file_id, source_row FROM dated WHERE why IS NOT NULL
    UNION ALL
    SELECT 'exercise', state, NULL, Ex_Name, year::VARCHAR, NULL, MMEID, NULL, 'no other participant is known', file_id, source_row FROM known WHERE others = 1`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [exercises];
