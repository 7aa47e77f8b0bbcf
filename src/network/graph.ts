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

/** Adds up the edges of each pair. Weights are not below zero; an edge of weight zero, or from a node to itself, is none. */
export function graphOf(nodes: number, directed: boolean, edges: EdgeList): Graph {
  const {from, to, weight} = pairSums(nodes, directed, edges);
  return {nodes, directed, from, to, weight};
}

/** Edges of each pair added up, and how many there were. */
export interface PairSums {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weight: Float64Array;
  readonly edges: Int32Array;
}

/** Adds up the edges of each pair, as `graphOf` does. Time linear in edges, but for sorting the neighbours of each node. */
export function pairSums(nodes: number, directed: boolean, {from, to, weight}: EdgeList): PairSums {
  const ordered = directed ? {from, to} : upward(from, to);
  const {starts, places} = grouped(nodes, ordered.from);
  const [sums, counts, touched] = [new Float64Array(nodes), new Int32Array(nodes), new Int32Array(nodes)];
  const result = {
    from: new Int32Array(from.length),
    to: new Int32Array(from.length),
    weight: new Float64Array(from.length),
    edges: new Int32Array(from.length),
  };
  let found = 0;
  for (let node = 0; node < nodes; node++) {
    let near = 0;
    for (let place = starts[node] ?? Number.NaN; place < (starts[node + 1] ?? Number.NaN); place++) {
      const edge = places[place] ?? -1;
      const other = ordered.to[edge] ?? -1;
      const own = weight[edge] ?? Number.NaN;
      if (other === node || own === 0) continue;
      if (counts[other] === 0) {
        touched[near] = other;
        near += 1;
      }
      sums[other] = (sums[other] ?? Number.NaN) + own;
      bump(counts, other);
    }
    for (const other of touched.subarray(0, near).sort()) {
      result.from[found] = node;
      result.to[found] = other;
      result.weight[found] = sums[other] ?? Number.NaN;
      result.edges[found] = counts[other] ?? Number.NaN;
      sums[other] = 0;
      counts[other] = 0;
      found += 1;
    }
  }
  return {
    from: result.from.slice(0, found),
    to: result.to.slice(0, found),
    weight: result.weight.slice(0, found),
    edges: result.edges.slice(0, found),
  };
}

/** Edge lists one after another. */
export function joinedEdges(lists: readonly EdgeList[]): EdgeList {
  const total = lists.reduce((sum, {from}) => sum + from.length, 0);
  const result = {from: new Int32Array(total), to: new Int32Array(total), weight: new Float64Array(total)};
  let at = 0;
  for (const {from, to, weight} of lists) {
    result.from.set(from, at);
    result.to.set(to, at);
    result.weight.set(weight, at);
    at += from.length;
  }
  return result;
}

function upward(from: ArrayLike<number>, to: ArrayLike<number>) {
  const result = {from: new Int32Array(from.length), to: new Int32Array(from.length)};
  for (let at = 0; at < from.length; at++) {
    const [one, other] = [from[at] ?? -1, to[at] ?? -1];
    result.from[at] = Math.min(one, other);
    result.to[at] = Math.max(one, other);
  }
  return result;
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
  return joinedEdges([
    {from, to, weight},
    {from: to, to: from, weight},
  ]);
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
