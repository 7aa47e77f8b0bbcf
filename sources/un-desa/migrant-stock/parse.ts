import {hasColumns, ignored, integer, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const stock: TieDialect = {
  id: "stock",
  what: "migrants by origin and destination, mid-year of every fifth year",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["origin", "destination", "origin_name", "stock"]),
  columns: {
    origin: text(),
    destination: text(),
    origin_name: ignored("the code decides"),
    destination_name: ignored("the code decides"),
    year: integer(),
    stock: integer(),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'migrant_stock' AS kind, origin AS a_code, destination AS b_code, year::VARCHAR AS start, stock AS value,
    CASE WHEN 'CHI*' IN (origin, destination) THEN 'the Channel Islands, listed together' END AS dropped, file_id, source_row FROM typed`,
};

/** The shape in which one public copy gives the table. */
export const dialects: readonly TieDialect[] = [stock];
