import type {RawBatch, RawCell, RawFile} from "../../../src/ingest/index.ts";
import {cellText, layoutError, openWorkbook} from "../../../src/ingest/workbook.ts";

type Rows = readonly (readonly RawCell[])[];

const HEADINGS = {flow: 3, period: 4} as const;
const FIRST_GROUP = 5;
const FLOWS: Readonly<Record<string, string>> = {Экспорт: "X", Импорт: "M"};

interface Column {
  readonly at: number;
  readonly flow: string;
  readonly year: number;
}

/**
 * Cells of "Экспорт и импорт товаров … по группам стран" in long form: flow, group as printed, year, value in billion USD.
 *
 * @throws SourceError "workbook-layout" naming sheet and cell where the table is not as for 2023
 */
export async function* readCountryGroups(file: RawFile): AsyncGenerator<RawBatch> {
  const sheets = await openWorkbook(await file.bytes(), file.name);
  const sheet = sheets.find(({rows}) => /по группам стран/.test(cellText(rows, 0, 0)));
  if (sheet === undefined) throw layoutError(file.name, 'no sheet says "по группам стран" in cell A1');
  const where = `${file.name}, sheet "${sheet.name}"`;
  if (!/млрд\. долл/.test(cellText(sheet.rows, 0, 0)))
    throw layoutError(where, 'cell A1 does not say "(млрд. долл. США)"');
  yield longForm(sheet.rows, where);
}

function longForm(rows: Rows, where: string): RawBatch {
  const columns = columnsOf(rows, where);
  const sourceRows: number[] = [];
  const cells: RawCell[][] = [];
  for (const [at, row] of rows.entries()) {
    const group = row[0] ?? null;
    if (at < FIRST_GROUP || group === null) continue;
    for (const {at: column, flow, year} of columns) {
      sourceRows.push(at + 1);
      cells.push([flow, group, year, row[column] ?? null]);
    }
  }
  return {sourceRows, rows: cells};
}

/** Whole years only: "январь-декабрь 2023" below "Экспорт" or "Импорт"; growth rates are passed over. */
function columnsOf(rows: Rows, where: string): Column[] {
  let flow: string | undefined;
  const columns: Column[] = [];
  for (const [at, heading] of (rows[HEADINGS.period] ?? []).entries()) {
    flow = FLOWS[cellText(rows, HEADINGS.flow, at)] ?? flow;
    const year = /^январь-декабрь (\d{4})$/.exec(String(heading ?? ""))?.[1];
    if (year !== undefined && flow !== undefined) columns.push({at, flow, year: Number(year)});
  }
  if (columns.length > 0) return columns;
  throw layoutError(where, 'row 5 has no whole year such as "январь-декабрь 2023"');
}
