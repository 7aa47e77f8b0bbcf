import {SourceError} from "../base/index.ts";
import {Spares} from "./bulk-columns.ts";
import {BadCellFound, type BulkLayout, layoutColumns} from "./bulk-layout.ts";
import {BulkParser, type ParsedBatch} from "./bulk-parse.ts";
import {splitHeader} from "./csv-header.ts";

/** Rows a batch holds at most: large enough that handing it over costs nothing, small enough to stay in cache. */
export const BATCH_ROWS = 65_536;

const NEWLINE = 10;

/**
 * A bulk table as batches of typed columns.
 *
 * @param content bytes of the file, header first
 * @param spares where memory of batches that were used up may be given back
 * @throws SourceError "column-missing" or "column-unknown" when the header is not the layout's; "bad-cell" naming row,
 *   column and value; "file-empty" when there is not even a header
 */
export async function* bulkBatches(
  content: AsyncIterable<Uint8Array>,
  layout: BulkLayout,
  shown: string,
  spares: Spares = new Spares(),
): AsyncGenerator<ParsedBatch> {
  const parser = new BulkParser(layout, BATCH_ROWS, spares);
  try {
    for await (const lines of bodyLines(content, layout, shown)) {
      for (let at = 0; at < lines.length; ) {
        at = parser.parse(lines, at, lines.length);
        if (parser.full) yield parser.take();
      }
    }
  } catch (cause) {
    throw cause instanceof BadCellFound ? badCell(cause, shown) : cause;
  }
  const rest = parser.take();
  if (rest.batch.rows > 0) yield rest;
}

/** Whole lines after the header, in pieces; a last line without an end gets one. Only lines cut in two are copied. */
async function* bodyLines(
  content: AsyncIterable<Uint8Array>,
  layout: BulkLayout,
  shown: string,
): AsyncGenerator<Uint8Array> {
  let headed = false;
  for await (const lines of wholeLines(content)) {
    const body = headed ? 0 : lines.indexOf(NEWLINE) + 1;
    if (!headed) checkHeader(lines.subarray(0, body), layout, shown);
    headed = true;
    if (body < lines.length) yield lines.subarray(body);
  }
  if (!headed) checkHeader(new Uint8Array(0), layout, shown);
}

async function* wholeLines(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let carried = new Uint8Array(0);
  for await (const piece of content) {
    const first = piece.indexOf(NEWLINE) + 1;
    const last = piece.lastIndexOf(NEWLINE) + 1;
    if (last === 0) {
      carried = concatenated(carried, piece);
      continue;
    }
    if (carried.length > 0) yield concatenated(carried, piece.subarray(0, first));
    const from = carried.length > 0 ? first : 0;
    carried = piece.slice(last);
    if (last > from) yield piece.subarray(from, last);
  }
  if (carried.length > 0) yield concatenated(carried, Uint8Array.of(NEWLINE));
}

function checkHeader(line: Uint8Array, layout: BulkLayout, shown: string): void {
  const text = new TextDecoder().decode(line).trimEnd();
  if (text === "") {
    throw new SourceError("file-empty", {
      message: `"${shown}" is empty`,
      where: shown,
      hint: "download it again",
    });
  }
  const found = splitHeader(text).columns;
  const wanted = layoutColumns(layout);
  const missing = wanted.find((column) => !found.includes(column));
  if (missing === undefined && found.join() === wanted.join()) return;
  throw new SourceError(missing === undefined ? "column-unknown" : "column-missing", {
    message: `expected the columns ${wanted.join(layout.delimiter)}, found ${found.join(layout.delimiter)}`,
    where: shown,
    hint: "a bulk table has just these columns in this order; declare another shape as a dialect of its source",
  });
}

function badCell({message, cell}: BadCellFound, shown: string): SourceError {
  return new SourceError("bad-cell", {
    message,
    where: `${shown}:${cell.row}`,
    hint:
      cell.wanted === "a known code"
        ? "add the code to reference/ with its source, or mend the file"
        : "mend the file, or download it again",
  });
}

function concatenated(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}
