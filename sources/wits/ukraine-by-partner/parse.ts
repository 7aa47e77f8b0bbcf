import {type Dialect, hasColumns, ignored, integer, number, sql, text} from "../../../src/ingest/index.ts";
import {dataTo, partnerTotals} from "../../shared/partner-totals.ts";

const MISSING = {missing: ["NA"]} as const;

const copiedCsv: Dialect = {
  id: "copied-csv",
  what: "Ukraine's trade by partner with GDP and freedom scores, copied from WITS",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["Country_Code", "Import", "Export", "World_Trade_Volume"]),
  columns: {
    Country: text(),
    Country_Code: ignored("World Bank code; the name is taken"),
    Year: integer(),
    GDP: ignored("no trade"),
    Import: number(MISSING),
    Export: number(MISSING),
    Total: ignored("imports and exports together"),
    World_Trade_Volume: ignored("Ukraine's trade with all partners of the row's year"),
    PR: ignored("Freedom House political rights"),
    CL: ignored("Freedom House civil liberties"),
    Latitude: ignored("no trade"),
    Longitude: ignored("no trade"),
  },
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintage: ({name}) => dataTo(name),
  clean: partnerTotals(
    sql`(SELECT Year AS period, Country AS partner_code, side.flow, side.value_kusd * 1000 AS value_usd, file_id, source_row
      FROM typed, LATERAL (VALUES ('X', Export), ('M', Import)) AS side(flow, value_kusd))`,
    {reporter: "UKR"},
  ),
};

/** The shape in which one public copy gives Ukraine's trade by partner. */
export const dialects: readonly Dialect[] = [copiedCsv];
