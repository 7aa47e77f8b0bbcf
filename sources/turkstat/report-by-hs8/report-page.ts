import {quoteList, SourceError} from "../../../src/base/index.ts";
import type {RawBatch, RawCell, RawFile} from "../../../src/ingest/index.ts";

/** Year, month, country number and country name: given once, then left out while they stay the same. */
const CARRIED = 4;
const NUMBERS = 6;

const HEADINGS = [
  "Year",
  "Month",
  "Country",
  "Country name",
  "HS8",
  "HS8 name",
  "Unit",
  "Export quantity 1",
  "Export quantity 2",
  "Import quantity 1",
  "Import quantity 2",
  "Export Dollar",
  "Import Dollar",
] as const;

/**
 * Lines of a report page "External trade by partner country and HS8": year, month, country number and name, code, its
 * name, unit, then quantities and US dollars of exports and imports as numbers. `sourceRows` count the page's table rows.
 *
 * @throws SourceError "page-layout" naming the table row where the page is not as in 2025
 */
export async function* readReportPage(file: RawFile): AsyncGenerator<RawBatch> {
  const rows = (await file.text()).split(/<tr\b/i).slice(1).map(textsOf);
  const heading = rows.findIndex((texts) => texts[0] === HEADINGS[0]);
  const found = rows[heading]?.slice(0, HEADINGS.length) ?? [];
  if (found.join("|") !== HEADINGS.join("|")) {
    throw pageLayout(
      file.name,
      heading + 1,
      `the headings are ${quoteList(found, 20)}, expected ${quoteList(HEADINGS, 20)}`,
    );
  }
  const sourceRows: number[] = [];
  const cells: RawCell[][] = [];
  let carried: readonly string[] = [];
  for (const [at, texts] of rows.entries()) {
    const code = texts.findIndex((text) => /^\d{8}$/.test(text));
    if (at <= heading || code === -1) continue;
    carried = [...carried.slice(0, CARRIED - code), ...texts.slice(0, code)];
    if (code > CARRIED || carried.length !== CARRIED)
      throw pageLayout(
        file.name,
        at + 1,
        `the line starts with ${quoteList(texts.slice(0, code))}, expected year, month and country`,
      );
    sourceRows.push(at + 1);
    cells.push([...carried, ...lineOf(texts.slice(code), file.name, at + 1)]);
  }
  yield {sourceRows, rows: cells};
}

function lineOf(texts: readonly string[], where: string, row: number): RawCell[] {
  const [code = null, label = null, unit = null] = texts;
  return [
    code,
    label,
    unit,
    ...Array.from({length: NUMBERS}, (_, at) => numberOf(texts[3 + at], where, row)),
  ];
}

/** "50.263" is 50 263: points part thousands, a comma the decimals. */
function numberOf(text: string | undefined, where: string, row: number): number {
  if (text !== undefined && /^\d{1,3}(\.\d{3})*(,\d+)?$/.test(text))
    return Number(text.replaceAll(".", "").replace(",", "."));
  throw pageLayout(where, row, `"${text ?? ""}" is no number such as 50.263`);
}

/** Texts of the cells that hold one, tags and entities resolved. */
function textsOf(row: string): string[] {
  const cells = row.split(/<td\b/i).slice(1);
  return cells.filter((cell) => /<font\b/i.test(cell)).map(plain);
}

function plain(cell: string): string {
  const text = cell.slice(cell.indexOf(">") + 1).replace(/<[^>]*>/g, "");
  const resolved = text
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
  return resolved.replace(/\s+/g, " ").trim();
}

function pageLayout(where: string, row: number, message: string): SourceError {
  return new SourceError("page-layout", {
    message: `table row ${row}: ${message}`,
    where: `${where}:${row}`,
    hint: "ask TurkStat's site for the report in English, by partner country and HS8, and save the whole page",
  });
}
