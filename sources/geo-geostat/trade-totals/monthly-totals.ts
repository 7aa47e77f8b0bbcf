import type {RawBatch, RawCell, RawFile} from "../../../src/ingest/index.ts";
import {cellText, layoutError, openWorkbook} from "../../../src/ingest/workbook.ts";

type Rows = readonly (readonly RawCell[])[];

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const FIRST_YEAR_COLUMN = 1;

/**
 * Cells of FTrade_….xlsx in long form: flow, year as printed, year, month (null for the year's total), value in million
 * USD, number of months of that year and flow that have a value.
 *
 * @throws SourceError "workbook-layout" naming sheet and cell where the table is not as in 2024
 */
export async function* readMonthlyTotals(file: RawFile): AsyncGenerator<RawBatch> {
  const sheets = await openWorkbook(await file.bytes(), file.name);
  const found = sheets.find(({rows}) => /^Georgian Exports and Imports/.test(cellText(rows, 0, 0)));
  if (found === undefined)
    throw layoutError(file.name, 'no sheet says "Georgian Exports and Imports in …" in cell A1');
  const {rows} = found;
  const where = `${file.name}, sheet "${found.name}"`;
  if (!rows.slice(0, 4).some((row) => row[0] === "(Mill. USD)")) {
    throw layoutError(where, 'none of the first four rows says "(Mill. USD)"');
  }
  yield block({rows, label: "Total Exports", flow: "X", where});
  yield block({rows, label: "Total Imports", flow: "M", where});
}

interface BlockInput {
  readonly rows: Rows;
  readonly label: "Total Exports" | "Total Imports";
  readonly flow: "X" | "M";
  readonly where: string;
}

/** The total of a flow, the line "of which:", then twelve months. */
function block({rows, label, flow, where}: BlockInput): RawBatch {
  const top = rows.findIndex((row) => row[0] === label);
  if (top === -1) throw layoutError(where, `no row is headed "${label}"`);
  const years = yearsOf(rows, where);
  const lines = [top, ...MONTHS.map((_, at) => top + 2 + at)];
  for (const [at, month] of MONTHS.entries()) {
    const found = cellText(rows, top + 2 + at, 0);
    if (found !== month) throw layoutError(where, `cell A${top + 3 + at} is "${found}", expected "${month}"`);
  }
  const sourceRows: number[] = [];
  const cells: RawCell[][] = [];
  for (const [at, line] of lines.entries()) {
    for (const {printed, year, column} of years) {
      const months = lines.slice(1).filter((month) => cellText(rows, month, column) !== "").length;
      sourceRows.push(line + 1);
      cells.push([flow, printed, year, at === 0 ? null : at, rows[line]?.[column] ?? null, months]);
    }
  }
  return {sourceRows, rows: cells};
}

/** Years across, a running or preliminary one with a star: "2024*". */
function yearsOf(
  rows: Rows,
  where: string,
): {readonly printed: string; readonly year: number; readonly column: number}[] {
  const heading = rows.find((row) => /^(19|20)\d{2}\*?$/.test(String(row[FIRST_YEAR_COLUMN])));
  if (heading === undefined) throw layoutError(where, "no row has a year in column B");
  return heading.slice(FIRST_YEAR_COLUMN).map((cell, at) => {
    const printed = String(cell);
    const year = /^((?:19|20)\d{2})\*?$/.exec(printed)?.[1];
    if (year !== undefined) return {printed, year: Number(year), column: FIRST_YEAR_COLUMN + at};
    throw layoutError(where, `column ${FIRST_YEAR_COLUMN + at + 1} is headed "${printed}", expected a year`);
  });
}
