import readWorkbook from "read-excel-file/universal";
import {SourceError} from "../base/index.ts";
import type {RawCell} from "./source.ts";

/** One worksheet. Row 1 of the sheet is `rows[0]`; empty rows between filled ones are kept, so indices are places. */
export interface SheetRows {
  readonly name: string;
  /** Cells from column A on; a row may end before the widest one does. A sheet without any value has no rows. */
  readonly rows: readonly (readonly RawCell[])[];
}

/**
 * Every worksheet of an .xlsx workbook, in the order of its tabs, values as stored (formulas: their last result).
 *
 * Text is trimmed; a number stored as text stays text; a date is YYYY-MM-DD, or with its time of day
 * YYYY-MM-DDThh:mm:ssZ; the value of a merged area stands in its first cell and the others are null.
 *
 * @param where file name for errors
 * @throws SourceError "workbook-unreadable" for a file that is truncated, encrypted, not .xlsx, or has an error value
 */
export async function readSheets(bytes: Uint8Array, where = "workbook"): Promise<readonly SheetRows[]> {
  try {
    const sheets = await readWorkbook(ownBuffer(bytes));
    return sheets.map(({sheet, data}) => ({name: sheet, rows: data.map((row) => row.map(rawCell))}));
  } catch (cause) {
    throw new SourceError("workbook-unreadable", {
      message: `the workbook cannot be read: ${messageOf(cause)}`,
      where,
      hint: "download the file again, or open it and save it as .xlsx",
      cause,
    });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

function rawCell(value: unknown): RawCell {
  if (value === null || value === "") return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) {
    return value
      .toISOString()
      .replace(/T00:00:00\.000Z$/, "")
      .replace(/\.\d{3}Z$/, "Z");
  }
  throw new TypeError(`a cell holds ${Object.prototype.toString.call(value)}`);
}
