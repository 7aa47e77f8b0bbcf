import {readFile} from "node:fs/promises";
import {promisify} from "node:util";
import {gunzip} from "node:zlib";
import {SourceError} from "../base/index.ts";
import {
  type AppendRow,
  cleanTable,
  fixed,
  joined,
  name,
  type Statement,
  sql,
  type Writer,
} from "../store/index.ts";
import {splitHeader} from "./csv-header.ts";
import type {FoundFile} from "./inspect.ts";
import type {Dialect, RawCell, RawFile} from "./source.ts";

/** A file on its way in: where it lies, which number it has in `meta.file`. */
export interface RawInput {
  readonly writer: Writer;
  readonly source: string;
  readonly dialect: Dialect;
  readonly file: FoundFile;
  readonly fileId: number;
  /** Columns of the dialect that the file has. */
  readonly present: readonly string[];
}

/** Name of the raw table of a dialect, below the schema raw. */
export function rawTable(source: string, dialect: Dialect): string {
  return `${cleanTable(source)}__${dialect.id.replaceAll("-", "_")}`;
}

/** The raw table of a dialect, empty: every declared column as text (as published), then file and row. */
export function createRaw(source: string, dialect: Dialect): Statement {
  const columns = Object.keys(dialect.columns).map((column) => sql`${name(column)} VARCHAR`);
  return sql`CREATE TABLE IF NOT EXISTS ${name("raw", rawTable(source, dialect))} (${joined(columns, ", ")}, file_id INTEGER, source_row BIGINT)`;
}

/** Copies a file into its raw table, cell by cell as published. `source_row` counts as the publisher does, header included. */
export async function loadRaw(input: RawInput): Promise<void> {
  if (input.dialect.read !== undefined) return appendRows(input, input.dialect.read);
  const {writer, source, dialect, fileId, present} = input;
  const table = name("raw", rawTable(source, dialect));
  const columns = joined(
    present.map((column) => sql`${name(column)}`),
    ", ",
  );
  const cells = joined(
    present.map((column) => sql`CAST(${name(column)} AS VARCHAR)`),
    ", ",
  );
  try {
    await writer.run(
      sql`INSERT INTO ${table} (${columns}, file_id, source_row) SELECT ${cells}, ${fileId}, source_row FROM ${publishedRows(input.file)}`,
    );
  } catch (cause) {
    throw malformed(input.file, cause);
  }
}

/** A file's rows as published with `source_row`: 1-based in Parquet, and in CSV as an editor numbers lines, header included. */
export function publishedRows(file: FoundFile): Statement {
  if (file.probe.kind === "parquet") {
    return sql`(SELECT * EXCLUDE (file_row_number), file_row_number + 1 AS source_row FROM read_parquet(${file.path}, file_row_number = true))`;
  }
  // The engine numbers rows in file order: read_csv keeps insertion order, and the window sees rows as they come.
  return sql`(SELECT *, row_number() OVER () + 1 AS source_row FROM ${readCsv(file)})`;
}

/** The engine's reader over a CSV file: every column text, strict quoting, header skipped, nothing guessed. */
function readCsv(file: FoundFile): Statement {
  const {columns, delimiter} = splitHeader(file.probe.head);
  const types = columns.map((column) => `'${column.replaceAll("'", "''")}': 'VARCHAR'`).join(", ");
  return sql`read_csv(${file.path}, auto_detect = false, columns = {${fixed(types)}}, header = true,
    delim = ${fixed(`'${delimiter}'`)}, quote = '"', escape = '"', strict_mode = true, null_padding = false,
    compression = ${fixed(file.gzipped ? "'gzip'" : "'none'")}, encoding = 'utf-8')`;
}

/** A reading error in the project's words: file, line and what is odd there. Errors that are so already pass through. */
export function malformed(file: FoundFile, cause: unknown): unknown {
  if (cause instanceof SourceError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/no space left/i.test(reason)) return cause;
  const line = /Line:?\s*(\d+)/i.exec(reason)?.[1];
  const truncated = /gzip|zlib|miniz|compress/i.test(reason);
  return new SourceError(truncated ? "file-truncated" : "file-malformed", {
    message: truncated
      ? `"${file.shown}" ends before its compressed content does`
      : `${line === undefined ? "the file" : `line ${line}`} does not read as ${file.probe.kind}: ${gist(reason)}`,
    where: line === undefined ? file.shown : `${file.shown}:${line}`,
    hint: truncated ? "download it again" : "mend the line, or download the file again",
    cause,
  });
}

function gist(reason: string): string {
  const telling = reason
    .split("\n")
    .find(
      (line) =>
        /expected|quote|unicode|utf|convert|value|column/i.test(line) &&
        !/^\s*(\*|columns|possible)/i.test(line),
    );
  return (telling ?? reason.split("\n")[0] ?? reason).trim().slice(0, 200);
}

async function appendRows(
  {writer, source, dialect, file, fileId}: RawInput,
  read: NonNullable<Dialect["read"]>,
): Promise<void> {
  for await (const batch of read(rawFile(file))) {
    const rows = batch.rows.map(
      (cells, at): AppendRow => ({
        cells: cells.map(asText),
        fileId,
        sourceRow: batch.sourceRows[at] ?? Number.NaN,
      }),
    );
    const width = Object.keys(dialect.columns).length;
    const odd = rows.find((row) => row.cells.length !== width);
    if (odd !== undefined) {
      throw new SourceError("row-width", {
        message: `row ${odd.sourceRow} has ${odd.cells.length} cells where ${width} are declared`,
        where: `${file.shown}:${odd.sourceRow}`,
        hint: "the layout of this file differs from the one known; see the source's README",
      });
    }
    await writer.append("raw", rawTable(source, dialect), rows);
  }
}

function asText(cell: RawCell): string | null {
  return cell === null ? null : String(cell);
}

const inflate = promisify(gunzip);

/** A file as a dialect reads it: unpacked, decoded strictly. Its readers throw SourceError "file-truncated", "not-utf8". */
export function rawFile(file: FoundFile): RawFile {
  const bytes = async (): Promise<Uint8Array> => {
    const stored = await readFile(file.path);
    try {
      return file.gzipped ? await inflate(stored) : stored;
    } catch (cause) {
      throw new SourceError("file-truncated", {
        message: `"${file.shown}" ends before its compressed content does`,
        where: file.shown,
        hint: "download it again",
        cause,
      });
    }
  };
  return {name: file.probe.name, bytes, text: async () => decode(await bytes(), file.shown)};
}

function decode(bytes: Uint8Array, shown: string): string {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch (cause) {
    throw new SourceError("not-utf8", {
      message: `"${shown}" is not UTF-8 throughout`,
      where: shown,
      hint: "save the file as UTF-8",
      cause,
    });
  }
}
