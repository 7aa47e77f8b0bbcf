import {NumericalError} from "../../base/index.ts";
import {real, whole} from "../regression/kernels/cells.ts";
import type {FlowProblem, MinimumCostFlow} from "./network.ts";

/** What leaves each node less what enters it, length n. Zero everywhere but at source and sink. */
export function balances({nodes, tail, head}: FlowProblem, flow: Float64Array): Float64Array {
  const balance = new Float64Array(nodes);
  for (let arc = 0; arc < tail.length; arc++) {
    const [from, to, sent] = [whole(tail, arc), whole(head, arc), real(flow, arc)];
    balance[from] = real(balance, from) + sent;
    balance[to] = real(balance, to) - sent;
  }
  return balance;
}

/**
 * Proves a flow: within capacities, conserved at every node, and optimal by complementary slackness with its potentials.
 * That the flow is a largest one follows from the same rule on the arc back from sink to source, which pays more than any
 * path costs and is not full.
 *
 * Every quantity is a whole number, so each comparison is exact and needs no tolerance.
 *
 * @throws NumericalError "not-certified" naming the arc or node that breaks the proof: a mistake of the solver
 */
export function refuseUncertified(problem: FlowProblem, {flow, value, potential}: MinimumCostFlow): void {
  const {nodes, tail, head, capacity, cost, source, sink} = problem;
  for (const [node, balance] of balances(problem, flow).entries()) {
    const expected = node === source ? value : node === sink ? -value : 0;
    if (balance !== expected) throw uncertified(`node ${node} has the balance ${balance}, not ${expected}`);
  }
  let dearest = 0;
  for (let arc = 0; arc < tail.length; arc++) {
    const [sent, most, price] = [real(flow, arc), real(capacity, arc), real(cost, arc)];
    const reduced = price + real(potential, whole(tail, arc)) - real(potential, whole(head, arc));
    const slack = (reduced >= 0 || sent === most) && (reduced <= 0 || sent === 0);
    if (!(sent >= 0 && sent <= most && slack))
      throw uncertified(`arc ${arc} carries ${sent} of ${most} at the reduced cost ${reduced}`);
    dearest = Math.max(dearest, price);
  }
  // Reduced cost of the arc back, which is never full: if it could still lower the cost, more would flow.
  const back = -(nodes * dearest + 1) + real(potential, sink) - real(potential, source);
  if (back < 0 || (value > 0 && back > 0))
    throw uncertified(`the flow of ${value} is not shown to be the largest`);
}

function uncertified(message: string): NumericalError {
  return new NumericalError("not-certified", {
    message,
    where: "flow",
    hint: "this is a mistake of the solver: please report the network",
  });
}
