import type {RawBatch, RawCell, RawFile} from "../../../src/ingest/index.ts";
import {cellText, layoutError, openWorkbook} from "../../../src/ingest/workbook.ts";

type Rows = readonly (readonly RawCell[])[];

/** Columns that stand under each of "Товарооборот", "Экспорт" and "Импорт": the value and its share of the total. */
const COLUMNS = {name: 0, turnover: 1, exports: 3, imports: 5} as const;
const FIRST_PARTNER = 5;

/**
 * Rows of the yearbook "Основные показатели внешней торговли": sheet, year, name as published, then turnover, exports
 * and imports each with its share in per cent. A batch a year.
 *
 * @throws SourceError "workbook-layout" naming sheet and cell where a table is not as in 2018 to 2024
 */
export async function* readYearbook(file: RawFile): AsyncGenerator<RawBatch> {
  const sheets = await openWorkbook(await file.bytes(), file.name);
  const years = sheets.filter(({rows}) => /^\d{4} год$/.test(cellText(rows, 1, 0)));
  if (years.length === 0) {
    throw layoutError(file.name, 'no sheet has a year in cell A2, such as "2023 год"');
  }
  for (const {name, rows} of years) yield yearOf(name, rows, `${file.name}, sheet "${name}"`);
}

function yearOf(sheet: string, rows: Rows, where: string): RawBatch {
  checkLayout(rows, where);
  const year = Number(cellText(rows, 1, 0).slice(0, 4));
  const partners = rows.flatMap((row, at) =>
    at >= FIRST_PARTNER && typeof row[COLUMNS.name] === "string" ? [{at, row}] : [],
  );
  return {
    sourceRows: partners.map(({at}) => at + 1),
    rows: partners.map(({row}) => [
      sheet,
      year,
      ...Array.from({length: 7}, (_, column) => row[column] ?? null),
    ]),
  };
}

function checkLayout(rows: Rows, where: string): void {
  const expected = [
    {row: 2, column: 4, text: "тыс. долларов США"},
    {row: 3, column: COLUMNS.name, text: "Наименование"},
    {row: 3, column: COLUMNS.turnover, text: "Товарооборот"},
    {row: 3, column: COLUMNS.exports, text: "Экспорт"},
    {row: 3, column: COLUMNS.imports, text: "Импорт"},
    {row: 4, column: COLUMNS.turnover, text: "всего"},
    {row: 4, column: COLUMNS.exports, text: "всего"},
    {row: 4, column: COLUMNS.imports, text: "всего"},
    {row: FIRST_PARTNER, column: COLUMNS.name, text: "Всего"},
  ];
  for (const {row, column, text} of expected) {
    const found = cellText(rows, row, column);
    if (found.trim().toLowerCase().startsWith(text.toLowerCase())) continue;
    throw layoutError(where, `cell ${"ABCDEFG"[column]}${row + 1} is "${found}", expected "${text}"`);
  }
}
