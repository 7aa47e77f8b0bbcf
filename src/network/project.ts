import {type EdgeList, type Graph, graphOf, joinedEdges, pairSums} from "./graph.ts";
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
  const nodes = network.nodes.length;
  if (rule === "union") {
    const graph = graphOf(nodes, directed, joinedEdges(slices.map((one) => edgesOf(network, one, "one"))));
    return {...graph, weight: graph.weight.fill(1)};
  }
  const graphs = slices.map((one) => stratumGraph(network, one, directed));
  return graphOf(nodes, directed, joinedEdges(rule === "shares" ? graphs.map(scaled) : graphs));
}

function scaled(graph: Graph): Graph {
  const total = graph.weight.reduce((sum, one) => sum + one, 0);
  return {...graph, weight: graph.weight.map((weight) => weight / total)};
}

/** The graph of one stratum: mean value, or number of ties, of each pair. */
export function stratumGraph(network: Multiplex, one: StratumSlice, directed: boolean): Graph {
  const valued = one.stratum.form === "value";
  const nodes = network.nodes.length;
  const {from, to, weight, edges} = pairSums(
    nodes,
    one.stratum.directed,
    edgesOf(network, one, valued ? "value" : "one"),
  );
  const means = valued ? weight.map((sum, at) => sum / (edges[at] ?? Number.NaN)) : weight;
  const own = {nodes, directed: one.stratum.directed, from, to, weight: means};
  return directed === own.directed ? own : graphOf(nodes, directed, own);
}

/** Ties as edges, with their value or one; of a stratum of values those above zero. */
function edgesOf(network: Multiplex, {stratum, ties}: StratumSlice, weight: "value" | "one"): EdgeList {
  const valued = stratum.form === "value";
  const result = {
    from: new Int32Array(ties.length),
    to: new Int32Array(ties.length),
    weight: new Float64Array(ties.length),
  };
  let count = 0;
  for (const tie of ties) {
    const value = network.value[tie] ?? Number.NaN;
    if (valued && !(value > 0)) continue;
    result.from[count] = network.from[tie] ?? Number.NaN;
    result.to[count] = network.to[tie] ?? Number.NaN;
    result.weight[count] = weight === "value" ? value : 1;
    count += 1;
  }
  return {
    from: result.from.subarray(0, count),
    to: result.to.subarray(0, count),
    weight: result.weight.subarray(0, count),
  };
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
  return graphOf(network.nodes.length, false, {
    ...edges,
    weight: new Float64Array(edges.from.length).fill(1),
  });
}

function pairs(states: readonly number[], edges: {readonly from: number[]; readonly to: number[]}): void {
  for (let at = 0; at < states.length; at++) {
    for (let other = at + 1; other < states.length; other++) {
      edges.from.push(states[at] ?? Number.NaN);
      edges.to.push(states[other] ?? Number.NaN);
    }
  }
}
