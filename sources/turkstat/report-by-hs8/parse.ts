import {type Dialect, ignored, integer, number, type Probe, sql, text} from "../../../src/ingest/index.ts";
import {hsByCalendar} from "../../shared/hs-calendar.ts";
import {readReportPage} from "./report-page.ts";

const reportPage: Dialect = {
  id: "report-page",
  what: "TurkStat report page, external trade by partner country and HS8",
  recognises: ({kind, head}) =>
    kind === "html" &&
    /External(&nbsp;| )trade(&nbsp;| )by(&nbsp;| )partner(&nbsp;| )country(&nbsp;| )and(&nbsp;| )HS8/.test(
      head,
    ),
  columns: {
    year: integer(),
    month: integer(),
    country_number: ignored("TurkStat's own number; the name is taken"),
    country_name: text(),
    hs8: text(),
    hs8_name: ignored("the name of the code"),
    unit: text(),
    export_kg: number(),
    export_quantity: number(),
    import_kg: number(),
    import_quantity: number(),
    export_usd: number(),
    import_usd: number(),
  },
  read: readReportPage,
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintage: reportDay,
  // The unit is KG, or KG and a second one: "KG/ADET" gives kilograms and pieces.
  clean: sql`SELECT
    (100 * year + month)::INTEGER AS period,
    'TUR' AS reporter_code,
    country_name AS partner_code,
    side.flow,
    hs8 AS product,
    ${hsByCalendar(sql`year`)} AS hs_edition,
    side.value_usd AS value_native,
    CASE WHEN unit LIKE 'KG%' THEN side.net_kg END AS net_kg,
    CASE WHEN contains(unit, '/') THEN side.quantity END AS quantity,
    CASE WHEN contains(unit, '/') THEN split_part(unit, '/', 2) END AS unit,
    side.partner_basis,
    NULL::VARCHAR AS dropped,
    file_id,
    source_row
  FROM typed, LATERAL (VALUES
    ('X', 'destination', export_usd, export_kg, export_quantity), ('M', 'origin', import_usd, import_kg, import_quantity)
  ) AS side(flow, partner_basis, value_usd, net_kg, quantity)`,
};

/** "Report Date:10/09/2025" is 10 September 2025. */
function reportDay({head}: Probe): string | null {
  const [, day, month, year] = /Report(?:&nbsp;| )Date:(\d{2})\/(\d{2})\/(\d{4})/.exec(head) ?? [];
  return day === undefined ? null : `${year}-${month}-${day}`;
}

/** The shape in which TurkStat's site answers a question. */
export const dialects: readonly Dialect[] = [reportPage];
