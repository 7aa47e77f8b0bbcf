import {date, number, oneOf, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const transfers: TieDialect = {
  id: "transfers",
  what: "transfers of individuals through Armenian banks by country and month",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["date", "country", "direction", "type", "K_USD"]),
  columns: {
    date: date(),
    country: text(),
    direction: oneOf(["Inflow", "Outflow", "Net inflow"]),
    type: oneOf(["total", "non-commercial"]),
    K_USD: number(),
  },
  schemes: {a: "name", b: "name"},
  clean: sql`SELECT 'transfers' AS kind, CASE direction WHEN 'Outflow' THEN 'Armenia' ELSE country END AS a_code,
    CASE direction WHEN 'Outflow' THEN country ELSE 'Armenia' END AS b_code, type AS item, strftime(date, '%Y-%m') AS start,
    K_USD * 1000 AS value, CASE WHEN direction = 'Net inflow' THEN 'the difference of the two flows' WHEN country = 'Total' THEN 'total of all countries' END AS dropped,
    file_id, source_row FROM typed`,
};

/** The shape in which one public copy gives the series. */
export const dialects: readonly TieDialect[] = [transfers];
