import {
  type Dialect,
  hasColumns,
  ignored,
  integer,
  number,
  oneOf,
  type RawFile,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {openWorkbook, workbookHead, workbookSays} from "../../../src/ingest/workbook.ts";
import {notLoaded} from "../../shared/not-loaded.ts";
import {dataTo, partnerTotals} from "../../shared/partner-totals.ts";
import {readByCountry} from "./by-country.ts";

const TOTALS = partnerTotals(
  sql`(SELECT year AS period, CASE WHEN name_en = 'Total' THEN 'W00' ELSE name_en END AS partner_code, flow,
    value_kusd * 1000 AS value_usd, file_id, source_row FROM typed)`,
  {reporter: "KGZ"},
);

const byCountry: Dialect = {
  id: "by-country-workbook",
  what: "Kyrgyzstan's exports or imports by country (4.03.00.18, 4.03.00.20)",
  recognises: (probe) =>
    workbookSays(probe, {
      title: /Geographic distribution of (exports|imports) of goods/i,
      name: /4\.03\.00\.(18|20)(?!\d)/,
    }),
  columns: {
    flow: oneOf(["X", "M"]),
    name_ky: ignored("the Kyrgyz name; the English one is taken"),
    name_ru: ignored("the Russian name; the English one is taken"),
    name_en: text(),
    year_printed: ignored("the heading with its footnote number; the year stands apart"),
    year: integer(),
    value_kusd: number({missing: ["-"]}),
  },
  read: readByCountry,
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintageOf: lastYear,
  clean: TOTALS,
};

const mergedCsv: Dialect = {
  id: "merged-csv",
  what: "Kyrgyzstan's exports and imports by country, both tables merged",
  recognises: ({kind, header}) => kind === "csv" && hasColumns(header, ["partner_name_en", "value_kusd"]),
  columns: {
    year: integer(),
    reporter: oneOf(["KGZ"]),
    partner: ignored("the copier's code; empty for groups and some territories that have a name"),
    partner_name_en: text(),
    partner_name_ru: ignored("the Russian name; the English one is taken"),
    flow: oneOf(["X", "M"]),
    value_kusd: number(),
  },
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintage: ({name}) => dataTo(name),
  clean: partnerTotals(
    sql`(SELECT year AS period, CASE WHEN partner_name_en = 'Total' THEN 'W00' ELSE partner_name_en END AS partner_code, flow,
      value_kusd * 1000 AS value_usd, file_id, source_row FROM typed)`,
    {reporter: "KGZ"},
  ),
};

const mainGoods = notLoaded({
  id: "main-goods-workbook",
  what: "Kyrgyzstan's exports or imports of main goods (4.03.00.10, 4.03.00.12)",
  why: "its goods are named in the Committee's own words, without HS codes and partners",
  recognises: (probe) =>
    workbookSays(probe, {title: /(Export|Import) of basic commodities/i, name: /4\.03\.00\.(10|12)(?!\d)/}),
});

// The tables name no day of publication; the last year in the row of headings tells one edition from the next.
async function lastYear(file: RawFile): Promise<string | null> {
  const head = workbookHead(await openWorkbook(await file.bytes(), file.name));
  const heading = head.split("\n").find((line) => /^\t\t\t(19|20)\d{2}/.test(line));
  return heading === undefined ? null : dataTo(heading);
}

/** Shapes in which the Committee, and one public copy of its tables, give trade by country. */
export const dialects: readonly Dialect[] = [byCountry, mergedCsv, mainGoods];
