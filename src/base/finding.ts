import {createHash} from "node:crypto";
import {factsBehind} from "./facts-behind.ts";
import type {Unit} from "./units.ts";

/** A cell: null is missing, and the column or row says why; zero is a measured zero. */
export type Cell = string | number | boolean | null;
export type FindingRow = Readonly<Record<string, Cell>>;

/** What a column holds. `name` is snake_case and carries the unit: `refill_upper_usd`. */
export interface FindingColumn {
  readonly name: string;
  readonly unit: Unit;
  readonly meaning: string;
}

/** One estimated quantity, tidy. */
export interface Estimate {
  readonly term: string;
  readonly estimate: number | null;
  readonly std_error: number | null;
  readonly statistic: number | null;
  readonly p_value: number | null;
  readonly conf_low: number | null;
  readonly conf_high: number | null;
  readonly method: string;
}

/** Rows that did not enter, and why. */
export interface Dropped {
  readonly reason: string;
  readonly rows: number;
  readonly detail?: string;
}

/** What reported, from when to when. */
export interface Coverage {
  readonly reporter: string;
  readonly flow: string;
  readonly from: string;
  readonly to: string;
  readonly periods: number;
  readonly source: string;
}

/** The sample audit: what went in, what fell out and why, who reported when. */
export interface Sample {
  readonly rows_in: number;
  readonly rows_used: number;
  readonly dropped: readonly Dropped[];
  readonly coverage: readonly Coverage[];
}

/** How to get the source records behind a row: a named query of the engine and its parameters. */
export interface Evidence {
  /** Zero-based index into `rows`. */
  readonly row: number;
  /** What the query fetches, in words. */
  readonly label: string;
  /** Name of the query; `explain` prints its SQL and runs it. */
  readonly query: string;
  readonly parameters: Readonly<Record<string, Cell | readonly Cell[]>>;
}

/** Where the data came from: one entry a source and vintage that the finding read. */
export interface Lineage {
  readonly source: string;
  readonly title: string;
  readonly publisher: string;
  readonly licence: string;
  readonly url: string;
  readonly vintage: string;
  /** SHA-256 of the file or files, joined and hashed again when there are several, or when only a part is held. */
  readonly checksum: string;
}

/** The currency of the project: what every analysis returns, every surface shows and none computes. */
export interface Finding {
  readonly kind: string;
  readonly id: string;
  readonly question: string;
  readonly parameters: Readonly<Record<string, Cell | readonly Cell[]>>;
  readonly columns: readonly FindingColumn[];
  readonly rows: readonly FindingRow[];
  readonly estimates: readonly Estimate[];
  readonly sample: Sample;
  readonly warnings: readonly string[];
  readonly caveats: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly lineage: readonly Lineage[];
  readonly citation: string;
}

/** A finding before its identity and citation are derived. */
export type FindingDraft = Omit<Finding, "id" | "citation">;

/**
 * Seals a draft: checks that rows hold just the declared columns and no NaN, derives the id from kind, parameters, data
 * vintages and the facts of `reference/` (the same question on the same data and facts has the same id), and writes the citation.
 *
 * @throws Error when a row and the columns differ, or a number is not finite: a defect of the analysis, not of its user
 */
export function finding(draft: FindingDraft): Finding {
  const names = draft.columns.map((column) => column.name);
  for (const [at, row] of draft.rows.entries()) checkRow(draft.kind, at, row, names);
  const id = findingId(draft);
  return {...draft, id, citation: cite(draft, id)};
}

function checkRow(kind: string, at: number, row: FindingRow, names: readonly string[]): void {
  const keys = Object.keys(row);
  const wrong = keys.length !== names.length || names.some((name) => !(name in row));
  if (wrong)
    throw new Error(`${kind}: row ${at} has columns ${keys.join(", ")}; declared are ${names.join(", ")}`);
  for (const [name, cell] of Object.entries(row)) {
    if (typeof cell === "number" && !Number.isFinite(cell)) {
      throw new Error(`${kind}: row ${at}, column ${name} is ${cell}; missing is null`);
    }
  }
}

function findingId({kind, parameters, lineage}: FindingDraft): string {
  const sorted = Object.fromEntries(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
  const facts = factsBehind();
  const vintages = lineage.map(({source, vintage, checksum}) => [source, vintage, checksum]).sort();
  const text = JSON.stringify({kind, parameters: sorted, vintages, ...(facts === "" ? {} : {facts})});
  return `${kind}-${createHash("sha256").update(text).digest("hex").slice(0, 16)}`;
}

function cite({question, lineage}: FindingDraft, id: string): string {
  const sources = [
    ...new Set(lineage.map(({publisher, title, vintage}) => `${publisher}, ${title} (${vintage})`)),
  ];
  return `Roundabout, "${question}", finding ${id}. Data: ${sources.join("; ") || "none"}.`;
}
