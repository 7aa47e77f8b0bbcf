import {NumericalError} from "../../base/index.ts";
import {item, real, whole} from "../regression/kernels/cells.ts";
import {balances} from "./certificate.ts";
import type {FlowProblem} from "./network.ts";
import {NONE} from "./spanning-tree.ts";

/** An amount that runs over the same arcs one after the other. */
export interface Road {
  /** From source to sink; of a loop, from some node back to it. */
  readonly arcs: readonly number[];
  /** In the unit of the flow. */
  readonly amount: number;
}

/** A flow as roads that add up to it, and what ran in circles. */
export interface Decomposition {
  readonly roads: readonly Road[];
  readonly loops: readonly Road[];
}

/**
 * A flow as roads from source to sink, those of fewest arcs first and then by the order of arcs; each takes what its narrowest
 * arc has left. What remains then runs in loops.
 *
 * Over the arcs, roads and loops add up to the flow exactly.
 *
 * @param flow whole numbers ≥ 0, one an arc, conserved at every node but source and sink
 * @throws NumericalError "not-conserved" naming the node where more leaves than arrives, or less
 */
export function decompose(problem: FlowProblem, flow: Float64Array): Decomposition {
  refuseUnbalanced(problem, flow);
  const use: Use = {problem, left: flow.slice(), out: outgoing(problem, flow)};
  const roads: Road[] = [];
  for (let found = -1; found < roads.length; ) {
    found = roads.length;
    roads.push(...shortestRoads(use));
  }
  return {roads, loops: loopsOf(use)};
}

/** What each arc still carries, and the arcs in use by the node they leave. */
interface Use {
  readonly problem: FlowProblem;
  readonly left: Float64Array;
  readonly out: readonly (readonly number[])[];
}

function outgoing({nodes, tail}: FlowProblem, flow: Float64Array): number[][] {
  const out: number[][] = Array.from({length: nodes}, () => []);
  for (const [arc, sent] of flow.entries()) if (sent > 0) out[whole(tail, arc)]?.push(arc);
  return out;
}

function take({left}: Use, arcs: readonly number[]): Road {
  const amount = arcs.reduce((least, arc) => Math.min(least, real(left, arc)), Number.POSITIVE_INFINITY);
  for (const arc of arcs) left[arc] = real(left, arc) - amount;
  return {arcs, amount};
}

/** All roads of the fewest arcs that any road now has: none of them is left afterwards. */
function shortestRoads(use: Use): Road[] {
  const {problem, left, out} = use;
  const {head, source, sink} = problem;
  const steps = stepsFrom(use);
  if (steps[sink] === NONE) return [];
  const roads: Road[] = [];
  const tried = new Int32Array(problem.nodes);
  const walked: number[] = [];
  const onward = (node: number): number => {
    const arcs = out[node] ?? [];
    for (let at = whole(tried, node); at < arcs.length; at++) {
      tried[node] = at;
      const arc = item(arcs, at);
      if (real(left, arc) > 0 && whole(steps, whole(head, arc)) === whole(steps, node) + 1) return arc;
    }
    return NONE;
  };
  for (let node = source; ; ) {
    const arc = node === sink ? NONE : onward(node);
    if (arc !== NONE) {
      walked.push(arc);
      node = whole(head, arc);
    } else if (node === sink) {
      roads.push(take(use, walked.splice(0)));
      node = source;
    } else {
      const back = walked.pop();
      if (back === undefined) return roads;
      node = whole(problem.tail, back);
      tried[node] = whole(tried, node) + 1;
    }
  }
}

/** Fewest arcs from the source over what is left, by node; NONE where none lead there. */
function stepsFrom({problem: {nodes, head, source}, left, out}: Use): Int32Array {
  const steps = new Int32Array(nodes).fill(NONE);
  steps[source] = 0;
  const queue = [source];
  for (const node of queue) {
    for (const arc of out[node] ?? []) {
      const to = whole(head, arc);
      if (real(left, arc) === 0 || steps[to] !== NONE) continue;
      steps[to] = whole(steps, node) + 1;
      queue.push(to);
    }
  }
  return steps;
}

/** Circles, each found by walking on until a node comes again. */
function loopsOf(use: Use): Road[] {
  const {problem, left, out} = use;
  const loops: Road[] = [];
  for (let from = 0; from < left.length; ) {
    if (real(left, from) === 0) {
      from += 1;
      continue;
    }
    const walked: number[] = [];
    const seen = new Map<number, number>();
    let node = whole(problem.tail, from);
    while (!seen.has(node)) {
      seen.set(node, walked.length);
      const arc = (out[node] ?? []).find((candidate) => real(left, candidate) > 0) ?? NONE;
      walked.push(arc);
      node = whole(problem.head, arc);
    }
    loops.push(take(use, walked.slice(seen.get(node))));
  }
  return loops;
}

function refuseUnbalanced(problem: FlowProblem, flow: Float64Array): void {
  for (const [node, balance] of balances(problem, flow).entries()) {
    const ends = node === problem.source || node === problem.sink;
    if (ends || balance === 0) continue;
    throw new NumericalError("not-conserved", {
      message: `node ${node} sends out ${balance} more than it takes in`,
      where: "flow",
      hint: "give a flow as the solver returned it, in whole numbers",
    });
  }
}
