import {type Graph, graphOf} from "./graph.ts";
import type {Multiplex} from "./multiplex.ts";
import type {StratumSlice} from "./slice.ts";

/**
 * One graph from the strata of a slice.
 *
 * - union: 1 for every pair with a tie in any of them
 * - shares: each stratum's weights as shares of their sum, added up over strata; a pair's weight in a stratum is the mean of its values
 *   (of value strata) or the number of its ties (of spells and events)
 * - values: the weights of the strata themselves, added up; for strata of one unit
 *
 * Without directions unless every stratum has one. A value that is not known, or not above zero, makes no edge.
 */
export function project(
  network: Multiplex,
  slices: readonly StratumSlice[],
  rule: "union" | "shares" | "values",
): Graph {
  const directed = slices.length > 0 && slices.every(({stratum}) => stratum.directed);
  const graphs = slices.map((one) => stratumGraph(network, one, directed));
  const scaled = graphs.map((graph) => ({graph, scale: scaleOf(graph, rule)}));
  const joined = {
    from: scaled.flatMap(({graph}) => Array.from(graph.from)),
    to: scaled.flatMap(({graph}) => Array.from(graph.to)),
    weight: scaled.flatMap(({graph, scale}) => Array.from(graph.weight, (weight) => weight * scale)),
  };
  const graph = graphOf(network.nodes.length, directed, joined);
  return rule === "union" ? {...graph, weight: graph.weight.map(() => 1)} : graph;
}

function scaleOf({weight}: Graph, rule: "union" | "shares" | "values"): number {
  if (rule !== "shares") return 1;
  const total = weight.reduce((sum, one) => sum + one, 0);
  return total > 0 ? 1 / total : 1;
}

/** The graph of one stratum: mean value, or number of ties, of each pair. */
export function stratumGraph(network: Multiplex, {stratum, ties}: StratumSlice, directed: boolean): Graph {
  const valued = stratum.form === "value";
  const taken = valued ? ties.filter((tie) => (network.value[tie] ?? Number.NaN) > 0) : ties;
  const from = Int32Array.from(taken, (tie) => network.from[tie] ?? Number.NaN);
  const to = Int32Array.from(taken, (tie) => network.to[tie] ?? Number.NaN);
  const ones = new Float64Array(taken.length).fill(1);
  const counts = graphOf(network.nodes.length, stratum.directed, {from, to, weight: ones});
  const own = valued ? means(network, {from, to, taken, directed: stratum.directed}, counts) : counts;
  return directed === own.directed ? own : graphOf(own.nodes, directed, own);
}

// Sums and counts have the same pairs in the same order: a taken value is above zero.
function means(
  network: Multiplex,
  {
    from,
    to,
    taken,
    directed,
  }: {
    readonly from: Int32Array;
    readonly to: Int32Array;
    readonly taken: Int32Array;
    readonly directed: boolean;
  },
  counts: Graph,
): Graph {
  const values = Float64Array.from(taken, (tie) => network.value[tie] ?? Number.NaN);
  const sums = graphOf(network.nodes.length, directed, {from, to, weight: values});
  return {...sums, weight: sums.weight.map((sum, at) => sum / (counts.weight[at] ?? Number.NaN))};
}

/**
 * States linked by the organisations they share: the weight is how many. From strata whose second ends are organisations; ties of two
 * states are left aside. Several ties of a state with one organisation count once.
 */
export function coMembership(network: Multiplex, slices: readonly StratumSlice[]): Graph {
  const members = new Map<number, Set<number>>();
  for (const {ties} of slices) {
    for (const tie of ties) {
      const [state, other] = [network.from[tie], network.to[tie]];
      if (state === undefined || other === undefined || network.nodes[other]?.kind !== "organisation")
        continue;
      members.set(other, (members.get(other) ?? new Set<number>()).add(state));
    }
  }
  const edges = {from: [] as number[], to: [] as number[]};
  for (const states of members.values()) pairs([...states], edges);
  return graphOf(network.nodes.length, false, {...edges, weight: edges.from.map(() => 1)});
}

function pairs(states: readonly number[], edges: {readonly from: number[]; readonly to: number[]}): void {
  for (const [at, one] of states.entries()) {
    for (const other of states.slice(at + 1)) {
      edges.from.push(one);
      edges.to.push(other);
    }
  }
}
