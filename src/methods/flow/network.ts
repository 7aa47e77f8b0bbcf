import {NumericalError} from "../../base/index.ts";
import {real, whole} from "../regression/kernels/cells.ts";

/**
 * A network of n nodes and m arcs. Capacities and costs are whole numbers, so that flows, balances and the proof of the
 * optimum are exact: give cents for dollars, kilometres or metres for distances.
 */
export interface FlowNetwork {
  /** n; nodes are 0..n−1. */
  readonly nodes: number;
  /** m, where each arc starts. */
  readonly tail: Int32Array;
  /** m, where each arc ends. */
  readonly head: Int32Array;
  /** m, whole numbers ≥ 0, in any unit. */
  readonly capacity: Float64Array;
  /** m, whole numbers ≥ 0 for a unit of flow. */
  readonly cost: Float64Array;
}

/** A network with the two nodes that the flow runs between. */
export interface FlowProblem extends FlowNetwork {
  readonly source: number;
  readonly sink: number;
}

/** A largest flow of least cost, with what proves it. */
export interface MinimumCostFlow {
  /** m, in the unit of the capacities. */
  readonly flow: Float64Array;
  /** What leaves the source and reaches the sink. */
  readonly value: number;
  /** Sum of flow × cost; exact up to 2^53, rounded beyond. The proof does not rest on it. */
  readonly cost: number;
  /**
   * n, the prices of the proof: reduced cost = cost + potential(tail) − potential(head) is below zero only on full arcs and
   * above zero only on empty ones.
   */
  readonly potential: Float64Array;
  readonly pivots: number;
}

/**
 * Refuses what is no network.
 *
 * @throws NumericalError "bad-network" for lengths that differ, nodes out of range, or source and sink in one;
 *   "bad-capacity" or "bad-cost" for a number that is negative, broken, not finite or too large to add up exactly
 */
export function refuseBadNetwork({nodes, tail, head, capacity, cost, source, sink}: FlowProblem): void {
  const arcs = tail.length;
  if (head.length !== arcs || capacity.length !== arcs || cost.length !== arcs)
    throw badNetwork(
      `tail, head, capacity and cost have ${arcs}, ${head.length}, ${capacity.length} and ${cost.length} arcs`,
    );
  const isNode = (node: number): boolean => Number.isInteger(node) && node >= 0 && node < nodes;
  if (!isNode(source) || !isNode(sink) || source === sink)
    throw badNetwork(`source "${source}" and sink "${sink}" are not two of the nodes 0..${nodes - 1}`);
  let [all, dearest] = [0, 0];
  for (let arc = 0; arc < arcs; arc++) {
    if (!isNode(whole(tail, arc)) || !isNode(whole(head, arc)))
      throw badNetwork(`arc ${arc} runs from "${tail[arc]}" to "${head[arc]}", beyond 0..${nodes - 1}`);
    all += checked("capacity", real(capacity, arc), arc);
    dearest = Math.max(dearest, checked("cost", real(cost, arc), arc));
  }
  if (all > Number.MAX_SAFE_INTEGER) throw tooLarge("capacity", "capacities add up", all);
  // Potentials are sums over paths of at most n arcs, and the arc back from sink to source costs as much as one of them.
  if (4 * (nodes + 1) * (dearest + 1) > Number.MAX_SAFE_INTEGER)
    throw tooLarge("cost", "the dearest path may add up", nodes * dearest);
}

function checked(which: "capacity" | "cost", value: number, arc: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new NumericalError(`bad-${which}`, {
    message: `arc ${arc} has the ${which} "${value}"; it must be a whole number from 0 on`,
    where: "flow",
    hint:
      value < 0
        ? `turn the arc round, or leave it out: a ${which} below zero has no meaning here`
        : `give it in a smaller unit, as whole numbers, and bound what is unbounded`,
  });
}

function tooLarge(which: "capacity" | "cost", what: string, sum: number): NumericalError {
  return new NumericalError(`bad-${which}`, {
    message: `${what} to "${sum}", beyond the whole numbers that are exact`,
    where: "flow",
    hint: "give it in a larger unit",
  });
}

function badNetwork(message: string): NumericalError {
  return new NumericalError("bad-network", {
    message,
    where: "flow",
    hint: "give every arc one tail, head, capacity and cost",
  });
}
