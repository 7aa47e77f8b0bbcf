import {ignored, integer, oneOf, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const trips: TieDialect = {
  id: "trips",
  what: "visitor trips to Georgia by month",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    sameColumns(header, ["Country", "Year", "Month", "Trips", "TotalTripsYear", "Type of Trips"]),
  columns: {
    Country: text(),
    Year: integer(),
    Month: integer(),
    Trips: integer(),
    TotalTripsYear: ignored("of all countries in the year"),
    "Type of Trips": oneOf(["International Visitor Trips"]),
  },
  schemes: {a: "name", b: "name"},
  clean: sql`SELECT 'trips' AS kind, Country AS a_code, 'Georgia' AS b_code, printf('%d-%02d', Year, Month) AS start, Trips AS value, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [trips];
