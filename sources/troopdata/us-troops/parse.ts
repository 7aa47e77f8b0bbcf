import {fixed, ignored, integer, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

// Territories and shared rows, by the data set's own names.
const DROPPED = sql`CASE WHEN iso3c IS NULL AND countryname <> 'Kosovo' THEN 'no code: ' || countryname END`;
const STATE = fixed("CASE WHEN countryname = 'Kosovo' THEN 'XKX' ELSE iso3c END");
// In some years a state has a row under an old name and one under a new, and zero in one of them.
const TWICE = fixed(
  "iso3c IS NOT NULL AND troops_ad = 0 AND max(troops_ad) OVER (PARTITION BY file_id, iso3c, year) > 0",
);

const years: TieDialect = {
  id: "years",
  what: "troops of the United States by state and year",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    sameColumns(header, [
      "countryname",
      "year",
      "ccode",
      "iso3c",
      "troops_ad",
      "total_selected_reserve",
      "dod_civilian",
    ]),
  columns: {
    countryname: text(),
    year: integer(),
    ccode: ignored("the ISO code tells"),
    iso3c: text(),
    troops_ad: integer(),
    total_selected_reserve: ignored("reserves are no troops on duty"),
    dod_civilian: ignored("civilians"),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'troops' AS kind, 'USA' AS a_code, ${STATE} AS b_code, year::VARCHAR AS start, troops_ad AS value,
    countryname AS detail, CASE WHEN iso3c = 'USA' THEN 'at home' WHEN ${TWICE} THEN 'the state stands under two names, and has its number under the other'
      ELSE ${DROPPED} END AS dropped, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [years];
