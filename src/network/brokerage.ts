import {type Graph, outgoing, rangeOf} from "./graph.ts";

/** The roles of a broker b on a path a → b → c without a → c, by the camps of the three (Gould & Fernandez 1989). */
export const BROKER_ROLES = ["coordinator", "itinerant", "gatekeeper", "representative", "liaison"] as const;
export type BrokerRole = (typeof BROKER_ROLES)[number];

/** How often a node stands in each role. */
export type Brokerage = Readonly<Record<BrokerRole, number>>;

/**
 * Roles of every node. coordinator: all three of one camp; itinerant: the outer two of one, the broker of another; gatekeeper: the first
 * of another camp than the other two; representative: the last; liaison: three camps. Without directions every path counts both ways.
 *
 * @param camps one label a node; paths with a node without one (null) are left aside
 * @param isUnknown nodes of which nobody knows whether they are tied when they are not: no path between them counts
 */
export function brokerage(
  graph: Graph,
  camps: readonly (string | null)[],
  isUnknown: (first: number, last: number) => boolean = () => false,
): Brokerage[] {
  const neighbours = outgoing(graph);
  const linked = edgeTable(graph.nodes, neighbours);
  const counts = Array.from({length: graph.nodes}, () => ({
    coordinator: 0,
    itinerant: 0,
    gatekeeper: 0,
    representative: 0,
    liaison: 0,
  }));
  for (let first = 0; first < graph.nodes; first++) {
    for (const broker of near(neighbours, first)) {
      for (const last of near(neighbours, broker)) {
        if (last === first || linked[first * graph.nodes + last] === 1) continue;
        const role = roleOf(camps[first] ?? null, camps[broker] ?? null, camps[last] ?? null);
        const count = counts[broker];
        if (role !== null && count !== undefined && !isUnknown(first, last)) count[role] += 1;
      }
    }
  }
  return counts;
}

function near(neighbours: ReturnType<typeof outgoing>, node: number): Int32Array {
  return neighbours.to.subarray(...rangeOf(neighbours, node));
}

function edgeTable(nodes: number, neighbours: ReturnType<typeof outgoing>): Uint8Array {
  const table = new Uint8Array(nodes * nodes);
  for (let node = 0; node < nodes; node++)
    for (const other of near(neighbours, node)) table[node * nodes + other] = 1;
  return table;
}

function roleOf(first: string | null, broker: string | null, last: string | null): BrokerRole | null {
  if (first === null || broker === null || last === null) return null;
  if (first === last) return broker === first ? "coordinator" : "itinerant";
  if (broker === last) return "gatekeeper";
  return broker === first ? "representative" : "liaison";
}
