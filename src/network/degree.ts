import {type Graph, outgoing, rangeOf, undirected} from "./graph.ts";

/** Number of neighbours and sum of weights of each node, directions left aside. */
export interface Degrees {
  readonly degree: Float64Array;
  readonly strength: Float64Array;
}

/** Degrees of a graph. */
export function degrees(graph: Graph): Degrees {
  const {nodes} = graph;
  const neighbours = outgoing(undirected(graph));
  const degree = new Float64Array(nodes);
  const strength = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const [start, end] = rangeOf(neighbours, node);
    degree[node] = end - start;
    strength[node] = neighbours.weight.subarray(start, end).reduce((sum, weight) => sum + weight, 0);
  }
  return {degree, strength};
}

/** How a node's edges lie over layers (Battiston, Nicosia & Latora 2014, doi:10.1103/PhysRevE.89.032804). */
export interface Overlap {
  /** Overlapping degree o: the sum of its degrees over layers. */
  readonly overlap: number;
  /** P = L/(L − 1) · [1 − Σ (k_l / o)²]: 0 all in one layer, 1 the same in each. Null with one layer, or without an edge. */
  readonly participation: number | null;
}

/** Overlapping degree and participation of one node from its degree in each layer. */
export function overlapOf(byLayer: readonly number[]): Overlap {
  const overlap = byLayer.reduce((sum, degree) => sum + degree, 0);
  const layers = byLayer.length;
  if (layers < 2 || overlap === 0) return {overlap, participation: null};
  const squares = byLayer.reduce((sum, degree) => sum + (degree / overlap) ** 2, 0);
  return {overlap, participation: (layers / (layers - 1)) * (1 - squares)};
}
