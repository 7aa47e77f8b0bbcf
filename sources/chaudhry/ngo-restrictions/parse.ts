import {
  type ColumnSpec,
  fixed,
  ignored,
  integer,
  number,
  sameColumns,
  sql,
  type TieDialect,
  text,
} from "../../../src/ingest/index.ts";

/** The questions, and our words for them. */
const QUESTIONS = {
  q2a: "registration_required",
  q2b: "registration_burdensome",
  q2c: "appeal_allowed",
  q2d: "barrier_to_foreign_funds",
  q3a: "funds_disclosed",
  q3b: "foreign_funds_approved",
  q3c: "foreign_funds_channelled",
  q3d: "foreign_funds_restricted",
  q3e: "foreign_funds_prohibited",
  q3f: "kinds_of_organisation_barred_from_foreign_funds",
  q4a: "politics_barred",
  q4c: "politics_barred_if_foreign_funded",
} as const;
const LISTED = fixed(Object.keys(QUESTIONS).join(", "));
const ITEM = fixed(
  `CASE question ${Object.entries(QUESTIONS)
    .map(([question, item]) => `WHEN '${question}' THEN '${item}'`)
    .join(" ")} END`,
);
// Numbers of the author's own, where the Correlates of War mean other states: 341 is Kosovo here and Montenegro there, 626 Sudan
// here and South Sudan there.
const OWN = {"341": "347", "342": "345", "348": "341", "525": "626", "626": "625", "818": "816"} as const;
const STATE = fixed(
  `CASE ccode ${Object.entries(OWN)
    .map(([own, cow]) => `WHEN '${own}' THEN '${cow}'`)
    .join(" ")} ELSE ccode END`,
);
const OTHERS = ["country_name", "year", "cyear", "ccode", "scode", "country"];

const years: TieDialect = {
  id: "years",
  what: "restrictions on non-governmental organisations by state and year",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, [...OTHERS, ...Object.keys(QUESTIONS)]),
  columns: {
    country_name: ignored("the code tells"),
    year: integer(),
    cyear: ignored("code and year together"),
    ccode: text(),
    scode: ignored("the number tells"),
    country: ignored("the code tells"),
    ...Object.fromEntries(Object.keys(QUESTIONS).map((name): [string, ColumnSpec] => [name, number()])),
  },
  schemes: {a: "cow", b: "cow"},
  clean: sql`SELECT 'restriction' AS kind, ${STATE} AS a_code, ${ITEM} AS item, year::VARCHAR AS start, value,
      CASE WHEN value IS NULL THEN 'not coded' END AS missing, file_id, source_row
    FROM (SELECT ccode, year, ${LISTED}, file_id, source_row FROM typed) UNPIVOT INCLUDE NULLS (value FOR question IN (${LISTED}))`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [years];
