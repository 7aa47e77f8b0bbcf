import {NumericalError} from "../base/index.ts";
import {type Adjacency, type Graph, incoming, outgoing, rangeOf, undirected} from "./graph.ts";

const MOST_ROUNDS = 20_000;
const TOLERANCE = 1e-13;

/**
 * Eigenvector centrality: the leading eigenvector of the weights, directions left aside, its largest entry 1. A node without an edge has 0.
 * Of a graph in parts, the part with the largest eigenvalue has it all.
 *
 * @throws NumericalError "not-converged"
 */
export function eigenvector(graph: Graph): Float64Array {
  const neighbours = outgoing(undirected(graph));
  if (neighbours.to.length === 0) return new Float64Array(graph.nodes);
  // One added to the diagonal, on the scale of the weights, moves no eigenvector and keeps two-sided graphs from swinging.
  const shift = neighbours.weight.reduce((most, weight) => Math.max(most, weight), 0);
  return fixedPoint(new Float64Array(graph.nodes).fill(1), (now) => {
    const next = spread(neighbours, now);
    return scaledToOne(next.map((value, node) => value + shift * (now[node] ?? Number.NaN)));
  });
}

/**
 * PageRank (Brin & Page 1998): how often a walk is at a node that follows edges by weight, and with probability 1 − `damping`, or from a node
 * without a way out, goes anywhere. Adds up to one.
 *
 * @throws NumericalError "not-converged"
 */
export function pageRank(graph: Graph, damping = 0.85): Float64Array {
  const {nodes} = graph;
  if (nodes === 0) return new Float64Array();
  const out = outgoing(graph);
  const into = incoming(graph);
  const leaving = Float64Array.from({length: nodes}, (_, node) => {
    const [start, end] = rangeOf(out, node);
    return out.weight.subarray(start, end).reduce((sum, weight) => sum + weight, 0);
  });
  return fixedPoint(new Float64Array(nodes).fill(1 / nodes), (now) => {
    const lost = now.reduce((sum, value, node) => (leaving[node] === 0 ? sum + value : sum), 0);
    const passed = spread(
      into,
      now.map((value, node) => (leaving[node] === 0 ? 0 : value / (leaving[node] ?? Number.NaN))),
    );
    return passed.map((value) => damping * (value + lost / nodes) + (1 - damping) / nodes);
  });
}

/** Σ over neighbours of weight × value. */
function spread(neighbours: Adjacency, values: Float64Array): Float64Array {
  return values.map((_, node) => {
    const [start, end] = rangeOf(neighbours, node);
    let sum = 0;
    for (let at = start; at < end; at++) {
      sum += (neighbours.weight[at] ?? Number.NaN) * (values[neighbours.to[at] ?? -1] ?? Number.NaN);
    }
    return sum;
  });
}

function scaledToOne(values: Float64Array): Float64Array {
  const most = values.reduce((largest, value) => Math.max(largest, value), 0);
  return values.map((value) => value / most);
}

function fixedPoint(start: Float64Array, step: (now: Float64Array) => Float64Array): Float64Array {
  let now = start;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = step(now);
    const moved = next.reduce(
      (most, value, at) => Math.max(most, Math.abs(value - (now[at] ?? Number.NaN))),
      0,
    );
    if (moved <= TOLERANCE) return next;
    now = next;
  }
  throw new NumericalError("not-converged", {
    message: `the centralities still move after ${MOST_ROUNDS} rounds`,
    hint: "leave out edges of vanishing weight",
  });
}
