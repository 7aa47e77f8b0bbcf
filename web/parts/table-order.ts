import {type DisplayCell, MISSING_MARK} from "../../src/display/index.ts";

/** The column that a table is ordered by, and whether the largest comes first. */
export interface TableOrder {
  readonly column: number;
  readonly down: boolean;
}

/** The order after a press on a column's heading: numbers from the largest, then from the smallest, then as answered. */
export function pressed(order: TableOrder | null, column: number, numeric: boolean): TableOrder | null {
  if (order?.column !== column) return {column, down: numeric};
  return order.down === numeric ? {column, down: !numeric} : null;
}

/**
 * Row numbers from 0 in the wanted order. Rows that are equal stay as they were; missing cells stand last either way, for
 * they are neither large nor small.
 */
export function orderedRows(
  rows: readonly (readonly DisplayCell[])[],
  order: TableOrder | null,
): readonly number[] {
  const numbers = rows.map((_, at) => at);
  if (order === null) return numbers;
  const cellAt = (at: number) => rows[at]?.[order.column];
  return numbers.sort((a, b) => compared(cellAt(a), cellAt(b), order.down) || a - b);
}

function compared(a: DisplayCell | undefined, b: DisplayCell | undefined, down: boolean): number {
  const [noA, noB] = [isMissing(a), isMissing(b)];
  if (noA || noB) return Number(noA) - Number(noB);
  const way = down ? -1 : 1;
  if (typeof a?.exact === "number" && typeof b?.exact === "number") return way * (a.exact - b.exact);
  const [textA = "", textB = ""] = [a?.text, b?.text];
  return textA === textB ? 0 : way * (textA < textB ? -1 : 1);
}

function isMissing(cell: DisplayCell | undefined): boolean {
  return cell === undefined || (cell.exact === null && cell.text === MISSING_MARK);
}
