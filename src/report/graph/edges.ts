import {type Cell, type Finding, type FindingColumn, type FindingRow, UsageError} from "../../base/index.ts";
import {tieKinds} from "../../reference/index.ts";

/** A finding's rows as the edges of a graph. */
export interface FindingGraph {
  /** Ids of the ends, sorted. */
  readonly nodes: readonly string[];
  readonly edges: readonly FindingEdge[];
  /** Columns beside the ends and dates: what is known of an edge. */
  readonly columns: readonly FindingColumn[];
}

/** One row with two ends. */
export interface FindingEdge {
  /** Number of the row, from 1. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly directed: boolean;
  readonly weight: number | null;
  /** First and last day, YYYY-MM-DD, by the precision of the dates; null is unbounded or not known. */
  readonly start: string | null;
  readonly end: string | null;
  readonly row: FindingRow;
}

const ENDS = ["a", "b"] as const;
const TIMES = ["start", "end", "directed"];

/**
 * The graph of a finding whose rows link an `a` to a `b`: ties, and edges of the network. Rows without a second end are left out.
 *
 * @throws UsageError "no-edges" when the finding has no such columns
 */
export function findingGraph({columns, rows, id}: Finding): FindingGraph {
  const names = columns.map(({name}) => name);
  if (ENDS.some((end) => !names.includes(end)))
    throw new UsageError("no-edges", {
      message: `the rows of finding "${id}" link no two ends; they have ${names.join(", ")}`,
      hint: "export a finding of ties, or of network --show edges",
    });
  const edges = rows.flatMap((row, at) => edgeOf(row, at));
  return {
    nodes: [...new Set(edges.flatMap(({source, target}) => [source, target]))].sort(),
    edges,
    columns: columns.filter(({name}) => ![...ENDS, ...TIMES].includes(name)),
  };
}

function edgeOf(row: FindingRow, at: number): FindingEdge[] {
  const {a, b, weight, value} = row;
  if (typeof a !== "string" || typeof b !== "string") return [];
  return [
    {
      id: String(at + 1),
      source: a,
      target: b,
      directed: isDirected(row),
      weight: positive(weight ?? value ?? null),
      start: dayOf(row.start ?? null, "first"),
      end: dayOf(row.end ?? null, "last"),
      row,
    },
  ];
}

/** As the row says, else as its kind does; a row that tells neither goes from `a` to `b`. */
function isDirected({directed, layer, kind}: FindingRow): boolean {
  if (typeof directed === "boolean") return directed;
  return tieKinds().find((known) => known.layer === layer && known.kind === kind)?.directed ?? true;
}

function positive(cell: Cell): number | null {
  return typeof cell === "number" && cell > 0 ? cell : null;
}

/** First or last day of a year, month or day given as text. */
function dayOf(cell: Cell, side: "first" | "last"): string | null {
  if (typeof cell !== "string" || !/^\d{4}(-\d{2}){0,2}$/.test(cell)) return null;
  if (cell.length === 10) return cell;
  if (side === "first") return `${cell}-01-01`.slice(0, 10);
  const [year = Number.NaN, month = 12] = cell.split("-").map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
