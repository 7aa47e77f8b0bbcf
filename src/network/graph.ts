/**
 * A weighted graph over nodes 0 … nodes − 1: one edge a pair, sorted by `from` and `to`. Where it is not directed, each edge stands once
 * with `from` < `to`. No edge from a node to itself.
 */
export interface Graph {
  readonly nodes: number;
  readonly directed: boolean;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Above zero. */
  readonly weight: Float64Array;
}

/** Neighbours of every node: those of node v stand from `starts[v]` to before `starts[v + 1]`, ascending. */
export interface Adjacency {
  readonly starts: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
}

/** Edges on their way to a graph; a pair may come more than once, and is then added up. */
export interface EdgeList {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/** Adds up the edges of each pair. Edges of weight zero, and from a node to itself, are none. Time linear in edges but for the sorting within a node. */
export function graphOf(nodes: number, directed: boolean, {from, to, weight}: EdgeList): Graph {
  const ordered = directed ? {from, to} : upward(from, to);
  const {starts, places} = grouped(nodes, ordered.from);
  const sums = new Float64Array(nodes);
  const result = {
    from: new Int32Array(from.length),
    to: new Int32Array(from.length),
    weight: new Float64Array(from.length),
  };
  let count = 0;
  for (let node = 0; node < nodes; node++) {
    const touched = addUp(sums, places.subarray(starts[node], starts[node + 1]), ordered.to, weight);
    for (const other of touched) {
      const sum = sums[other] ?? Number.NaN;
      sums[other] = 0;
      if (other === node || sum === 0) continue;
      result.from[count] = node;
      result.to[count] = other;
      result.weight[count] = sum;
      count += 1;
    }
  }
  return {
    nodes,
    directed,
    from: result.from.slice(0, count),
    to: result.to.slice(0, count),
    weight: result.weight.slice(0, count),
  };
}

function upward(from: ArrayLike<number>, to: ArrayLike<number>) {
  return {
    from: Int32Array.from(from, (one, at) => Math.min(one, to[at] ?? Number.NaN)),
    to: Int32Array.from(to, (one, at) => Math.max(one, from[at] ?? Number.NaN)),
  };
}

/** Places of the edges of each node, by counting. */
function grouped(nodes: number, from: ArrayLike<number>): {starts: Int32Array; places: Int32Array} {
  const starts = new Int32Array(nodes + 1);
  for (let edge = 0; edge < from.length; edge++) bump(starts, (from[edge] ?? Number.NaN) + 1);
  for (let node = 1; node <= nodes; node++)
    starts[node] = (starts[node] ?? Number.NaN) + (starts[node - 1] ?? Number.NaN);
  const next = starts.slice(0, nodes);
  const places = new Int32Array(from.length);
  for (let edge = 0; edge < from.length; edge++) {
    const node = from[edge] ?? Number.NaN;
    places[next[node] ?? Number.NaN] = edge;
    bump(next, node);
  }
  return {starts, places};
}

function bump(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? Number.NaN) + 1;
}

/** Adds the weights of a node's edges to `sums`, and says which nodes they lead to, ascending. */
function addUp(
  sums: Float64Array,
  places: Int32Array,
  to: ArrayLike<number>,
  weight: ArrayLike<number>,
): number[] {
  const touched = new Set<number>();
  for (const edge of places) {
    const other = to[edge] ?? Number.NaN;
    sums[other] = (sums[other] ?? Number.NaN) + (weight[edge] ?? Number.NaN);
    touched.add(other);
  }
  return [...touched].sort((a, b) => a - b);
}

/** The graph without directions: weights there and back are added up. */
export function undirected(graph: Graph): Graph {
  return graph.directed ? graphOf(graph.nodes, false, graph) : graph;
}

/** Who each node has an edge to; without directions, from either end. */
export function outgoing({nodes, directed, from, to, weight}: Graph): Adjacency {
  return directed ? adjacency(nodes, {from, to, weight}) : adjacency(nodes, bothWays({from, to, weight}));
}

/** Who has an edge to each node; without directions, from either end. */
export function incoming({nodes, directed, from, to, weight}: Graph): Adjacency {
  return directed
    ? adjacency(nodes, {from: to, to: from, weight})
    : adjacency(nodes, bothWays({from, to, weight}));
}

function bothWays({from, to, weight}: EdgeList): EdgeList {
  return {
    from: [...Array.from(from), ...Array.from(to)],
    to: [...Array.from(to), ...Array.from(from)],
    weight: [...Array.from(weight), ...Array.from(weight)],
  };
}

function adjacency(nodes: number, edges: EdgeList): Adjacency {
  const graph = graphOf(nodes, true, edges);
  const starts = new Int32Array(nodes + 1);
  for (const node of graph.from) bump(starts, node + 1);
  for (let node = 1; node <= nodes; node++)
    starts[node] = (starts[node] ?? Number.NaN) + (starts[node - 1] ?? Number.NaN);
  return {starts, to: graph.to, weight: graph.weight};
}

/** Places of a node's neighbours in an adjacency. */
export function rangeOf({starts}: Adjacency, node: number): readonly [start: number, end: number] {
  return [starts[node] ?? Number.NaN, starts[node + 1] ?? Number.NaN];
}
