import type {FindingColumn, FindingRow} from "../base/index.ts";

/** What a null cell is shown as. */
export const MISSING_MARK = "–";

const SUFFIX = "_missing";
const ROW_REASONS = "unknown";

/**
 * True for a column that says why others are null: `excess_out_usd_missing` for one, `unknown` for any of its row.
 * People get it as a footnote, machines as the column it is.
 */
export function isReasonColumn({name, unit}: FindingColumn, columns: readonly FindingColumn[]): boolean {
  if (unit !== "text") return false;
  return name === ROW_REASONS || columns.some((other) => `${other.name}${SUFFIX}` === name);
}

/** Why the cell is null: its own reason, else the clause of the column's meaning that speaks of it; null when untold. */
function statedReason(row: FindingRow, {name, meaning}: FindingColumn): string | null {
  const own = row[`${name}${SUFFIX}`];
  if (typeof own === "string" && own !== "") return own;
  const clause = meaning.split(";").find((part) => /\b(null|missing|absent)\b/u.test(part));
  return clause?.trim() ?? null;
}

/** What the row's `unknown` says, clause by clause; each names what it is about. */
function rowReasons({[ROW_REASONS]: reasons}: FindingRow): string[] {
  return typeof reasons === "string" && reasons !== "" ? reasons.split("; ") : [];
}

/** Columns that share a label, such as the two ends of an interval. */
export interface LabelledColumns {
  readonly label: string;
  readonly sources: readonly FindingColumn[];
}

/**
 * One line a reason: what it is about, and the rows (counted from 1) that it leaves without a value. A cell without a
 * reason of its own needs none where its row gives one.
 */
export function missingNotes(shown: readonly LabelledColumns[], rows: readonly FindingRow[]): string[] {
  const columns = shown.flatMap(({sources}) => sources);
  const told = new Set(rows.filter((row) => rowReasons(row).length > 0 || columns.some(isTold(row))));
  const labels = new Map<string, Set<string>>();
  for (const {label, sources} of shown) {
    for (const reason of sources.flatMap((column) => held(rows, (row) => cellReasons(row, column, told)))) {
      labels.set(reason, (labels.get(reason) ?? new Set()).add(label));
    }
  }
  const own = [...labels].map(([reason, about]) => `${[...about].join(", ")}: ${reason}`);
  return [...own, ...held(rows, rowReasons)];
}

function isTold(row: FindingRow): (column: FindingColumn) => boolean {
  return (column) => isMissing(row, column) && statedReason(row, column) !== null;
}

function isMissing(row: FindingRow, {name}: FindingColumn): boolean {
  return row[name] === null || row[name] === undefined;
}

function cellReasons(row: FindingRow, column: FindingColumn, told: ReadonlySet<FindingRow>): string[] {
  if (!isMissing(row, column)) return [];
  // The row's own account goes before what the column says of every row.
  const stated = rowReasons(row).length > 0 ? null : statedReason(row, column);
  if (stated !== null) return [stated];
  return told.has(row) ? [] : ["the finding gives no reason"];
}

/** Each reason once, with the rows it holds for. */
function held(rows: readonly FindingRow[], reasonsOf: (row: FindingRow) => string[]): string[] {
  const places = new Map<string, number[]>();
  for (const [at, row] of rows.entries()) {
    for (const reason of reasonsOf(row)) {
      const numbers = places.get(reason) ?? [];
      numbers.push(at + 1);
      places.set(reason, numbers);
    }
  }
  return [...places].map(([reason, numbers]) => {
    const place = numbers.length === 1 ? "row" : "rows";
    return numbers.length === rows.length ? `${reason} (all rows)` : `${reason} (${place} ${spans(numbers)})`;
  });
}

/** Ascending row numbers, shortened: 1, 3–5, 9; after twelve runs only their number is told. */
function spans(numbers: readonly number[]): string {
  const runs: {from: number; to: number}[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last.to === number - 1) last.to = number;
    else runs.push({from: number, to: number});
  }
  const shown = runs.slice(0, 12).map(({from, to}) => (from === to ? `${from}` : `${from}–${to}`));
  return runs.length > 12 ? `${shown.join(", ")} …, ${numbers.length} rows in all` : shown.join(", ");
}
