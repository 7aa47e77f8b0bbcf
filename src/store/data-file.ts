import {existsSync, statSync} from "node:fs";
import {StoreError, UsageError} from "../base/index.ts";
import type {WholeColumn} from "./column-reader.ts";
import {openWriter, type Writer} from "./database.ts";
import {fixed, joined, name, type Statement, sql} from "./sql.ts";

/** Columns of a data file, read whole. */
export interface DataFile {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, WholeColumn>;
}

/** What a file's columns are called, before any is read. */
export type ChooseColumns = (names: readonly string[]) => readonly string[];

const KINDS = ["csv", "parquet", "json"] as const;
type Kind = (typeof KINDS)[number];

// What programs write for a missing number; only in a column that otherwise holds numbers, because "NA" is Namibia too.
const MISSING_MARKS: ReadonlySet<string> = new Set([
  "",
  "NA",
  "N/A",
  "NaN",
  "nan",
  "NULL",
  "null",
  "None",
  ".",
  "-",
  "..",
]);
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$|^\s*[+-]?inf(?:inity)?\s*$/i;

/**
 * Reads chosen columns of a CSV (also .tsv, .txt, .gz), Parquet or JSON (also newline-delimited) file. Numbers and truth values
 * arrive as numbers, everything else as text; a whole number beyond 2^53 is text, because it would be another number.
 *
 * @param choose told all names, answers those to read; it throws where one is missing
 * @throws UsageError "no-such-file", "data-format", "data-unreadable" with the engine's reason
 */
export async function readDataFile(path: string, choose: ChooseColumns): Promise<DataFile> {
  const kind = kindOf(path);
  refuseNoFile(path);
  const writer = await openWriter(":memory:");
  try {
    return await attempt(writer, path, kind, choose);
  } catch (cause) {
    if (cause instanceof StoreError && cause.code === "statement-refused") throw unreadable(path, cause);
    throw cause;
  } finally {
    writer.close();
  }
}

// Types are guessed from the first rows; where a later row differs, from all of them.
async function attempt(writer: Writer, path: string, kind: Kind, choose: ChooseColumns): Promise<DataFile> {
  try {
    return await readWith(writer, relation(literally(path), kind, false), choose);
  } catch (cause) {
    const guessed = cause instanceof StoreError && cause.code === "statement-refused" && kind !== "parquet";
    if (!guessed) throw cause;
    return await readWith(writer, relation(literally(path), kind, true), choose);
  }
}

// The engine reads [, * and ? of a path as a pattern for several files.
function literally(path: string): string {
  return path.replaceAll(/[[*?]/g, "[$&]");
}

function relation(path: string, kind: Kind, wholeSample: boolean): Statement {
  const sample = fixed(wholeSample ? ", sample_size = -1" : "");
  if (kind === "parquet") return sql`read_parquet(${path})`;
  if (kind === "json") return sql`read_json(${path}${sample})`;
  return sql`read_csv(${path}, header = true${sample})`;
}

interface ColumnType {
  readonly name: string;
  readonly type: string;
}

async function readWith(writer: Writer, from: Statement, choose: ChooseColumns): Promise<DataFile> {
  const described = await writer.rows(
    sql`SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM ${from})`,
  );
  const types = described.map((row) => ({name: String(row.name), type: String(row.type)}));
  const wanted = new Set(choose(types.map((column) => column.name)));
  const chosen = types.filter((column) => wanted.has(column.name));
  const columns = await typedColumns(writer, from, chosen, new Set());
  const inexact = chosen.filter((column) => isInexact(column, columns.get(column.name)));
  const exact =
    inexact.length === 0
      ? columns
      : await typedColumns(writer, from, chosen, new Set(inexact.map((column) => column.name)));
  const rows = chosen.length === 0 ? await countRows(writer, from) : lengthOf(exact);
  return {rows, columns: exact};
}

async function countRows(writer: Writer, from: Statement): Promise<number> {
  const {rows} = await writer.one(sql`SELECT count(*) AS rows FROM ${from}`);
  return Number(rows);
}

function lengthOf(columns: ReadonlyMap<string, WholeColumn>): number {
  const [first] = columns.values();
  if (first === undefined) return 0;
  return first.kind === "number" ? first.values.length : first.codes.length;
}

const NUMERIC =
  /^(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|UTINYINT|USMALLINT|UINTEGER|UBIGINT|UHUGEINT|FLOAT|DOUBLE|DECIMAL)/;
const WIDE = /^(?:BIGINT|HUGEINT|UBIGINT|UHUGEINT)/;

function isInexact({type}: ColumnType, column: WholeColumn | undefined): boolean {
  if (column?.kind !== "number" || !WIDE.test(type)) return false;
  return column.values.some((value) => Math.abs(value) > Number.MAX_SAFE_INTEGER);
}

async function typedColumns(
  writer: Writer,
  from: Statement,
  chosen: readonly ColumnType[],
  asText: ReadonlySet<string>,
): Promise<Map<string, WholeColumn>> {
  if (chosen.length === 0) return new Map();
  const texts = chosen.filter(
    ({name: column, type}) => !(NUMERIC.test(type) || type === "BOOLEAN") || asText.has(column),
  );
  const levels = await textLevels(writer, from, texts);
  const selected: Statement[] = [];
  for (const {name: column, type} of chosen) {
    const found = levels.get(column);
    selected.push(
      found === undefined
        ? numberSelected(column, type)
        : await textSelected(writer, column, found, selected.length),
    );
  }
  const read = await writer.wholeColumns(sql`SELECT ${joined(selected, ", ")} FROM ${from}`);
  return new Map(
    chosen.flatMap(({name: column}, at) => {
      const whole = read[at];
      return whole === undefined ? [] : [[column, whole] as const];
    }),
  );
}

function numberSelected(column: string, type: string): Statement {
  return type === "BOOLEAN" ? sql`${name(column)}::INTEGER::DOUBLE` : sql`${name(column)}::DOUBLE`;
}

/** Distinct texts of each column, ascending, all columns in one pass over the file. */
async function textLevels(
  writer: Writer,
  from: Statement,
  texts: readonly ColumnType[],
): Promise<Map<string, readonly string[]>> {
  if (texts.length === 0) return new Map();
  const lists = texts.map(
    ({name: column}, at) => sql`list(DISTINCT ${name(column)}::VARCHAR) AS ${name(levelName(at))}`,
  );
  await writer.run(
    sql`CREATE OR REPLACE TEMP TABLE text_levels AS SELECT ${joined(lists, ", ")} FROM ${from}`,
  );
  const found = new Map<string, readonly string[]>();
  for (const [at, {name: column}] of texts.entries()) {
    const rows = await writer.rows(
      sql`SELECT unnest(${name(levelName(at))}) AS level FROM text_levels ORDER BY level`,
    );
    found.set(
      column,
      rows.map(({level}) => String(level)),
    );
  }
  return found;
}

function levelName(at: number): string {
  return `level_${at}`;
}

async function textSelected(
  writer: Writer,
  column: string,
  levels: readonly string[],
  at: number,
): Promise<Statement> {
  if (levels.every((level) => MISSING_MARKS.has(level.trim()) || isNumber(level)))
    return sql`nullif(TRY_CAST(${name(column)} AS DOUBLE), 'nan'::DOUBLE)`;
  // Types of earlier attempts stay in this database, which is gone after the file was read.
  const type = `text_${at}_${levels.length}`;
  await writer.run(sql`CREATE TYPE ${name(type)} AS ENUM (SELECT unnest(${[...levels]}::VARCHAR[]))`);
  return sql`${name(column)}::VARCHAR::${name(type)}`;
}

// Codes such as 010121, and whole numbers that would round to their neighbour, are names made of digits.
function isNumber(text: string): boolean {
  if (!NUMBER.test(text) || /^\s*[+-]?0\d/.test(text)) return false;
  return !(Number.isInteger(Number(text)) && /^\s*[+-]?\d{16,}\s*$/.test(text));
}

function kindOf(path: string): Kind {
  const [, ending = ""] = /\.([a-z0-9]+)(?:\.gz)?$/i.exec(path) ?? [];
  const small = ending.toLowerCase();
  if (["csv", "tsv", "txt"].includes(small)) return "csv";
  if (["json", "ndjson", "jsonl"].includes(small)) return "json";
  if (small === "parquet" || small === "pq") return "parquet";
  throw new UsageError("data-format", {
    message: `"${path}" ends in none of .csv, .tsv, .txt, .parquet, .json, .ndjson`,
    where: "--data",
    hint: "rename it to what it is, or convert it",
  });
}

function refuseNoFile(path: string): void {
  if (existsSync(path) && statSync(path).isFile()) return;
  throw new UsageError("no-such-file", {
    message: `there is no file "${path}"`,
    where: "--data",
    hint: "give the path of a CSV, Parquet or JSON file",
  });
}

function unreadable(path: string, cause: StoreError): UsageError {
  const [first = "", second = ""] = cause.message.split("\n");
  return new UsageError("data-unreadable", {
    message: `"${path}" cannot be read: ${[first, second].join(" ").trim()}`,
    where: path,
    hint: "check that every line has as many cells as the header and that the file is UTF-8",
    cause,
  });
}
