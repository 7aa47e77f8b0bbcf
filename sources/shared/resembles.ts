import type {ColumnSpec, Probe} from "../../src/ingest/index.ts";

/**
 * True when a table is of a dialect's shape, give or take a column: a renamed or an extra column is then refused by name
 * instead of leaving the file unknown.
 *
 * @param columns the dialect's columns; optional ones may be absent
 * @param share of the columns seen or required that must be the dialect's own
 */
export function resembles(
  {header}: Probe,
  columns: Readonly<Record<string, ColumnSpec>>,
  share = 0.7,
): boolean {
  const required = Object.entries(columns).flatMap(([column, {optional}]) => (optional ? [] : [column]));
  const own = header.filter((column) => column in columns).length;
  return own / new Set([...header, ...required]).size >= share;
}
