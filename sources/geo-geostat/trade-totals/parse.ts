import {
  type Dialect,
  date,
  hasColumns,
  ignored,
  integer,
  number,
  oneOf,
  sql,
} from "../../../src/ingest/index.ts";
import {workbookSays} from "../../../src/ingest/workbook.ts";
import {dataTo, partnerTotals} from "../../shared/partner-totals.ts";
import {readMonthlyTotals} from "./monthly-totals.ts";

const workbook: Dialect = {
  id: "ftrade-workbook",
  what: "Georgia's exports and imports in total, by month and year (FTrade)",
  recognises: (probe) => workbookSays(probe, {title: /^Georgian Exports and Imports/m, name: /FTrade/i}),
  columns: {
    flow: oneOf(["X", "M"]),
    year_printed: ignored("the heading with its star; the year stands apart"),
    year: integer(),
    month: integer(),
    value_musd: number(),
    months_with_value: integer(),
  },
  read: readMonthlyTotals,
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "USD",
  vintage: ({sheets}) => dataTo(sheets.join(" ")),
  clean: partnerTotals(
    sql`(SELECT coalesce(100 * year + month, year) AS period, 'W00' AS partner_code, flow, value_musd * 1e6 AS value_usd,
      month, months_with_value, file_id, source_row FROM typed)`,
    {
      reporter: "GEO",
      dropped: sql`CASE WHEN month IS NULL AND months_with_value < 12 THEN 'a running year: its total is of ' || months_with_value || ' months' END`,
    },
  ),
};

const mergedCsv: Dialect = {
  id: "merged-csv",
  what: "Georgia's exports and imports in total, by month",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    hasColumns(header, ["month", "reporter", "flow", "value_musd"]) &&
    !header.includes("partner"),
  columns: {
    month: date(),
    reporter: oneOf(["GEO"]),
    flow: oneOf(["X", "M"]),
    value_musd: number(),
  },
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "USD",
  vintage: ({name}) => dataTo(name),
  clean: partnerTotals(
    sql`(SELECT 100 * year(month) + month(month) AS period, 'W00' AS partner_code, flow, value_musd * 1e6 AS value_usd, file_id, source_row FROM typed)`,
    {reporter: "GEO"},
  ),
};

/** Shapes in which Geostat, and one public copy, give Georgia's total trade. */
export const dialects: readonly Dialect[] = [workbook, mergedCsv];
