/** Column names of a delimited text and the delimiter that gives the most of them. */
export interface CsvHeader {
  readonly columns: readonly string[];
  readonly delimiter: "," | ";" | "\t" | "|";
}

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** Splits the first line. Quoted names may hold the delimiter; a byte-order mark is no part of the first name, and a column without one is `unnamed 1`, by its place. */
export function splitHeader(head: string): CsvHeader {
  const line = head.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/, 1)[0] ?? "";
  const tried = DELIMITERS.map((delimiter) => ({delimiter, columns: splitLine(line, delimiter)}));
  return tried.reduce((best, next) => (next.columns.length > best.columns.length ? next : best));
}

function splitLine(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  let before = "";
  for (const character of line) {
    // A quote that opens again where the last one closed stands for itself.
    if (character === '"' && !quoted && before === '"' && cell !== "") cell += '"';
    if (character === '"') quoted = !quoted;
    else if (character === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += character;
    before = character;
  }
  return [...cells, cell.trim()].map((name, at) => (name === "" ? `unnamed ${at + 1}` : name));
}
