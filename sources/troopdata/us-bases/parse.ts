import {fixed, ignored, oneOf, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const FLAG = oneOf(["0", "1"]);
const STATUS = fixed(
  "CASE WHEN base = '1' THEN 'base' WHEN lilypad = '1' THEN 'small site' ELSE 'site funded by the United States' END",
);

const bases: TieDialect = {
  id: "bases",
  what: "bases of the United States abroad, a row a base",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    sameColumns(header, [
      "countryname",
      "ccode",
      "iso3c",
      "basename",
      "lat",
      "lon",
      "base",
      "lilypad",
      "fundedsite",
    ]),
  columns: {
    countryname: ignored("the code tells"),
    ccode: ignored("the ISO code tells"),
    iso3c: text(),
    basename: text(),
    lat: ignored("places are not used"),
    lon: ignored("places are not used"),
    base: FLAG,
    lilypad: FLAG,
    fundedsite: FLAG,
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'base' AS kind, CASE iso3c WHEN 'KSV' THEN 'XKX' ELSE iso3c END AS a_code, 'USA' AS b_code, basename AS item, ${STATUS} AS status, '2018' AS seen_from, '2018' AS seen_to,
    CASE WHEN iso3c = 'USA' THEN 'at home' END AS dropped, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [bases];
