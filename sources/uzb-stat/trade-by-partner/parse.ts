import {SourceError} from "../../../src/base/index.ts";
import {
  type ColumnSpec,
  type Dialect,
  hasColumns,
  ignored,
  integer,
  number,
  oneOf,
  type Probe,
  type Statement,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {dataTo, partnerTotals} from "../../shared/partner-totals.ts";

/** Years that SIAT's tables may have: each is taken where it stands, and no other heading is. */
const YEARS: Readonly<Record<string, ColumnSpec>> = Object.fromEntries(
  Array.from({length: 51}, (_, at) => [String(2000 + at), number({optional: true})]),
);

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  Code: text(),
  Klassifikator: ignored("the Uzbek name; the code is taken"),
  Klassifikator_ru: ignored("the Russian name; the code is taken"),
  Klassifikator_en: ignored("the English name; the code is taken"),
  ...YEARS,
};

/** "Other countries" has the code 0, which is no country code. */
const UNTOLD = sql`CASE WHEN ltrim(partner_code, '0') = '' THEN 'no partner told: "Other countries"' END`;

/** Years side by side to one row a year. */
function longForm(flow: "X" | "M"): Statement {
  return sql`(SELECT year::INTEGER AS period, Code AS partner_code, ${flow} AS flow, value_kusd * 1000 AS value_usd, file_id, source_row
    FROM (UNPIVOT typed ON COLUMNS('^\\d{4}$') INTO NAME year VALUE value_kusd))`;
}

/**
 * Adds the world: the sum of all lines of a year and flow, "Other countries" included. SIAT prints no total, and its
 * lines leave nothing out; without this row 9 to 42 % of exports, which have no partner, would be missing from shares.
 */
function withWorld(lines: Statement): Statement {
  return sql`(FROM ${lines} UNION ALL BY NAME
    SELECT period, 'W00' AS partner_code, flow, sum(value_usd) AS value_usd, file_id, min(source_row) AS source_row
    FROM ${lines} GROUP BY period, flow, file_id)`;
}

function isSiat({kind, header}: Probe): boolean {
  return kind === "csv" && hasColumns(header, ["Code", "Klassifikator", "Klassifikator_en"]);
}

function table({id, number: tableNumber, flow}: {id: string; number: string; flow: "X" | "M"}): Dialect {
  return {
    id,
    what: `Uzbekistan's ${flow === "X" ? "exports" : "imports"} by country, SIAT table ${tableNumber}`,
    recognises: (probe) => isSiat(probe) && tableNumberOf(probe) === tableNumber,
    columns: COLUMNS,
    schemes: {reporter: "iso3", partner: "m49"},
    currency: "USD",
    vintage: ({header}) => dataTo(header.join(" ")),
    clean: partnerTotals(withWorld(longForm(flow)), {reporter: "UZB", dropped: UNTOLD}),
  };
}

/** The number of the table, which only the file's name tells: sdmx_data_1105.csv. */
function tableNumberOf({name}: Probe): string | null {
  return /(?<!\d)(1105|1176)(?!\d)/.exec(name)?.[1] ?? null;
}

const unknownTable: Dialect = {
  id: "siat-unnumbered",
  what: "a SIAT table by country without its number",
  recognises: (probe) => isSiat(probe) && tableNumberOf(probe) === null,
  columns: {nothing: text()},
  // biome-ignore lint/correctness/useYield: the file is refused before its first row
  async *read({name}) {
    throw new SourceError("table-unnumbered", {
      message: `"${name}" has the columns of a SIAT table and does not say which: exports and imports look alike`,
      where: name,
      hint: "keep the table's number in the name: sdmx_data_1105.csv (exports), sdmx_data_1176.csv (imports)",
    });
  },
  schemes: {reporter: "iso3", partner: "m49"},
  currency: "USD",
  clean: partnerTotals(
    sql`(SELECT NULL AS period, nothing AS partner_code, 'X' AS flow, NULL AS value_usd, file_id, source_row FROM typed)`,
    {
      reporter: "UZB",
    },
  ),
};

const mergedCsv: Dialect = {
  id: "merged-csv",
  what: "Uzbekistan's exports and imports by country, both tables merged",
  recognises: ({kind, header}) => kind === "csv" && hasColumns(header, ["partner_m49", "value_kusd"]),
  columns: {
    year: integer(),
    reporter: oneOf(["UZB"]),
    partner_name: ignored("a mix of English and Russian names; the code is taken"),
    partner: ignored("the copier's code; the publisher's own is partner_m49"),
    partner_m49: text(),
    flow: oneOf(["X", "M"]),
    value_kusd: number(),
  },
  schemes: {reporter: "iso3", partner: "m49"},
  currency: "USD",
  vintage: ({name}) => dataTo(name),
  clean: partnerTotals(
    withWorld(
      sql`(SELECT year AS period, partner_m49 AS partner_code, flow, value_kusd * 1000 AS value_usd, file_id, source_row FROM typed)`,
    ),
    {reporter: "UZB", dropped: UNTOLD},
  ),
};

/** Shapes in which SIAT, and one public copy of its tables, give trade by country. */
export const dialects: readonly Dialect[] = [
  table({id: "siat-exports", number: "1105", flow: "X"}),
  table({id: "siat-imports", number: "1176", flow: "M"}),
  unknownTable,
  mergedCsv,
];
