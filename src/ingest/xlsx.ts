import readWorkbook, {readSheet} from "read-excel-file/universal";
import {SaxesParser} from "saxes";
import {type Entry, open, type ZipFile} from "yauzl";
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
  return attempted(where, async () => {
    const sheets = await readWorkbook(ownBuffer(bytes));
    return sheets.map(({sheet, data}) => ({name: sheet, rows: data.map((row) => row.map(rawCell))}));
  });
}

/**
 * The rows of the first worksheet alone: what a dialect looks at to know its own.
 *
 * @throws SourceError "workbook-unreadable" as `readSheets` does
 */
export async function readFirstSheet(bytes: Uint8Array, where = "workbook"): Promise<SheetRows["rows"]> {
  return attempted(where, async () =>
    (await readSheet(ownBuffer(bytes), 1)).map((row) => row.map((cell: unknown) => rawCell(cell))),
  );
}

/**
 * The names of a workbook's sheets in the order of its tabs, or null when the zip file at `path` is no workbook. Only
 * the archive's directory and one small entry are read, however large the file is.
 *
 * @throws SourceError "file-truncated" when the archive is
 */
export async function sheetNames(path: string, shown: string): Promise<readonly string[] | null> {
  try {
    const zip = await opened(path);
    try {
      const entry = await entryNamed(zip, "xl/workbook.xml");
      return entry === null ? null : namesIn(await content(zip, entry));
    } finally {
      zip.close();
    }
  } catch (cause) {
    throw new SourceError("file-truncated", {
      message: `"${shown}" is no whole zip file: ${messageOf(cause)}`,
      where: shown,
      hint: "download it again",
      cause,
    });
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

async function attempted<T>(where: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new SourceError("workbook-unreadable", {
      message: `the workbook cannot be read: ${messageOf(cause)}`,
      where,
      hint: "download the file again, or open it and save it as .xlsx",
      cause,
    });
  }
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

function opened(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(path, {lazyEntries: true, autoClose: false}, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

function entryNamed(zip: ZipFile, name: string): Promise<Entry | null> {
  return new Promise((resolve, reject) => {
    zip.on("error", reject);
    zip.on("end", () => resolve(null));
    zip.on("entry", (entry: Entry) => (entry.fileName === name ? resolve(entry) : zip.readEntry()));
    zip.readEntry();
  });
}

function content(zip: ZipFile, entry: Entry): Promise<string> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("error", reject);
      stream.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    });
  });
}

function namesIn(workbookXml: string): string[] {
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on("opentag", ({name, attributes}) => {
    if (/(^|:)sheet$/.test(name)) names.push(String(attributes.name));
  });
  parser.write(workbookXml).close();
  return names;
}
