import type {Cell} from "../base/index.ts";

/** A row by column name. Whole numbers beyond 2^53 would be wrong as numbers, so they arrive as text. */
export type StoreRow = Readonly<Record<string, Cell>>;

/** Rows of columns of `count` cells each. */
export function plainRows(
  names: readonly string[],
  columns: readonly (readonly Cell[])[],
  count: number,
): StoreRow[] {
  return Array.from({length: count}, (_, at) => {
    const row: Record<string, Cell> = {};
    for (let index = 0; index < names.length; index++) {
      const name = names[index];
      if (name !== undefined) row[name] = columns[index]?.[at] ?? null;
    }
    return row;
  });
}

/** Names of which none is twice: a column called like one before it gets a number. */
export function deduplicated(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const before = seen.get(name) ?? -1;
    seen.set(name, before + 1);
    return before === -1 ? name : `${name}:${before + 1}`;
  });
}
