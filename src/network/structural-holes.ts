import {type Graph, outgoing, rangeOf, undirected} from "./graph.ts";

/** Burt's measures of one node. */
export interface StructuralHoles {
  /** Σ_j (p_ij + Σ_q p_iq p_qj)²: how far its ties lead to those who are tied to each other. Null without a tie. */
  readonly constraint: number | null;
  /** Neighbours less their redundancy: Σ_j [1 − Σ_q p_iq m_jq]. Null without a tie. */
  readonly effectiveSize: number | null;
}

/**
 * Constraint and effective size (Burt 1992) of every node, from the weights there and back added up: p_ij is the share of i's weight that
 * goes to j, m_jq the weight of j and q as a share of j's largest.
 */
export function structuralHoles(graph: Graph): StructuralHoles[] {
  const {nodes} = graph;
  const neighbours = outgoing(undirected(graph));
  const table = weightTable(nodes, neighbours);
  const sums = Float64Array.from({length: nodes}, (_, node) => totalOf(neighbours, node));
  const largest = Float64Array.from({length: nodes}, (_, node) => mostOf(neighbours, node));
  return Array.from({length: nodes}, (_, node) => {
    const [start, end] = rangeOf(neighbours, node);
    const near = neighbours.to.subarray(start, end);
    if (near.length === 0) return {constraint: null, effectiveSize: null};
    const [total, at] = [sums[node] ?? Number.NaN, node * nodes];
    const share = (other: number) => (table[at + other] ?? Number.NaN) / total;
    let [constraint, effective] = [0, near.length];
    for (const other of near) {
      let indirect = 0;
      for (const between of near) {
        if (between === other) continue;
        const weight = table[between * nodes + other] ?? Number.NaN;
        indirect += share(between) * (weight / (sums[between] ?? Number.NaN));
        effective -= share(between) * (weight / (largest[other] ?? Number.NaN));
      }
      constraint += (share(other) + indirect) ** 2;
    }
    return {constraint, effectiveSize: effective};
  });
}

type Neighbours = ReturnType<typeof outgoing>;

function weightTable(nodes: number, neighbours: Neighbours): Float64Array {
  const table = new Float64Array(nodes * nodes);
  for (let node = 0; node < nodes; node++) {
    const [start, end] = rangeOf(neighbours, node);
    for (let at = start; at < end; at++) {
      table[node * nodes + (neighbours.to[at] ?? Number.NaN)] = neighbours.weight[at] ?? Number.NaN;
    }
  }
  return table;
}

function totalOf(neighbours: Neighbours, node: number): number {
  const [start, end] = rangeOf(neighbours, node);
  return neighbours.weight.subarray(start, end).reduce((sum, weight) => sum + weight, 0);
}

function mostOf(neighbours: Neighbours, node: number): number {
  const [start, end] = rangeOf(neighbours, node);
  return neighbours.weight.subarray(start, end).reduce((most, weight) => Math.max(most, weight), 0);
}
