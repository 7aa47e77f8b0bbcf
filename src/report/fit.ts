/** What a column needs, in terminal cells. */
export interface ColumnNeed {
  /** Without any wrapping. */
  readonly natural: number;
  /** The narrowest that still reads. */
  readonly least: number;
  /** Names the row: repeated in every block. */
  readonly key: boolean;
}

/** Columns printed side by side, by index, and their widths. */
export interface Block {
  readonly columns: readonly number[];
  readonly widths: readonly number[];
}

/**
 * Lays columns out in as few blocks as fit `width`, each with the key columns first. No column is left out: what does
 * not fit beside the others goes to a further block, and a single column wider than the screen keeps its least width.
 */
export function fitColumns({
  needs,
  width,
  gap,
}: {
  readonly needs: readonly ColumnNeed[];
  readonly width: number;
  readonly gap: number;
}): Block[] {
  const keys = keyColumns(needs, width, gap);
  const rest = needs.keys().filter((at) => !keys.includes(at));
  const groups: number[][] = [];
  for (const at of rest) {
    const last = groups.at(-1);
    if (last !== undefined && leastWidth([...last, at], needs, gap) <= width) last.push(at);
    else groups.push([...keys, at]);
  }
  if (groups.length === 0) groups.push(keys);
  return groups.map((columns) => ({columns, widths: sharedWidths(columns, needs, width, gap)}));
}

// Keys are worth repeating only while they leave half of the screen to what they name, unwrapped.
function keyColumns(needs: readonly ColumnNeed[], width: number, gap: number): number[] {
  const keys: number[] = [];
  let taken = 0;
  for (const [at, {key, natural}] of needs.entries()) {
    taken += natural + gap;
    if (!key || (keys.length > 0 && taken > width / 2)) break;
    keys.push(at);
  }
  return keys;
}

function chosen(columns: readonly number[], needs: readonly ColumnNeed[]): ColumnNeed[] {
  return columns.flatMap((at) => needs[at] ?? []);
}

function leastWidth(columns: readonly number[], needs: readonly ColumnNeed[], gap: number): number {
  const cells = chosen(columns, needs).reduce((sum, {least}) => sum + least, 0);
  return cells + gap * (columns.length - 1);
}

function sharedWidths(
  columns: readonly number[],
  needs: readonly ColumnNeed[],
  width: number,
  gap: number,
): number[] {
  const own = chosen(columns, needs);
  const room = width - gap * (columns.length - 1);
  const total = (cap: number) => own.reduce((sum, need) => sum + capped(need, cap), 0);
  let cap = own.reduce((widest, {natural}) => Math.max(widest, natural), 0);
  while (cap > 1 && total(cap) > room) cap--;
  return own.map((need) => capped(need, cap));
}

function capped({natural, least}: {natural: number; least: number}, cap: number): number {
  return Math.max(least, Math.min(natural, cap));
}
