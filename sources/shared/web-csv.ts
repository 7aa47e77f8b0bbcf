import {SourceError} from "../../src/base/index.ts";
import type {RawBatch, RawFile} from "../../src/ingest/index.ts";

/**
 * Rows of a CSV as the publisher's web site saves it: Windows-1252 in spite of names in all languages, and with a comma
 * after the last cell of each row that the header does not have. Both are tolerated, in any combination with their absence.
 *
 * @param columns all known columns, in order
 * @param required those that the header must name
 * @throws SourceError "column-missing", "column-unknown", "row-width", "file-malformed" for an open quote
 */
export async function* webCsvRows(
  file: RawFile,
  {columns, required}: {columns: readonly string[]; required: readonly string[]},
): AsyncGenerator<RawBatch> {
  const [header = {line: 1, cells: []}, ...records] = parseRecords(decode(await file.bytes()), file.name);
  const names = header.cells.at(-1) === "" ? header.cells.slice(0, -1) : header.cells;
  checkHeader(names, {file: file.name, columns, required});
  const places = columns.map((column) => names.indexOf(column));
  for (const {line, cells} of records) checkWidth(cells, names.length, `${file.name}:${line}`);
  yield {
    sourceRows: records.map(({line}) => line),
    rows: records.map(({cells}) => places.map((place) => (place === -1 ? null : (cells[place] ?? null)))),
  };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    // Not an error: this is how the site saves names with accents.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/** RFC 4180 with any line ends; `line` is where the record starts. */
function parseRecords(text: string, where: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
  let cells: string[] = [];
  let line = 1;
  let start = 1;
  while (field.lastIndex < text.length) {
    const found = field.exec(text);
    if (found === null) throw malformed(where, start);
    const [whole, quoted, plain = "", end] = found;
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += whole.split("\n").length - 1;
    if (end === ",") continue;
    records.push({line: start, cells});
    cells = [];
    start = line;
  }
  return records;
}

function malformed(where: string, line: number): SourceError {
  return new SourceError("file-malformed", {
    message: `line ${line} does not read as csv: a quote is open or stands inside a cell`,
    where: `${where}:${line}`,
    hint: "mend the line, or download the file again",
  });
}

function checkHeader(
  names: readonly string[],
  {file, columns, required}: {file: string; columns: readonly string[]; required: readonly string[]},
): void {
  const missing = required.find((column) => !names.includes(column));
  const unknown = names.find((column) => !columns.includes(column));
  if (missing === undefined && unknown === undefined) return;
  throw new SourceError(missing === undefined ? "column-unknown" : "column-missing", {
    message:
      missing === undefined
        ? `column "${unknown}" is unknown`
        : `expected column "${missing}", found ${names.join(", ")}`,
    where: file,
    hint: "take it or ignore it by name in the columns of the source",
  });
}

function checkWidth(cells: readonly string[], width: number, where: string): void {
  if (cells.length === width || (cells.length === width + 1 && cells.at(-1) === "")) return;
  throw new SourceError("row-width", {
    message: `the row has ${cells.length} cells where the header has ${width}`,
    where,
    hint: "mend the line, or download the file again",
  });
}
