import {quoteList, SourceError} from "../../../src/base/index.ts";
import {type RawBatch, type RawCell, type RawFile, readSheets} from "../../../src/ingest/index.ts";

type Sheet = readonly (readonly RawCell[])[];

/** Where one sheet's table stands: what holds for all its cells, and which column is which month. */
interface Layout {
  readonly fixed: ReadonlyMap<string, string>;
  /** Dimensions of the rows, in the order of their columns. */
  readonly across: readonly string[];
  readonly periods: ReadonlyMap<number, string>;
  /** Index of the first row with values. */
  readonly firstRow: number;
}

const DIMENSIONS = ["PRODUCT", "FLOW", "INDICATORS", "REPORTER", "PARTNER"] as const;

/**
 * Cells of a data-browser workbook of DS-045409, a batch a sheet: sheet, day of extraction, product code, flow,
 * indicator, reporter, partner, period, value in euro.
 *
 * The sheets "Summary" and "Structure" are left out, and so is each cell ":" (not available): where no trade was
 * declared Eurostat publishes nothing, and other extracts of the same data have no row there either.
 *
 * @throws SourceError "workbook-layout" naming sheet and cell where the table is not as the data browser writes it
 */
export async function* readWorkbookCells(file: RawFile): AsyncIterable<RawBatch> {
  for (const sheet of await tables(file)) yield dataBrowserCells(sheet);
}

/**
 * Day of extraction as its sheets state it, `YYYY-MM-DD`; the first where an extraction ran past midnight, null for a
 * workbook without a table.
 *
 * @throws SourceError "workbook-layout" naming the sheet that states no day
 */
export async function workbookVintage(file: RawFile): Promise<string | null> {
  const days = (await tables(file)).map(({rows, where}) => dayOfExtraction(rows, where));
  return days.sort()[0] ?? null;
}

async function tables(file: RawFile): Promise<SheetInput[]> {
  const sheets = await readSheets(await file.bytes(), file.name);
  return sheets
    .filter(({name}) => /^Sheet \d+$/.test(name))
    .map(({name, rows}) => ({rows, where: `${file.name}, sheet "${name}"`, sheet: name}));
}

interface SheetInput {
  /** Row 1 of the sheet is `rows[0]`. */
  readonly rows: Sheet;
  /** File and sheet, for errors. */
  readonly where: string;
  readonly sheet: string;
}

/** Cells of one sheet, as `readWorkbookCells` gives them. @throws SourceError "workbook-layout" */
export function dataBrowserCells({rows, where, sheet}: SheetInput): RawBatch {
  const extracted = dayOfExtraction(rows, where);
  const layout = layoutOf(rows, where);
  const sourceRows: number[] = [];
  const cells: RawCell[][] = [];
  for (let at = layout.firstRow; isData(rows[at]); at++) {
    const row = rows[at] ?? [];
    const dimension = dimensionsOf(row, layout, where);
    for (const [column, period] of layout.periods) {
      const value = row[column] ?? null;
      if (value === null || value === ":") continue;
      sourceRows.push(at + 1);
      cells.push([sheet, extracted, ...dimension, period, value]);
    }
    refuseStray(row, layout, at, where);
  }
  return {sourceRows, rows: cells};
}

function dayOfExtraction(rows: Sheet, where: string): string {
  const [, day, month, year] = /^Data extracted on (\d{2})\/(\d{2})\/(\d{4})/.exec(textAt(rows, 0, 0)) ?? [];
  const dataset = textAt(rows, 1, 1);
  if (year === undefined)
    throw layoutError(where, `cell A1 is ${quoteList([textAt(rows, 0, 0)])}, not "Data extracted on …"`);
  if (!dataset.includes("[DS-045409")) {
    throw layoutError(where, `cell B2 names the data set ${quoteList([dataset])}; only DS-045409 is known`);
  }
  return `${year}-${month}-${day}`;
}

// Lines "PRODUCT [PRODUCT] … label [code]" hold for the sheet; "TIME" heads the months; the line of the row dimensions,
// "REPORTER (Labels)", is the last before the values.
function layoutOf(rows: Sheet, where: string): Layout {
  const time = rows.findIndex((row) => row[0] === "TIME");
  const heading = rows.findIndex(
    (row, at) => at > time && /^(REPORTER|PARTNER|PRODUCT|FLOW|INDICATORS)\b/.test(String(row[0])),
  );
  if (time === -1 || heading === -1)
    throw layoutError(where, `there is no line "TIME" with a line of dimensions below it`);
  const fixed = new Map(
    rows
      .slice(3, time)
      .flatMap((row) =>
        row[0] === null || row[0] === undefined ? [] : [[bare(row[0]), lastText(row)] as const],
      ),
  );
  const periods = new Map(
    (rows[time] ?? []).flatMap((cell, column) =>
      /^\d{4}(-\d{2})?$/.test(String(cell)) ? [[column, String(cell)] as const] : [],
    ),
  );
  const firstPeriod = Math.min(...periods.keys());
  const across = (rows[heading] ?? []).slice(0, firstPeriod).map((cell) => bare(cell ?? ""));
  const missing = DIMENSIONS.filter((name) => !fixed.has(name) && !across.includes(name));
  if (periods.size === 0 || missing.length > 0) {
    throw layoutError(
      where,
      periods.size === 0 ? "no column is a month or a year" : `dimension ${quoteList(missing)} is not in it`,
    );
  }
  return {fixed, across, periods, firstRow: heading + 1};
}

// The table ends at an empty line; notes on special values and flags follow it.
function isData(row: readonly RawCell[] | undefined): boolean {
  return row !== undefined && typeof row[0] === "string" && row[0] !== "Special value";
}

function dimensionsOf(row: readonly RawCell[], {fixed, across}: Layout, where: string): string[] {
  return DIMENSIONS.map((name) => {
    const column = across.indexOf(name);
    const label = column === -1 ? (fixed.get(name) ?? "") : String(row[column] ?? "");
    return name === "PRODUCT" ? codeOf(label, where) : label.replace(/ \[[A-Z0-9_]+\]$/, "");
  });
}

function codeOf(label: string, where: string): string {
  const code = /\[([0-9A-Z]+)\]$/.exec(label)?.[1] ?? /^([0-9]{2,8}|TOTAL)$/.exec(label)?.[1];
  if (code !== undefined) return code;
  throw layoutError(
    where,
    `product ${quoteList([label])} has no code; choose codes and labels when downloading`,
  );
}

function refuseStray(row: readonly RawCell[], {periods, across}: Layout, at: number, where: string): void {
  const column = row.findIndex(
    (cell, index) => cell !== null && index >= across.length && !periods.has(index),
  );
  if (column === -1) return;
  throw layoutError(
    where,
    `row ${at + 1}, column ${column + 1} holds ${quoteList([row[column]])} under no month`,
  );
}

function bare(cell: RawCell): string {
  return String(cell).replace(/ (\[[A-Z_]+\]|\((Labels|Codes)\))$/, "");
}

function lastText(row: readonly RawCell[]): string {
  return String(row.findLast((cell) => cell !== null) ?? "");
}

function textAt(rows: Sheet, row: number, column: number): string {
  return String(rows[row]?.[column] ?? "");
}

function layoutError(where: string, message: string): SourceError {
  return new SourceError("workbook-layout", {
    message: `${where}: ${message}`,
    where,
    hint: "download DS-045409 from the data browser as a workbook with a sheet a product, months across, without flags",
  });
}
