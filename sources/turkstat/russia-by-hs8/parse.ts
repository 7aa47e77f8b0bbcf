import {type Dialect, hasColumns, ignored, number, oneOf, sql, text} from "../../../src/ingest/index.ts";
import {hsByCalendar} from "../../shared/hs-calendar.ts";

const mergedParquet: Dialect = {
  id: "merged-parquet",
  what: "Türkiye's trade with Russia by HS8, monthly, directions as Russia sees them",
  recognises: ({kind, header}) => kind === "parquet" && hasColumns(header, ["NAPR", "TNVED", "EDIZM_ISO"]),
  columns: {
    NAPR: oneOf(["ЭК", "ИМ"]),
    // The parquet column is a point in time; its text is the month's first midnight.
    PERIOD: text(),
    STRANA: oneOf(["TR"]),
    TNVED: text(),
    EDIZM: text({missing: ["?"]}),
    EDIZM_ISO: ignored("the unit by its number; its name is taken"),
    STOIM: number(),
    NETTO: number(),
    KOL: number(),
    TNVED4: ignored("first digits of the code"),
    TNVED6: ignored("first digits of the code"),
    TNVED2: ignored("first digits of the code"),
  },
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "USD",
  vintage: ({name}) => /(20\d{2})/.exec(name)?.[1] ?? null,
  clean: sql`SELECT
    100 * year(PERIOD::TIMESTAMP) + month(PERIOD::TIMESTAMP) AS period,
    'TUR' AS reporter_code,
    'RUS' AS partner_code,
    CASE NAPR WHEN 'ЭК' THEN 'M' ELSE 'X' END AS flow,
    TNVED AS product,
    ${hsByCalendar(sql`year(PERIOD::TIMESTAMP)`)} AS hs_edition,
    sum(STOIM) AS value_native,
    sum(NETTO) AS net_kg,
    CASE WHEN count(*) = 1 THEN max(CASE WHEN EDIZM IS NOT NULL THEN KOL END) END AS quantity,
    CASE WHEN count(*) = 1 THEN max(EDIZM) END AS unit,
    CASE NAPR WHEN 'ЭК' THEN 'origin' ELSE 'destination' END AS partner_basis,
    NULL::VARCHAR AS dropped,
    file_id,
    min(source_row) AS source_row
  FROM typed GROUP BY PERIOD, NAPR, TNVED, file_id`,
};

/** The shape in which one public copy gives TurkStat's trade with Russia. */
export const dialects: readonly Dialect[] = [mergedParquet];
