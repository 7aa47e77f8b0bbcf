import type {Graph} from "./graph.ts";

/** An edge of one graph, the other, or both. */
export interface EdgeChange {
  readonly from: number;
  readonly to: number;
  /** Null where there is no edge. */
  readonly before: number | null;
  readonly after: number | null;
}

/** What became of the edges between two graphs over the same nodes. */
export interface Comparison {
  readonly added: readonly EdgeChange[];
  readonly ended: readonly EdgeChange[];
  /** Edges of both whose weights differ. */
  readonly changed: readonly EdgeChange[];
  /** Edges of both with the same weight. */
  readonly unchanged: number;
}

/** Compares two graphs, both directed or both not: edges sorted by ends. @throws TypeError when they differ in nodes or direction */
export function compare(before: Graph, after: Graph): Comparison {
  if (before.nodes !== after.nodes || before.directed !== after.directed)
    throw new TypeError("graphs over other nodes, or of other direction, cannot be compared");
  const changes = [...merged(before, after)];
  const both = changes.filter((one) => one.before !== null && one.after !== null);
  const changed = both.filter((one) => one.before !== one.after);
  return {
    added: changes.filter((one) => one.before === null),
    ended: changes.filter((one) => one.after === null),
    changed,
    unchanged: both.length - changed.length,
  };
}

function* merged(before: Graph, after: Graph): Generator<EdgeChange> {
  const key = ({from, to, nodes}: Graph, at: number) =>
    at < from.length ? (from[at] ?? Number.NaN) * nodes + (to[at] ?? Number.NaN) : Number.POSITIVE_INFINITY;
  let [one, other] = [0, 0];
  while (one < before.from.length || other < after.from.length) {
    const [first, second] = [key(before, one), key(after, other)];
    const at = Math.min(first, second);
    yield {
      from: Math.floor(at / before.nodes),
      to: at % before.nodes,
      before: first === at ? (before.weight[one] ?? null) : null,
      after: second === at ? (after.weight[other] ?? null) : null,
    };
    if (first === at) one += 1;
    if (second === at) other += 1;
  }
}
