import type {Dropped, FindingRow, Sample} from "../../base/index.ts";
import {rowNumber, type Table} from "../../methods/formula/index.ts";
import type {DropReason} from "../../methods/regression/index.ts";
import type {LoadedData} from "./data.ts";
import type {Estimated} from "./estimate.ts";

/** What each reason of the fitter means, for people. */
const REASONS: Readonly<Record<DropReason, string>> = {
  missing: "missing value",
  "zero-weight": "weight 0",
  "all-zero-level": "outcome 0 in a whole level of an effect",
  singleton: "alone in its level of an effect",
  separated: "separated: the estimates would run off to infinity",
};

// Runs of rows told in a sentence; `--show dropped` lists every row.
const MOST_RUNS = 8;

/** The sample audit of one regression, or of several: rows in the file, rows used, rows dropped by reason and which. */
export function sampleOf({table, rowsIn, leftOut}: LoadedData, all: readonly Estimated[]): Sample {
  return {
    rows_in: rowsIn,
    rows_used: rowsUsed(table.rows, all),
    dropped: [...leftOut, ...droppedBy(table, all)],
    coverage: [],
  };
}

/** Rows that the fitters dropped; what several regressions drop alike is told once. */
function droppedBy(table: Table, all: readonly Estimated[]): Dropped[] {
  const told = new Map<string, Dropped & {readonly models: number[]}>();
  for (const [at, {fit}] of all.entries()) {
    for (const [reason, rows] of fit.audit.dropped) {
      const detail = spans(table, rows);
      const key = `${reason} ${rows.length} ${detail}`;
      const entry = told.get(key) ?? {reason: REASONS[reason], rows: rows.length, detail, models: []};
      entry.models.push(at + 1);
      told.set(key, entry);
    }
  }
  return [...told.values()].map(({models, ...entry}) =>
    models.length === all.length ? entry : {...entry, reason: `model ${models.join(", ")}: ${entry.reason}`},
  );
}

/** Rows that at least one of the regressions uses. */
function rowsUsed(rows: number, all: readonly Estimated[]): number {
  const used = new Uint8Array(rows);
  for (const {fit} of all) for (const row of fit.rows) used[row] = 1;
  return used.reduce((count, is) => count + is, 0);
}

/** Every dropped row: the regression, the row of the file, the reason. */
export function droppedRows(table: Table, all: readonly Estimated[]): FindingRow[] {
  return all.flatMap(({fit}, at) =>
    [...fit.audit.dropped].flatMap(([reason, rows]) =>
      Array.from(rows, (row) => ({model: at + 1, row: rowNumber(table, row), reason: REASONS[reason]})),
    ),
  );
}

/** Rows of the file, shortened: "rows 3, 17–20 and 5 more". */
function spans(table: Table, rows: Int32Array): string {
  const shown: string[] = [];
  let told = 0;
  let from = 0;
  while (from < rows.length && shown.length < MOST_RUNS) {
    let to = from;
    while (to + 1 < rows.length && numberAt(table, rows, to + 1) === numberAt(table, rows, to) + 1) to++;
    const [first, last] = [numberAt(table, rows, from), numberAt(table, rows, to)];
    shown.push(first === last ? `${first}` : `${first}–${last}`);
    told += to - from + 1;
    from = to + 1;
  }
  const more = rows.length - told;
  return `${rows.length === 1 ? "row" : "rows"} ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function numberAt(table: Table, rows: Int32Array, at: number): number {
  return rowNumber(table, rows[at] ?? -1);
}
