import {fixed, ignored, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";
import {NOT_STATES} from "./not-states.ts";

const NOT_OF_STATES = fixed(
  `CASE organisation ${Object.entries(NOT_STATES)
    .map(([code, why]) => `WHEN '${code}' THEN '${why}'`)
    .join(" ")} END`,
);

// Delegations and committees stand in the place of the state.
const DROPPED = sql`CASE WHEN iso3 = 'EU' THEN 'the European Union, no state' WHEN iso3 IS NULL THEN 'a territory without a code'
  WHEN qualifier IN ('NGOs', 'national committees', 'correspondent', 'subbureau') THEN 'not the state itself: ' || qualifier
  ELSE ${NOT_OF_STATES} END`;

// The copy gives the American Virgin Islands the code of the British ones, and Kosovo one of its own.
const STATE = fixed(
  "CASE WHEN country = 'Virgin Islands' THEN 'VIR' WHEN iso3 = 'UNK' THEN 'XKX' ELSE iso3 END",
);

const STATUS = sql`CASE WHEN qualifier IS NULL THEN 'member' WHEN qualifier LIKE 'associate%' AND qualifier NOT LIKE '%observer' THEN 'associate'
  WHEN qualifier IN ('partners', 'partner') THEN 'partner' WHEN qualifier LIKE 'nonregional member%' THEN 'nonregional member'
  WHEN qualifier LIKE '%suspended' THEN 'suspended' WHEN qualifier LIKE '%candidate%' THEN 'candidate'
  WHEN qualifier LIKE 'participating member%' THEN 'participating member' ELSE qualifier END`;

const participation: TieDialect = {
  id: "participation-csv",
  what: "standing of states in organisations at one moment",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["iso3", "country", "gec", "organisation", "qualifier"]),
  columns: {
    iso3: text(),
    country: text(),
    gec: ignored("the code tells"),
    organisation: text(),
    qualifier: text(),
  },
  schemes: {a: "iso3", b: "organisation:factbook"},
  clean: sql`SELECT 'membership' AS kind, ${STATE} AS a_code, organisation AS b_code, ${STATUS} AS status, '2026' AS seen_from, '2026' AS seen_to,
    qualifier AS detail, ${DROPPED} AS dropped, file_id, source_row FROM typed`,
};

/** The field as one public copy cuts it into rows. */
export const dialects: readonly TieDialect[] = [participation];
