import {integer, number, oneOf, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const HEADER = ["target", "iso3", "year", "n", "fav", "unfav", "very_fav", "very_unfav", "dk"];

const views: TieDialect = {
  id: "views",
  what: "favourable and unfavourable views by country and wave",
  recognises: ({kind, header}) => kind === "csv" && sameColumns(header, HEADER),
  columns: {
    target: oneOf(["USA", "CHN", "RUS", "UN", "EU"]),
    iso3: text(),
    year: integer(),
    n: integer(),
    fav: number(),
    unfav: number(),
    very_fav: number(),
    very_unfav: number(),
    dk: number(),
  },
  schemes: {a: "iso3", b: "unit"},
  // Of a simple random sample; the design effect is not published.
  clean: sql`SELECT 'view' AS kind, CASE iso3 WHEN 'PLS' THEN 'PSE' ELSE iso3 END AS a_code, target AS b_code, year::VARCHAR AS start, item, value,
      CASE WHEN n > 0 THEN sqrt(value * (1 - value) / n) END AS std_error,
      CASE WHEN n > 0 THEN 'n = ' || n ELSE 'no sample size published: no sampling error' END AS detail, 'survey' AS basis, file_id, source_row
    FROM (UNPIVOT typed ON fav, unfav, very_fav, very_unfav, dk INTO NAME item VALUE value)`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [views];
