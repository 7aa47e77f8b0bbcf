import type {Cell, Finding} from "../base/index.ts";

/**
 * RFC 4180: UTF-8 without a byte-order mark, CRLF, one header line of column names with their units. Values are
 * unrounded. A missing cell is empty; an empty text is `""`.
 *
 * Text is never altered: a cell that begins with `=`, `+`, `-` or `@` (which a spreadsheet would run as a formula) is
 * quoted but kept, because a table for a paper must hold what the publisher wrote. Import such a file as text.
 */
export function renderCsv({columns, rows}: Finding): string {
  const names = columns.map(({name}) => name);
  const head = names.map(quoted).join(",");
  return [head, ...rows.map((row) => names.map((name) => csvCell(row[name] ?? null)).join(","))]
    .map((line) => `${line}\r\n`)
    .join("");
}

function csvCell(value: Cell): string {
  if (value === null) return "";
  return typeof value === "string" ? quoted(value) : String(value);
}

function quoted(text: string): string {
  const plain = /^[^=+\-@",\s][^",\r\n\t]*$/u.test(text) && !/\s$/u.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}
