/** Numbers, length n; NaN marks a missing value. */
export interface NumberColumn {
  readonly kind: "number";
  readonly values: Float64Array;
}

/** Text by code: row r holds `levels[codes[r]]`; −1 marks a missing value. */
export interface TextColumn {
  readonly kind: "text";
  /** Length n. */
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

/** A named column of either kind. */
export type Column = NumberColumn | TextColumn;

/** Named columns of one length: what a formula is evaluated over. */
export interface Table {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** Row r stands at this row of its file, counted from 1; null when row r is row r + 1. */
  readonly rowNumbers: Int32Array | null;
}

/** Where row `row` (from 0) stands in its file, counted from 1. */
export function rowNumber({rowNumbers}: Table, row: number): number {
  return rowNumbers?.[row] ?? row + 1;
}

/** The rows named by `kept`, ascending, in their order; row numbers stay those of the file. */
export function rowsOf(table: Table, kept: Int32Array): Table {
  const columns = [...table.columns].map(([name, column]) => [name, columnRows(column, kept)] as const);
  const rowNumbers = kept.map((row) => rowNumber(table, row));
  return {rows: kept.length, columns: new Map(columns), rowNumbers};
}

function columnRows(column: Column, kept: Int32Array): Column {
  if (column.kind === "number") {
    const values = new Float64Array(kept.length);
    for (const [at, row] of kept.entries()) values[at] = column.values[row] ?? Number.NaN;
    return {kind: "number", values};
  }
  const codes = new Int32Array(kept.length);
  for (const [at, row] of kept.entries()) codes[at] = column.codes[row] ?? -1;
  return {kind: "text", codes, levels: column.levels};
}

/** A table, and the text that pieces were read from: what every evaluation needs. */
export interface Scope {
  readonly text: string;
  readonly table: Table;
}
