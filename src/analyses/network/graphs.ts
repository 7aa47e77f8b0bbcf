import {
  coMembership,
  type Graph,
  graphOf,
  joinedEdges,
  type Multiplex,
  project,
  type StratumSlice,
  slice,
  undirected,
} from "../../network/index.ts";

/** A date of the network: the graph of each layer, and of all together. */
export interface NetworkAt {
  readonly slices: readonly StratumSlice[];
  /** By layer: pairs of states with a tie, directions left aside. A state and its fellow members of an organisation are such a pair. */
  readonly byLayer: ReadonlyMap<string, Graph>;
  /** Pairs of states over all layers; the weight is the sum of shares over strata. */
  readonly whole: Graph;
}

/** The network on the days from `first` to `last`, counted from 1970. */
export function networkAt(
  network: Multiplex,
  {first, last, layers}: {readonly first: number; readonly last: number; readonly layers: readonly string[]},
): NetworkAt {
  const slices = slice(network, {first, last, strata: null, nodes: null});
  const byLayer = layers.map(
    (layer) =>
      [
        layer,
        layerGraph(
          network,
          slices.filter(({stratum}) => stratum.layer === layer),
        ),
      ] as const,
  );
  return {slices, byLayer: new Map(byLayer), whole: wholeGraph(network, slices)};
}

function layerGraph(network: Multiplex, slices: readonly StratumSlice[]): Graph {
  return joined(network, [
    coMembership(network, slices),
    betweenStates(network, undirected(project(network, slices, "union"))),
  ]);
}

function wholeGraph(network: Multiplex, slices: readonly StratumSlice[]): Graph {
  const shares = slices.map((one) => {
    const graph = joined(network, [
      coMembership(network, [one]),
      betweenStates(network, undirected(project(network, [one], "values"))),
    ]);
    const total = graph.weight.reduce((sum, weight) => sum + weight, 0);
    return {...graph, weight: graph.weight.map((weight) => weight / total)};
  });
  return joined(network, shares);
}

/** Edges of which both ends are states. */
function betweenStates({nodes}: Multiplex, graph: Graph): Graph {
  const isState = (node: number | undefined) => nodes[node ?? -1]?.kind === "state";
  const kept = Array.from(graph.from, (_, at) => at).filter(
    (at) => isState(graph.from[at]) && isState(graph.to[at]),
  );
  return {
    ...graph,
    from: Int32Array.from(kept, (at) => graph.from[at] ?? Number.NaN),
    to: Int32Array.from(kept, (at) => graph.to[at] ?? Number.NaN),
    weight: Float64Array.from(kept, (at) => graph.weight[at] ?? Number.NaN),
  };
}

function joined({nodes}: Multiplex, graphs: readonly Graph[]): Graph {
  return graphOf(nodes.length, false, joinedEdges(graphs));
}
