import {
  type ColumnSpec,
  hasColumns,
  number,
  oneOf,
  type Probe,
  type Statement,
  sql,
  text,
} from "../../src/ingest/index.ts";
import {hsEdition} from "./combined-nomenclature.ts";

/** Columns of the relational view that EasyComext exports, for values in euro. */
export const EASYCOMEXT_COLUMNS = {
  REPORTER: text(),
  PARTNER: text(),
  PRODUCT: text(),
  FLOW: oneOf(["EXPORT", "IMPORT", "2-EXPORT", "1-IMPORT", "EXPORTATION", "IMPORTATION"]),
  STAT_PROCEDURE: text(),
  PERIOD: text(),
  VALUE_IN_EUR: number({missing: [":"]}),
} as const satisfies Readonly<Record<string, ColumnSpec>>;

/** What an EasyComext file is about: totals by member state, chosen goods, or the union as one reporter. */
export type EasyComextKind = "totals" | "goods" | "union";

/** The kind of an EasyComext CSV file by the rows of its beginning; null for any other file. */
export function easyComextKind({kind, header, head}: Probe): EasyComextKind | null {
  if (kind !== "csv" || !hasColumns(header, ["REPORTER", "PARTNER", "STAT_PROCEDURE", "PERIOD"])) return null;
  if (header.includes("TRADE_TYPE")) return null;
  const rows = wholeLines(head).slice(1).map(cellsOf);
  const column = (name: string) => rows.map((row) => row[header.indexOf(name)] ?? "");
  if (column("PRODUCT").some((product) => !/^(TOTAL-)?Total$/i.test(product))) return "goods";
  const reporters = column("REPORTER");
  const union = reporters.every((reporter) => /^(European Union|Union européenne)/.test(reporter));
  return union && reporters.length > 0 ? "union" : "totals";
}

/** Day of the export as the file name states it, Relational_View_2024-11-17T08_31_12.748Z.csv; null for other names. */
export function easyComextVintage({name}: Probe): string | null {
  return /^Relational_View_(\d{4}-\d{2}-\d{2})T/.exec(name)?.[1] ?? null;
}

// What follows the last line feed may be a line cut in two.
function wholeLines(head: string): string[] {
  return head
    .split(/\r?\n/)
    .slice(0, -1)
    .filter((line) => line !== "");
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) =>
    cell.replace(/^"|"$/g, ""),
  );
}

interface EasyComextClean {
  /** SQL giving the reporter's code from REPORTER. */
  readonly reporter: Statement;
  /** SQL giving why a row of this dialect must not enter, or NULL. May use `goods`, a code or TOTAL, and `union27`, true for the 27 of 2020. */
  readonly dropped: Statement;
}

/**
 * The clean SELECT of an EasyComext dialect. Values in whole euro; "Aug. 2024" is a month, "Jan.-Dec. 2016" a year, and a
 * shorter span ("Jan.-Aug. 2024") repeats its months and is dropped.
 *
 * EasyComext does not say whether a row is intra- or extra-EU trade; imports are taken as by origin, which is right for
 * partners outside the union.
 */
export function easyComextClean({reporter, dropped}: EasyComextClean): Statement {
  return sql`SELECT
    CASE WHEN month IS NOT NULL THEN 100 * year + month WHEN whole_year THEN year END AS period,
    ${reporter} AS reporter_code,
    PARTNER AS partner_code,
    direction AS flow,
    goods AS product,
    ${hsEdition(sql`year`, sql`goods`)} AS hs_edition,
    VALUE_IN_EUR AS value_native,
    NULL::DOUBLE AS net_kg,
    NULL::DOUBLE AS quantity,
    NULL::VARCHAR AS unit,
    CASE direction WHEN 'X' THEN 'destination' ELSE 'origin' END AS partner_basis,
    CASE
      WHEN upper(STAT_PROCEDURE) NOT IN ('TOTAL', 'T-TOTAL') THEN 'one customs procedure: only their total enters'
      WHEN part_of_year THEN 'part of a year: its months enter'
      ELSE ${dropped}
    END AS dropped,
    file_id,
    source_row
  FROM (${READ})`;
}

const SPLIT = sql`SELECT *,
  trim(regexp_extract(PERIOD, '^(.*?)[0-9]{4}$', 1)) AS span,
  TRY_CAST(regexp_extract(PERIOD, '[0-9]{4}$') AS INTEGER) AS year
  FROM typed`;

const READ = sql`SELECT * EXCLUDE (span),
  nullif(list_position(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
    CASE WHEN regexp_full_match(span, '[A-Za-z]{3,9}[.]?') THEN lower(substr(span, 1, 3)) END), 0) AS month,
  span IN ('', 'Jan.-Dec.') AS whole_year,
  span <> 'Jan.-Dec.' AND regexp_full_match(span, '[A-Za-z]{3,9}[.]?-[A-Za-z]{3,9}[.]?') AS part_of_year,
  CASE WHEN FLOW IN ('EXPORT', '2-EXPORT', 'EXPORTATION') THEN 'X' ELSE 'M' END AS direction,
  CASE WHEN upper(PRODUCT) IN ('TOTAL', 'TOTAL-TOTAL') THEN 'TOTAL'
    ELSE coalesce(nullif(regexp_extract(PRODUCT, '^([0-9]{2,10})(-|$)', 1), ''), PRODUCT) END AS goods,
  regexp_matches(REPORTER, '27 (countries|pays)') AS union27
  FROM (${SPLIT})`;

/**
 * The reporter's published name. The names of the union and the euro area carry their members and change with them; here
 * they become one name each, which the reference lists as aggregates.
 */
export const REPORTER_NAME = sql`CASE
  WHEN regexp_matches(REPORTER, '^(European Union|Union européenne)') THEN 'European Union'
  WHEN regexp_matches(REPORTER, '^(Euro area|Zone euro)') THEN 'Euro area'
  ELSE REPORTER END`;
