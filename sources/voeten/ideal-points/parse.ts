import {
  fixed,
  hasColumns,
  ignored,
  integer,
  joined,
  number,
  sql,
  type TieDialect,
} from "../../../src/ingest/index.ts";

/** States that the publisher gives everybody's agreement with: column, and Correlates of War number. */
const POLES = [
  ["USAgree", "2"],
  ["RUSSAgree", "365"],
  ["BrazilAgree", "140"],
  ["ChinaAgree", "710"],
  ["IndiaAgree", "750"],
  ["IsraelAgree", "666"],
] as const;

const NA = {missing: ["NA"]};
const QUANTILE = "quantile of the posterior";

// A session of one or two votes places nobody; Turkey has two in session 78, its renaming broke the match upstream.
const FEW = sql`CASE WHEN votes < 5 THEN 'fewer than five votes in the session' END`;

const agreements = POLES.map(
  ([
    column,
    code,
  ]) => sql`SELECT 'agreement' AS kind, state, ${code} AS other, session, votes, ${fixed(`"${column}"`)} AS value,
    NULL::DOUBLE AS low, NULL::DOUBLE AS high, file_id, source_row FROM own WHERE state <> ${code} AND ${fixed(`"${column}"`)} IS NOT NULL`,
);

const sessions: TieDialect = {
  id: "sessions",
  what: "published ideal points and agreement by state and session",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["ccode", "session", "IdealPointAll", "RUSSAgree"]),
  columns: {
    "unnamed 1": ignored("row number", {optional: true}),
    ccode: integer(),
    session: integer(),
    NVotesAll: integer(),
    IdealPointAll: number(NA),
    "QO%All": ignored(QUANTILE),
    "Q5%All": number(NA),
    "Q10%All": ignored(QUANTILE),
    "Q50%All": ignored(QUANTILE),
    "Q90%All": ignored(QUANTILE),
    "Q95%All": number(NA),
    "Q100%All": ignored(QUANTILE),
    iso3c: ignored("the number decides; YAR is no ISO3"),
    Countryname: ignored("the number decides"),
    ...Object.fromEntries(POLES.map(([column]) => [column, number(NA)])),
  },
  schemes: {a: "cow", b: "cow"},
  clean: sql`WITH own AS (SELECT ccode::VARCHAR AS state, session, NVotesAll AS votes, * EXCLUDE (ccode, session, NVotesAll) FROM typed)
    SELECT kind, state AS a_code, other AS b_code, (session + 1945)::VARCHAR AS start, value, low, high, 
      CASE WHEN kind = 'ideal_point' THEN votes || ' votes' END AS detail,
      'session ' || session AS record, ${FEW} AS dropped, file_id, source_row
    FROM (${joined(agreements, " UNION ALL ")} UNION ALL
      SELECT 'ideal_point', state, NULL, session, votes, IdealPointAll, "Q5%All", "Q95%All", file_id, source_row FROM own)`,
};

/** The shape of the publisher's estimates. */
export const dialects: readonly TieDialect[] = [sessions];
