import {type Dialect, date, hasColumns, number, oneOf, sql, text} from "../../../src/ingest/index.ts";
import {hsByCalendar} from "../../shared/hs-calendar.ts";

/**
 * India's statistics take over an edition with its year from April to March: HS2012 in April 2013, HS2017 in April 2017, HS2022 in April
 * 2022. The file shows it: 80 rows of January to March 2022 have a code that HS2022 lacks, and none has one that HS2017 lacks; from
 * April on it is the other way round.
 */
const INDIA = sql`CASE
    WHEN day >= DATE '2022-04-01' THEN 'HS2022'
    WHEN day >= DATE '2017-04-01' THEN 'HS2017'
    WHEN day >= DATE '2013-04-01' THEN 'HS2012'
    ELSE 'HS2007'
  END`;

/** Russia's rows as they are; India's lines of one code, month and flow added up, because its 8 digits were cut to 6. */
const LINES = sql`(
  SELECT PERIOD AS day, 'RUS' AS reporter_code, 'IND' AS partner_code, CASE NAPR WHEN 'ЭК' THEN 'X' ELSE 'M' END AS flow, TNVED AS product,
    STOIM AS value_usd, NETTO AS net_kg, CASE WHEN EDIZM IS NOT NULL THEN KOL END AS quantity, EDIZM AS unit,
    CASE NAPR WHEN 'ЭК' THEN 'destination' ELSE 'origin' END AS partner_basis, file_id, source_row
  FROM typed WHERE "Source" = 'FTS'
  UNION ALL
  SELECT PERIOD, 'IND', 'RUS', CASE NAPR WHEN 'ЭК' THEN 'M' ELSE 'X' END, lpad(TNVED, 6, '0'),
    sum(STOIM),
    CASE WHEN bool_and(EDIZM IN ('KGS', 'KG')) AND count(NETTO) = count(*) THEN 1000 * sum(NETTO) END,
    CASE WHEN min(EDIZM) = max(EDIZM) AND count(EDIZM) = count(*) AND count(NETTO) = count(*) THEN 1000 * sum(NETTO) END,
    CASE WHEN min(EDIZM) = max(EDIZM) AND count(EDIZM) = count(*) THEN min(EDIZM) END,
    CASE NAPR WHEN 'ЭК' THEN NULL ELSE 'destination' END, file_id, min(source_row)
  FROM typed WHERE "Source" = 'MIRROR' GROUP BY PERIOD, NAPR, lpad(TNVED, 6, '0'), file_id
  UNION ALL
  SELECT PERIOD, 'RUS', 'IND', CASE NAPR WHEN 'ЭК' THEN 'X' ELSE 'M' END, 'TOTAL', sum(STOIM), NULL, NULL, NULL,
    CASE NAPR WHEN 'ЭК' THEN 'destination' ELSE 'origin' END, file_id, min(source_row)
  FROM typed WHERE "Source" = 'FTS' GROUP BY PERIOD, NAPR, file_id
)`;

const sideBySide: Dialect = {
  id: "side-by-side-parquet",
  what: "Russia–India trade, Russian customs (HS10) and India's mirror (HS6) side by side",
  recognises: ({kind, header}) =>
    kind === "parquet" && hasColumns(header, ["NAPR", "TNVED", "STOIM", "Source"]),
  columns: {
    NAPR: oneOf(["ЭК", "ИМ"]),
    PERIOD: date(),
    STRANA: oneOf(["IND"]),
    TNVED: text(),
    EDIZM: text({missing: ['"']}),
    STOIM: number(),
    NETTO: number(),
    KOL: number(),
    Source: oneOf(["FTS", "MIRROR"]),
  },
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "USD",
  clean: sql`SELECT
    100 * year(day) + month(day) AS period,
    reporter_code,
    partner_code,
    flow,
    product,
    CASE WHEN product = 'TOTAL' THEN NULL WHEN reporter_code = 'IND' THEN ${INDIA} ELSE ${hsByCalendar(sql`year(day)`)} END AS hs_edition,
    value_usd AS value_native,
    net_kg,
    quantity,
    unit,
    partner_basis,
    CASE WHEN product LIKE 'XX%' THEN 'hidden by the reporter: no code; the value is in TOTAL' END AS dropped,
    file_id,
    source_row
  FROM ${LINES}`,
};

/** The shape in which the project gives both sides of Russia's trade with India. */
export const dialects: readonly Dialect[] = [sideBySide];
