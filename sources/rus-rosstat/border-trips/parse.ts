import {integer, number, oneOf, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

// WLD is the total; OTH* the rest of the world; ABK* and SOS* stand apart from the state whose territory they are.
const DROPPED = sql`CASE WHEN partner = 'WLD' THEN 'total of all states' WHEN partner = 'OTH*' THEN 'other states together'
  WHEN partner = 'ABK*' THEN 'Abkhazia, listed apart' WHEN partner = 'SOS*' THEN 'South Ossetia, listed apart' END`;

const trips: TieDialect = {
  id: "trips",
  what: "trips over Russia's border by state, cumulated from January",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    sameColumns(header, ["direction", "year", "through_month", "partner", "trips_thousand_cumulative"]),
  columns: {
    direction: oneOf(["in", "out"]),
    year: integer(),
    through_month: integer(),
    partner: text(),
    trips_thousand_cumulative: number(),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT CASE WHEN through_month = 12 THEN 'trips' ELSE 'trips_part_year' END AS kind,
    CASE direction WHEN 'in' THEN partner ELSE 'RUS' END AS a_code, CASE direction WHEN 'in' THEN 'RUS' ELSE partner END AS b_code,
    CASE WHEN through_month < 12 THEN 'January to month ' || through_month END AS item,
    CASE WHEN through_month = 12 THEN year::VARCHAR ELSE year || '-01' END AS start,
    CASE WHEN through_month < 12 THEN printf('%d-%02d', year, through_month) END AS "end",
    trips_thousand_cumulative * 1000 AS value, ${DROPPED} AS dropped, file_id, source_row FROM typed`,
};

/** The shape in which one public copy gives the workbook. */
export const dialects: readonly TieDialect[] = [trips];
