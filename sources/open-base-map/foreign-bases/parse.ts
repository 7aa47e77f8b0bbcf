import {fixed, ignored, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

/** Ends of places that name no state, and the state they are in. */
const PLACES: Readonly<Record<string, string>> = {
  "Arta. Djibouti": "Djibouti",
  "Bosnia & Herzegovina": "Bosnia and Herzegovina",
  "Bosnia-Herzegovina": "Bosnia and Herzegovina",
  "Ascension Island": "United Kingdom",
  "Southern Bahrain": "Bahrain",
  "Yambol. Bulgaria": "Bulgaria",
  "Japan.": "Japan",
  Azores: "Portugal",
  England: "United Kingdom",
};

/** Places whose standing is disputed, or that no code of ours holds. */
const UNPLACED: Readonly<Record<string, string>> = {
  "South Ossetia": "disputed: South Ossetia",
  Bombora: "disputed: Abkhazia",
  Crimea: "disputed: Crimea",
  "Diego Garcia": "disputed: Diego Garcia",
};

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const cases = (words: Readonly<Record<string, string>>, otherwise: string) =>
  fixed(
    `CASE host ${Object.entries(words)
      .map(([place, word]) => `WHEN ${quoted(place)} THEN ${quoted(word)}`)
      .join(" ")} ${otherwise} END`,
  );

const bases: TieDialect = {
  id: "bases",
  what: "foreign military bases, a row a base",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["operator", "base", "location", "lat", "lon"]),
  columns: {
    operator: text(),
    base: text(),
    location: text(),
    lat: ignored("places are not used"),
    lon: ignored("places are not used"),
  },
  schemes: {a: "name", b: "name"},
  clean: sql`SELECT 'base' AS kind, ${cases(PLACES, "ELSE host")} AS a_code, operator AS b_code, base AS item, location AS detail,
    '2024' AS seen_from, '2024' AS seen_to, ${cases(UNPLACED, "")} AS dropped, file_id, source_row
    FROM (SELECT *, trim(split_part(location, ',', -1), E' \t') AS host FROM typed)`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [bases];
