import {
  type Dialect,
  hasColumns,
  ignored,
  integer,
  number,
  oneOf,
  type Probe,
  type RawFile,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {openWorkbook, workbookHead, workbookSays} from "../../../src/ingest/workbook.ts";
import {partnerTotals} from "../../shared/partner-totals.ts";
import {readYearbook} from "./yearbook.ts";

const PARTNER = sql`CASE WHEN partner_name IN ('Всего', 'Всего в том числе') THEN 'W00' ELSE partner_name END`;

const yearbook: Dialect = {
  id: "yearbook-workbook",
  what: "Kazakhstan's foreign trade by country, yearbook (a sheet a year)",
  recognises: (probe) =>
    workbookSays(probe, {
      title: /Основные показатели внешней торговли Республики Казахстан/,
      name: /основные.показатели.внешней.торговли|^kz_bns_trade_by_country/i,
    }),
  columns: {
    sheet: ignored("with the row number it finds the cell in the workbook"),
    year: integer(),
    partner_name: text(),
    turnover_kusd: ignored("exports and imports together"),
    turnover_share: ignored("per cent of the total"),
    exports_kusd: number(),
    exports_share: ignored("per cent of the total"),
    imports_kusd: number(),
    imports_share: ignored("per cent of the total"),
  },
  read: readYearbook,
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintageOf: publicationDay,
  clean: partnerTotals(
    sql`(SELECT year AS period, ${PARTNER} AS partner_code, side.flow, side.value_kusd * 1000 AS value_usd, file_id, source_row
      FROM typed, LATERAL (VALUES ('X', exports_kusd), ('M', imports_kusd)) AS side(flow, value_kusd))`,
    {reporter: "KAZ"},
  ),
};

const mergedCsv: Dialect = {
  id: "merged-csv",
  what: "Kazakhstan's foreign trade by country, yearbooks merged",
  recognises: ({kind, header}) => kind === "csv" && hasColumns(header, ["value_kusd", "source_file"]),
  columns: {
    year: integer(),
    reporter: oneOf(["KAZ"]),
    partner: ignored("the copier's code; empty for 25 small partners that have a name"),
    partner_name: text(),
    flow: oneOf(["X", "M"]),
    value_kusd: number(),
    source_file: ignored("the yearbook the row was copied from"),
  },
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintage: lastYearbook,
  // The copy writes 0.0 where the yearbook's cell is empty; the yearbook itself prints no zeros.
  clean: partnerTotals(
    sql`(SELECT year AS period, ${PARTNER} AS partner_code, flow, nullif(value_kusd, 0) * 1000 AS value_usd, file_id, source_row FROM typed)`,
    {reporter: "KAZ"},
  ),
};

/** The day on the cover; without one the year in the file's name. */
async function publicationDay(file: RawFile): Promise<string | null> {
  const head = workbookHead(await openWorkbook(await file.bytes(), file.name));
  const [, day, month, year] = /Дата опубликования: (\d{2})\.(\d{2})\.(\d{4})/.exec(head) ?? [];
  if (day !== undefined) return `${year}-${month}-${day}`;
  const edition = /(20\d{2})\D*$/.exec(file.name)?.[1];
  return edition === undefined ? null : `yearbook ${edition}`;
}

// The yearbook of a year appears in the July after it.
function lastYearbook({name}: Probe): string | null {
  const last = /(20\d{2})\D*$/.exec(name)?.[1];
  return last === undefined ? null : `${Number(last) + 1}-07`;
}

/** Shapes in which the Bureau, and one public copy of its yearbooks, give trade by country. */
export const dialects: readonly Dialect[] = [yearbook, mergedCsv];
