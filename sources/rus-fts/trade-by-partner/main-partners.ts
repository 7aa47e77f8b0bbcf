import type {RawBatch, RawCell, RawFile} from "../../../src/ingest/index.ts";
import {cellText, layoutError, openWorkbook} from "../../../src/ingest/workbook.ts";

type Rows = readonly (readonly RawCell[])[];

const MONTHS: readonly string[] = [
  "январь",
  "февраль",
  "март",
  "апрель",
  "май",
  "июнь",
  "июль",
  "август",
  "сентябрь",
  "октябрь",
  "ноябрь",
  "декабрь",
];

/** In each sheet: the title, the unit, the line of partners, then years with their months below them. */
const PLACES = {title: 1, unit: 3, partners: 4} as const;
const FLOWS = {Экспорт: "X", Импорт: "M"} as const;

/**
 * Cells of 96stran.xlsx in long form: flow, partner as printed, year, month, value in million USD.
 *
 * @throws SourceError "workbook-layout" naming sheet and cell where a table is not as in 2022
 */
export async function* readMainPartners(file: RawFile): AsyncGenerator<RawBatch> {
  const sheets = await openWorkbook(await file.bytes(), file.name);
  for (const [name, flow] of Object.entries(FLOWS)) {
    const sheet = sheets.find((candidate) => candidate.name === name);
    if (sheet === undefined) throw layoutError(file.name, `there is no sheet "${name}"`);
    yield longForm(sheet.rows, flow, `${file.name}, sheet "${name}"`);
  }
}

function longForm(rows: Rows, flow: "X" | "M", where: string): RawBatch {
  checkLayout(rows, flow, where);
  const partners = (rows[PLACES.partners] ?? []).map((cell) => (cell === null ? null : String(cell)));
  const sourceRows: number[] = [];
  const cells: RawCell[][] = [];
  let year: number | null = null;
  for (const [at, row] of rows.entries()) {
    const label = row[0] ?? null;
    if (at <= PLACES.partners || label === null) continue;
    if (typeof label === "number") {
      year = label;
      continue;
    }
    const month = MONTHS.indexOf(String(label).toLowerCase());
    if (month === -1)
      throw layoutError(where, `cell A${at + 1} is "${label}", expected a year or a Russian month`);
    if (year === null) throw layoutError(where, `row ${at + 1} is a month and no year stands above it`);
    for (const [column, partner] of partners.entries()) {
      if (partner === null) continue;
      sourceRows.push(at + 1);
      cells.push([flow, partner, year, month + 1, row[column] ?? null]);
    }
  }
  return {sourceRows, rows: cells};
}

function checkLayout(rows: Rows, flow: "X" | "M", where: string): void {
  const title = flow === "X" ? /^Экспорт Российской Федерации/ : /^Импорт Российской Федерации/;
  if (!title.test(cellText(rows, PLACES.title, 0)))
    throw layoutError(
      where,
      `cell A2 is "${cellText(rows, PLACES.title, 0)}", expected the title of the table`,
    );
  // The publisher misspells the unit: "(млн доллалов США)".
  if (!/^\(млн дол.*США\)$/.test(cellText(rows, PLACES.unit, 0)))
    throw layoutError(where, `cell A4 is "${cellText(rows, PLACES.unit, 0)}", expected "(млн долларов США)"`);
}
