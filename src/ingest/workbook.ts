import {SourceError} from "../base/index.ts";
import type {Probe} from "./probe.ts";
import type {RawCell} from "./source.ts";
import {readXls} from "./xls.ts";
import {readSheets, type SheetRows} from "./xlsx.ts";

const HEAD_CHARACTERS = 65_536;
const HEAD_ROWS = 40;

/**
 * Every worksheet of an .xls or .xlsx workbook; the first bytes say which of the two it is.
 *
 * @param where file name for errors
 * @throws SourceError "workbook-unreadable" as `readXls` and `readSheets` do
 */
export async function openWorkbook(bytes: Uint8Array, where: string): Promise<readonly SheetRows[]> {
  const isCompound = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  return isCompound ? readXls(bytes, where) : readSheets(bytes, where);
}

/** What a workbook shows before it is read: the first rows of each sheet, cells parted by tabs, at most 64 Ki characters. */
export function workbookHead(sheets: readonly SheetRows[]): string {
  const lines = sheets.flatMap(({rows}) =>
    rows
      .slice(0, HEAD_ROWS)
      .filter((row) => row.some((cell) => cell !== null))
      .map((row) => row.map((cell) => (cell === null ? "" : String(cell))).join("\t")),
  );
  return lines.join("\n").slice(0, HEAD_CHARACTERS);
}

/**
 * True for a workbook whose first rows say `title`. Where the probe carries no text of workbooks, the file's name must
 * say `name` instead, and the dialect's reader then checks the title itself.
 */
export function workbookSays(
  {kind, head, name: fileName}: Probe,
  {title, name}: {readonly title: RegExp; readonly name: RegExp},
): boolean {
  if (kind !== "xls" && kind !== "xlsx") return false;
  return head === "" ? name.test(fileName) : title.test(head);
}

/** The cell as text, empty for a cell without a value or beyond the row's end. Places count from 0. */
export function cellText(rows: SheetRows["rows"], row: number, column: number): string {
  const cell: RawCell | undefined = rows[row]?.[column];
  return cell === null || cell === undefined ? "" : String(cell);
}

/** The table is not laid out as its publisher did before. `what` says what was found where and what was expected. */
export function layoutError(where: string, what: string): SourceError {
  return new SourceError("workbook-layout", {
    message: what,
    where,
    hint: "compare the sheet with the layout in the source's README; a new layout needs a dialect of its own",
  });
}
