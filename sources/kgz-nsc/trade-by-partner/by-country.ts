import type {RawBatch, RawCell, RawFile} from "../../../src/ingest/index.ts";
import {cellText, layoutError, openWorkbook} from "../../../src/ingest/workbook.ts";

type Rows = readonly (readonly RawCell[])[];

/** The three languages of a row's name; the years follow. */
const ENGLISH = 2;
const FIRST_YEAR = 3;

/**
 * Rows of a workbook 4.03.00.18 or 4.03.00.20 in long form: flow, names in Kyrgyz, Russian and English, heading of the
 * year as printed, year, value. Rows without any value (headings, footnotes) are left out.
 *
 * @throws SourceError "workbook-layout" naming sheet and cell where the table is not as in the editions to 2023
 */
export async function* readByCountry(file: RawFile): AsyncGenerator<RawBatch> {
  const sheets = await openWorkbook(await file.bytes(), file.name);
  const found = sheets.find(({rows}) => /Geographic distribution of/i.test(cellText(rows, 0, ENGLISH)));
  if (found === undefined) {
    throw layoutError(file.name, 'no sheet says "Geographic distribution of exports of goods" in cell C1');
  }
  yield longForm(found.rows, `${file.name}, sheet "${found.name}"`);
}

function longForm(rows: Rows, where: string): RawBatch {
  const flow = /exports/i.test(cellText(rows, 0, ENGLISH)) ? "X" : "M";
  if (!/thousand US dollars/i.test(cellText(rows, 1, ENGLISH))) {
    throw layoutError(where, `cell C2 is "${cellText(rows, 1, ENGLISH)}", expected "(thousand US dollars)"`);
  }
  const heading = rows.findIndex((_, at) => /^(19|20)\d{2}/.test(cellText(rows, at, FIRST_YEAR)));
  if (heading === -1) throw layoutError(where, "no row has a year in column D");
  const years = yearsOf(rows[heading] ?? [], `${where}, row ${heading + 1}`);
  const sourceRows: number[] = [];
  const cells: RawCell[][] = [];
  for (const [at, row] of rows.entries()) {
    const values = row.slice(FIRST_YEAR);
    if (at <= heading || values.every((value) => value === null)) continue;
    for (const [index, {printed, year}] of years.entries()) {
      sourceRows.push(at + 1);
      cells.push([flow, ...namesOf(row), printed, year, values[index] ?? null]);
    }
  }
  return {sourceRows, rows: cells};
}

function namesOf(row: readonly RawCell[]): RawCell[] {
  return [row[0] ?? null, row[1] ?? null, row[ENGLISH] ?? null];
}

/** A year may carry the number of a footnote: "2023 1". */
function yearsOf(
  row: readonly RawCell[],
  where: string,
): {readonly printed: string; readonly year: number}[] {
  return row.slice(FIRST_YEAR).map((cell, at) => {
    const printed = String(cell);
    const year = /^((19|20)\d{2})(\s*\d)?\*?$/.exec(printed)?.[1];
    if (year !== undefined) return {printed, year: Number(year)};
    throw layoutError(where, `column ${FIRST_YEAR + at + 1} is headed "${printed}", expected a year`);
  });
}
