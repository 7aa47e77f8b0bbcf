import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import {basename} from "node:path";
import {pipeline} from "node:stream/promises";
import type {Dropped, Lineage} from "../../base/index.ts";
import {type Expression, numbersOf, requireColumns, rowsOf, type Table} from "../../methods/formula/index.ts";
import {readDataFile} from "../../store/index.ts";
import type {DataParams, ParsedText} from "./params.ts";

/** Rows of a file that meet the condition, and what is to be said of the file. */
export interface LoadedData {
  readonly table: Table;
  /** Rows of the file. */
  readonly rowsIn: number;
  /** Rows that the condition left out; empty without one. */
  readonly leftOut: readonly Dropped[];
  readonly lineage: readonly Lineage[];
}

/** Pieces to be evaluated, with the text they were read from. */
export interface Asked {
  readonly text: string;
  readonly pieces: readonly Expression[];
}

/**
 * Reads the columns that the pieces name.
 *
 * @throws UsageError "unknown-column" pointing into the text, and what `readDataFile` throws
 */
export async function loadData(
  {data, path, where}: DataParams,
  asked: readonly Asked[],
): Promise<LoadedData> {
  const all = [...asked, ...askedBy(where)];
  const {rows, columns} = await readDataFile(path, (known) =>
    all.flatMap(({text, pieces}) => requireColumns(text, pieces, known)),
  );
  const whole: Table = {rows, columns, rowNumbers: null};
  const table = where === null ? whole : rowsOf(whole, rowsWhere(whole, where));
  return {
    table,
    rowsIn: rows,
    leftOut: leftOutBy(where, rows - table.rows),
    lineage: [lineageOf(data, await checksumOf(path))],
  };
}

/** An option's piece as something to read columns for; nothing where the option is absent. */
export function askedBy(option: ParsedText | null): Asked[] {
  return option === null ? [] : [{text: option.text, pieces: [option.piece]}];
}

function rowsWhere(table: Table, {text, piece}: ParsedText): Int32Array {
  const mask = numbersOf({text, table}, piece);
  const kept = new Int32Array(mask.reduce((count, value) => count + Number(isTrue(value)), 0));
  let count = 0;
  for (let row = 0; row < mask.length; row++) if (isTrue(mask[row])) kept[count++] = row;
  return kept;
}

function isTrue(value: number | undefined): boolean {
  return value !== undefined && value !== 0 && !Number.isNaN(value);
}

function leftOutBy(where: ParsedText | null, rows: number): Dropped[] {
  return where === null || rows === 0 ? [] : [{reason: `not where ${where.text}`, rows}];
}

async function checksumOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

function lineageOf(data: string, checksum: string): Lineage {
  const title = basename(data);
  return {
    source: title,
    title,
    publisher: "own data",
    licence: "terms not stated",
    url: data,
    vintage: `sha256 ${checksum.slice(0, 12)}`,
    checksum,
  };
}
