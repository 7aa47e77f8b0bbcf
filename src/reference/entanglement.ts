import {SourceError} from "../base/index.ts";
import {orNull} from "./dates.ts";
import {lazy, oneOf, readTable} from "./table.ts";
import {tieKinds} from "./tie-kinds.ts";

/** How a row of the ties becomes the weight of a state with a pole: a row of reference/entanglement/measures.csv. */
export interface TieMeasure {
  readonly layer: string;
  readonly measure: string;
  /** Kinds of ties that it reads; none for trade, which has a layer of its own. */
  readonly kinds: readonly string[];
  /** Only this source; null for any. */
  readonly source: string | null;
  /** Only this item; null for any. */
  readonly item: string | null;
  /** Only ties of these standings; null for any. */
  readonly statuses: readonly string[] | null;
  /** Standings beside which a tie does not count while they last. */
  readonly pausedBy: readonly string[];
  /**
   * value: a figure a period. spells, memberships: the mean number in force over a year, with the pole or with its organisations.
   * proximity: nearness of two positions. trade: turnover in the trade layer.
   */
  readonly statistic: (typeof STATISTICS)[number];
  /** Where the state stands in the row: `out` at its first end, `in` at its second, `both` at either, added up. */
  readonly ends: (typeof ENDS)[number];
  /** Members of a bloc are added up, or averaged. */
  readonly combine: "sum" | "mean";
  /**
   * What a pair means that is not in the source: zero, because the source lists every pair of the states that it covers; unknown; or
   * none, that nothing is on record, in tables of what was found.
   */
  readonly absent: "zero" | "unknown" | "none";
  /** States of which the source lists only some pairs. */
  readonly partial: readonly PartialList[];
  /** Fewest, added up over a window, that tell shares of a count; null where the weight is no count. */
  readonly leastCount: number | null;
  /** What a weight is, with its unit. */
  readonly meaning: string;
}

/** Where a source that lists all pairs of the states it covers lists only some of one state: what is not listed is not known. */
export interface PartialList {
  readonly measure: string;
  /** At which end of its rows the state stands. */
  readonly end: "first" | "second";
  readonly state: string;
  readonly from: number;
  /** Last year; null for one that goes on. */
  readonly to: number | null;
  readonly reason: string;
}

const STATISTICS = ["value", "spells", "memberships", "proximity", "trade"] as const;
const ENDS = ["out", "in", "both"] as const;
const FILE = "entanglement/measures.csv";
const SHOWN = "entanglement/shown.csv";

/** Every measure, sorted by layer and name. @throws SourceError "unknown-kind" */
export const tieMeasures: () => readonly TieMeasure[] = lazy(() => readMeasures(FILE));

/**
 * Measures that can be shown pair by pair, sorted by layer and name: those above but trade, and those of reference/entanglement/shown.csv,
 * which no share counts. @throws SourceError "unknown-kind"
 */
export const shownMeasures: () => readonly TieMeasure[] = lazy(() =>
  [...tieMeasures().filter(({statistic}) => statistic !== "trade"), ...readMeasures(SHOWN)].sort((a, b) =>
    `${a.layer}/${a.measure}` < `${b.layer}/${b.measure}` ? -1 : 1,
  ),
);

function readMeasures(file: string): readonly TieMeasure[] {
  return readTable(file, [
    "layer",
    "measure",
    "kinds",
    "source",
    "item",
    "statuses",
    "paused_by",
    "statistic",
    "ends",
    "combine",
    "absent",
    "least_count",
    "meaning",
  ]).map((row) => ({
    layer: row.layer,
    measure: row.measure,
    kinds: knownKinds(file, row.layer, parts(row.kinds)),
    source: orNull(row.source),
    item: orNull(row.item),
    statuses: row.statuses === "" ? null : parts(row.statuses),
    pausedBy: parts(row.paused_by),
    statistic: oneOf(row.statistic, {allowed: STATISTICS, file, column: "statistic"}),
    ends: oneOf(row.ends, {allowed: ENDS, file, column: "ends"}),
    combine: oneOf(row.combine, {allowed: ["sum", "mean"], file, column: "combine"}),
    absent: oneOf(row.absent, {allowed: ["zero", "unknown", "none"], file, column: "absent"}),
    partial: partialLists().filter(({measure}) => measure === row.measure),
    leastCount: row.least_count === "" ? null : Number(row.least_count),
    meaning: row.meaning,
  }));
}

const PARTIAL = "entanglement/partial.csv";

const partialLists: () => readonly PartialList[] = lazy(() =>
  readTable(PARTIAL, ["measure", "end", "state", "from_year", "to_year", "reason"]).map((row) => ({
    measure: row.measure,
    end: oneOf(row.end, {allowed: ["first", "second"], file: PARTIAL, column: "end"}),
    state: row.state,
    from: Number(row.from_year),
    to: row.to_year === "" ? null : Number(row.to_year),
    reason: row.reason,
  })),
);

function parts(cell: string): string[] {
  return cell === "" ? [] : cell.split("|");
}

function knownKinds(file: string, layer: string, kinds: readonly string[]): readonly string[] {
  const known = tieKinds().flatMap((one) => (one.layer === layer ? [one.kind] : []));
  const lost = kinds.find((kind) => !known.includes(kind));
  if (lost === undefined) return kinds;
  throw new SourceError("unknown-kind", {
    message: `"${lost}" is no kind of the layer "${layer}"`,
    where: `reference/${file}`,
    hint: "use a kind of reference/ties/kinds.csv, or add it there",
  });
}
