import {type Adjacency, type Graph, outgoing, rangeOf} from "./graph.ts";

/**
 * Betweenness by Brandes' algorithm (2001): over all pairs of other nodes, the share of shortest paths that pass a node, added up. Paths are
 * counted in edges; weights are left aside. Without directions each pair counts once. Unnormalised.
 */
export function betweenness(graph: Graph): Float64Array {
  const neighbours = outgoing(graph);
  const sums = new Float64Array(graph.nodes);
  const room = roomFor(graph.nodes);
  for (let source = 0; source < graph.nodes; source++) addFrom(source, neighbours, room, sums);
  return graph.directed ? sums : sums.map((sum) => sum / 2);
}

interface Room {
  readonly distance: Int32Array;
  readonly paths: Float64Array;
  readonly share: Float64Array;
  readonly order: Int32Array;
}

function roomFor(nodes: number): Room {
  return {
    distance: new Int32Array(nodes),
    paths: new Float64Array(nodes),
    share: new Float64Array(nodes),
    order: new Int32Array(nodes),
  };
}

function addFrom(source: number, neighbours: Adjacency, room: Room, sums: Float64Array): void {
  const reached = countPaths(source, neighbours, room);
  const {distance, paths, share, order} = room;
  share.fill(0);
  // Farthest first: what a node passes on is known before it is shared among those before it.
  for (let place = reached - 1; place > 0; place--) {
    const node = order[place] ?? Number.NaN;
    const [start, end] = rangeOf(neighbours, node);
    for (let at = start; at < end; at++) {
      const next = neighbours.to[at] ?? Number.NaN;
      if ((distance[next] ?? Number.NaN) !== (distance[node] ?? Number.NaN) + 1) continue;
      share[node] =
        (share[node] ?? Number.NaN) +
        ((paths[node] ?? Number.NaN) / (paths[next] ?? Number.NaN)) * (1 + (share[next] ?? Number.NaN));
    }
    sums[node] = (sums[node] ?? Number.NaN) + (share[node] ?? Number.NaN);
  }
}

/** Breadth first from a source: distances, numbers of shortest paths, and nodes in the order they are reached. */
function countPaths(source: number, neighbours: Adjacency, {distance, paths, order}: Room): number {
  distance.fill(-1);
  paths.fill(0);
  distance[source] = 0;
  paths[source] = 1;
  order[0] = source;
  let reached = 1;
  for (let place = 0; place < reached; place++) {
    const node = order[place] ?? Number.NaN;
    const [start, end] = rangeOf(neighbours, node);
    for (let at = start; at < end; at++) {
      const next = neighbours.to[at] ?? Number.NaN;
      const beyond = (distance[node] ?? Number.NaN) + 1;
      if (distance[next] === -1) {
        distance[next] = beyond;
        order[reached] = next;
        reached += 1;
      }
      if (distance[next] === beyond) paths[next] = (paths[next] ?? Number.NaN) + (paths[node] ?? Number.NaN);
    }
  }
  return reached;
}
