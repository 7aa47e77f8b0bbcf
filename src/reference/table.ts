import {existsSync, readFileSync} from "node:fs";
import {quoteList, SourceError} from "../base/index.ts";

/** One row of a reference file, every column by name; an empty cell is "". */
export type TableRow<Column extends string> = Readonly<Record<Column, string>>;

/** The `reference/` folder of this package, wherever its modules run from. */
export function referenceFolder(): URL {
  for (let at = new URL("../", import.meta.url); at.pathname !== "/"; at = new URL("../", at)) {
    const folder = new URL("reference/", at);
    if (existsSync(new URL("states/states.csv", folder))) return folder;
  }
  throw new SourceError("reference-missing", {
    where: import.meta.url,
    message: 'no folder above this module holds "reference/states/states.csv"',
    hint: "install the package again, its reference/ folder included",
  });
}

/**
 * Rows of `reference/<file>`, with exactly the named columns, in their order.
 *
 * @param starting what the first cells of the wanted rows hold; the others of a large file are passed over, unchecked
 *
 * @throws SourceError "columns-differ" for an unknown, missing or misplaced column; "cells-differ" for a short or long row
 */
export function readTable<const Column extends string>(
  file: string,
  columns: readonly Column[],
  starting: readonly string[] = [],
): TableRow<Column>[] {
  return parseTable(readFileSync(new URL(file, referenceFolder()), "utf8"), {
    file: `reference/${file}`,
    columns,
    starting,
  });
}

/** Parses the CSV of a reference file; `file` names it in errors, rows are counted from 1 with the header as row 1. */
export function parseTable<const Column extends string>(
  text: string,
  {
    file,
    columns,
    starting = [],
  }: {readonly file: string; readonly columns: readonly Column[]; readonly starting?: readonly string[]},
): TableRow<Column>[] {
  const [header = [], ...records] = splitCsv(text, file, starting);
  if (header.join(",") !== columns.join(",")) {
    throw new SourceError("columns-differ", {
      where: `${file}:1`,
      message: `expected columns ${quoteList(columns, 20)}, found ${quoteList(header, 20)}`,
      hint: "give every column once, in this order",
    });
  }
  return records.flatMap((cells, at) => {
    if (cells === PASSED_OVER) return [];
    if (cells.length !== columns.length) {
      throw new SourceError("cells-differ", {
        where: `${file}:${at + 2}`,
        message: `expected ${columns.length} cells, found ${cells.length}: ${quoteList(cells)}`,
        hint: "quote a cell that holds a comma",
      });
    }
    return [rowOf(columns, cells)];
  });
}

function rowOf<Column extends string>(
  columns: readonly Column[],
  cells: readonly string[],
): TableRow<Column> {
  const row: Partial<Record<Column, string>> = {};
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at];
    if (column !== undefined) row[column] = cells[at] ?? "";
  }
  if (isWhole(row, columns)) return row;
  throw new TypeError("a row lost a column");
}

function isWhole<Column extends string>(
  row: Partial<Record<Column, string>>,
  columns: readonly Column[],
): row is Record<Column, string> {
  for (const column of columns) if (row[column] === undefined) return false;
  return true;
}

const PASSED_OVER: readonly string[] = [];

/**
 * Records of comma-separated text with double quotes (RFC 4180); a line feed ends a record, the last one too. Below the
 * header, one whose first cells are others than `starting` is PASSED_OVER.
 */
function splitCsv(text: string, file: string, starting: readonly string[]): (readonly string[])[] {
  const records: (readonly string[])[] = [];
  const start = starting.map((cell) => `${cell},`).join("");
  let at = 0;
  let quote = text.indexOf('"');
  while (at < text.length) {
    const end = text.indexOf("\n", at);
    if (quote !== -1 && quote < at) quote = text.indexOf('"', at);
    // Most lines have no quote, and splitting those is ten times as fast as looking at each cell.
    if (end !== -1 && (quote === -1 || quote > end)) {
      const isWanted = records.length === 0 || text.startsWith(start, at);
      records.push(isWanted ? text.slice(at, end).split(",") : PASSED_OVER);
      at = end + 1;
      continue;
    }
    const [record, next] = quotedRecord(text, at, `${file}:${records.length + 1}`);
    const isWanted = records.length === 0 || starting.every((cell, place) => record[place] === cell);
    records.push(isWanted ? record : PASSED_OVER);
    at = next;
  }
  return records;
}

/** The record that starts at `from`, and where the next one starts. */
function quotedRecord(text: string, from: number, where: string): readonly [string[], number] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/y;
  cell.lastIndex = from;
  const record: string[] = [];
  for (;;) {
    const found = cell.exec(text);
    if (found === null) {
      throw new SourceError("bad-csv", {
        where,
        message: "a quote is not closed, or the file does not end in a line feed",
        hint: "write the file as comma-separated text with double quotes and line feeds",
      });
    }
    const [, quoted, plain, end] = found;
    record.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\n") return [record, cell.lastIndex];
  }
}

/** A cell that must be one of the allowed words. @throws SourceError "bad-word" naming file, column and value */
export function oneOf<const Word extends string>(
  value: string,
  {
    allowed,
    file,
    column,
  }: {readonly allowed: readonly Word[]; readonly file: string; readonly column: string},
): Word {
  const word = allowed.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw new SourceError("bad-word", {
    where: `reference/${file}`,
    message: `unknown ${column} ${JSON.stringify(value)}`,
    hint: `one of ${quoteList(allowed, 20)}`,
  });
}

/** The value of `load`, computed at the first call and kept. */
export function lazy<Value>(load: () => Value): () => Value {
  let kept: {readonly value: Value} | null = null;
  return () => {
    kept ??= {value: load()};
    return kept.value;
  };
}
