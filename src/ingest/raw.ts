import {createReadStream} from "node:fs";
import {readFile} from "node:fs/promises";
import {pipeline} from "node:stream/promises";
import {promisify} from "node:util";
import {createGunzip, gunzip} from "node:zlib";
import {SourceError, StoreError} from "../base/index.ts";
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
import type {RawCell, RawFile, Shape} from "./source.ts";
import {zipContent} from "./zip.ts";

/** A file on its way in: where it lies, which number it has in `meta.file`. */
export interface RawInput {
  readonly writer: Writer;
  readonly source: string;
  readonly dialect: Shape;
  readonly file: FoundFile;
  readonly fileId: number;
  /** Columns of the dialect that the file has. */
  readonly present: readonly string[];
}

/** Name of the raw table of a dialect, below the schema raw. */
export function rawTable(source: string, dialect: Shape): string {
  return `${cleanTable(source)}__${dialect.id.replaceAll("-", "_")}`;
}

/** The raw table of a dialect, empty: every declared column as text (as published), then file and row. */
export function createRaw(source: string, dialect: Shape): Statement {
  const columns = Object.keys(dialect.columns).map((column) => sql`${name(column)} VARCHAR`);
  return sql`CREATE TABLE IF NOT EXISTS ${name("raw", rawTable(source, dialect))} (${joined(columns, ", ")}, file_id INTEGER, source_row BIGINT)`;
}

/** Copies a file into its raw table, cell by cell as published. `source_row` counts as the publisher does, header included. */
export async function loadRaw(input: RawInput): Promise<void> {
  if (input.dialect.read !== undefined) return appendRows(input, input.dialect.read);
  await refuseTruncated(input.file);
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

/**
 * A file's rows as published with `source_row`: 1-based in Parquet; in CSV the header is row 1 and every record one more,
 * blank lines apart, which is an editor's line number as long as there are none and no cell holds a line break.
 */
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

/**
 * A reading error in the project's words: file, line and what is odd there. Errors that are so already pass through, and
 * so does what is no fault of the file.
 */
export function malformed(file: FoundFile, cause: unknown): unknown {
  if (!(cause instanceof StoreError) || cause.code !== "statement-refused") return cause;
  if (!/^(Invalid Input|Conversion|IO|Invalid) Error/.test(cause.message)) return cause;
  const line = /Line:?\s*(\d+)/i.exec(cause.message)?.[1];
  const original = /^Original Line: (.*)$/m.exec(cause.message)?.[1];
  const shownLine = original === undefined ? "" : `: ${JSON.stringify(original.slice(0, 80))}`;
  const otherEncoding = /unicode|not utf-8/i.test(cause.message);
  return new SourceError(otherEncoding ? "not-utf8" : "file-malformed", {
    message: otherEncoding
      ? `line ${line ?? "?"} of "${file.shown}" is not UTF-8${shownLine}`
      : `${line === undefined ? `"${file.shown}"` : `line ${line}`} does not read as ${file.probe.kind}: ${gist(cause.message)}${shownLine}`,
    where: line === undefined ? file.shown : `${file.shown}:${line}`,
    hint: otherEncoding
      ? "save the file as UTF-8, for example: iconv -f WINDOWS-1252 -t UTF-8"
      : "mend the line, or download the file again",
    cause,
  });
}

const GISTS: readonly (readonly [RegExp, string])[] = [
  [/Expected Number of Columns: (\d+) Found: (\d+)/, "expected $1 cells, found $2"],
  [/unterminated quote/, "a quote is opened and not closed"],
  [
    /state machine reached an invalid state/,
    "its lines end in different ways, or a quote stands inside a cell",
  ],
  [/Maximum line size/, "a line is longer than 2 MB"],
];

function gist(reason: string): string {
  for (const [pattern, words] of GISTS) {
    const found = pattern.exec(reason);
    if (found !== null) return words.replace(/\$(\d)/g, (_, group) => found[Number(group)] ?? "");
  }
  return (reason.split("\n")[0] ?? reason).slice(0, 200);
}

/**
 * Decompresses a gzip file to its end: the engine takes a cut one for a whole one and would load half of it.
 *
 * @throws SourceError "file-truncated" when it is cut or altered
 */
export async function refuseTruncated({path, shown, gzipped}: FoundFile): Promise<void> {
  if (!gzipped) return;
  try {
    await pipeline(createReadStream(path), createGunzip(), async (content) => {
      for await (const _ of content);
    });
  } catch (cause) {
    throw truncated(shown, cause);
  }
}

function truncated(shown: string, cause: unknown): SourceError {
  return new SourceError("file-truncated", {
    message: `"${shown}" ends before its compressed content does, or was altered`,
    where: shown,
    hint: "download it again",
    cause,
  });
}

async function appendRows(
  {writer, source, dialect, file, fileId}: RawInput,
  read: NonNullable<Shape["read"]>,
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
    if (file.entry !== null) return Buffer.concat(await Array.fromAsync(zipContent(file, file.entry)));
    const stored = await readFile(file.path);
    try {
      return file.gzipped ? await inflate(stored) : stored;
    } catch (cause) {
      throw truncated(file.shown, cause);
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
