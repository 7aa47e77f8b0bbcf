import {NumericalError} from "../../base/index.ts";
import {real, whole} from "../regression/kernels/cells.ts";
import {refuseUncertified} from "./certificate.ts";
import {type FlowProblem, type MinimumCostFlow, refuseBadNetwork} from "./network.ts";
import {NONE, SpanningTree} from "./spanning-tree.ts";

/** Where an arc stands: at its lower bound of zero, in the tree, or full. */
const [EMPTY, TREE, FULL] = [1, 0, -1];

/** The arcs of the problem, then one back from sink to source, then one from each node to the root. */
interface Circulation {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly cost: Float64Array;
  readonly capacity: Float64Array;
  readonly flow: Float64Array;
  readonly state: Int32Array;
  /** Arcs that may enter: all but the artificial ones. */
  readonly real: number;
}

/**
 * The largest flow from source to sink, and of all largest flows one of least cost, by the network simplex method on
 * strongly feasible trees with block search (Cunningham 1976; Kiraly & Kovacs 2012, arXiv:1207.6381).
 *
 * The flow is sent round as a circulation whose arc back pays more than any path costs. The same network, arc by arc in
 * the same order, gives the same flow; among flows of equal cost the order of arcs decides. Whole numbers throughout,
 * so the result is exact, and its proof is checked before it is returned.
 *
 * @throws NumericalError "bad-network", "bad-capacity" or "bad-cost" for what is no network
 */
export function maximumFlowAtMinimumCost(problem: FlowProblem): MinimumCostFlow {
  refuseBadNetwork(problem);
  const circulation = circulationOf(problem);
  const tree = new SpanningTree(problem.nodes, circulation.real, circulation);
  const pivots = optimise(circulation, tree);
  const arcs = problem.tail.length;
  const flow = circulation.flow.slice(0, arcs);
  const solved: MinimumCostFlow = {
    flow,
    value: real(circulation.flow, arcs),
    cost: flow.reduce((sum, value, arc) => sum + value * real(problem.cost, arc), 0),
    potential: tree.potential.slice(0, problem.nodes),
    pivots,
  };
  refuseUncertified(problem, solved);
  return solved;
}

function circulationOf({nodes, tail, head, capacity, cost, source, sink}: FlowProblem): Circulation {
  const arcs = tail.length;
  const size = arcs + 1 + nodes;
  const total = capacity.reduce((sum, value) => sum + value, 0);
  const dearest = cost.reduce((most, value) => Math.max(most, value), 0);
  const circulation = {
    tail: new Int32Array(size),
    head: new Int32Array(size).fill(nodes),
    cost: new Float64Array(size),
    // More than can come together, so that the arc back is never full.
    capacity: new Float64Array(size).fill(total + 1),
    flow: new Float64Array(size),
    state: new Int32Array(size).fill(TREE),
    real: arcs + 1,
  };
  circulation.tail.set(tail);
  circulation.head.set(head);
  circulation.cost.set(cost);
  circulation.capacity.set(capacity);
  circulation.state.fill(EMPTY, 0, arcs + 1);
  circulation.tail[arcs] = sink;
  circulation.head[arcs] = source;
  circulation.cost[arcs] = -(nodes * dearest + 1);
  for (let node = 0; node < nodes; node++) circulation.tail[arcs + 1 + node] = node;
  return circulation;
}

function optimise(circulation: Circulation, tree: SpanningTree): number {
  const search = new BlockSearch(circulation, tree);
  const most = 1e9;
  for (let pivots = 0; pivots < most; pivots++) {
    const entering = search.next();
    if (entering === NONE) return pivots;
    pivot(circulation, tree, entering);
  }
  throw new NumericalError("not-converged", {
    message: `the network simplex method made ${most} pivots without an end`,
    where: "flow",
    hint: "split the network",
  });
}

/** Looks for an entering arc block by block, from where it last stopped, and takes the worst offender of the first block that has one. */
class BlockSearch {
  readonly #circulation: Circulation;
  readonly #tree: SpanningTree;
  readonly #block: number;
  #at = 0;

  constructor(circulation: Circulation, tree: SpanningTree) {
    this.#circulation = circulation;
    this.#tree = tree;
    this.#block = Math.max(10, Math.ceil(Math.sqrt(circulation.real)));
  }

  /** An arc whose change lowers the cost, or NONE at the optimum. */
  next(): number {
    const {tail, head, cost, state, real: arcs} = this.#circulation;
    const {potential} = this.#tree;
    let [best, least, left, at] = [NONE, 0, this.#block, this.#at];
    for (let seen = 0; seen < arcs; seen++) {
      const place = whole(state, at);
      if (place !== TREE) {
        const reduced = real(cost, at) + real(potential, whole(tail, at)) - real(potential, whole(head, at));
        if (place * reduced < least) [best, least] = [at, place * reduced];
      }
      at = at + 1 === arcs ? 0 : at + 1;
      if (--left === 0) {
        if (best !== NONE) break;
        left = this.#block;
      }
    }
    this.#at = at;
    return best;
  }
}

/** Sends as much as fits round the cycle that the entering arc closes, and lets the arc that stops it leave the tree. */
function pivot(circulation: Circulation, tree: SpanningTree, entering: number): void {
  const {tail, head, capacity, flow, state} = circulation;
  const {parent, arc: above, direction} = tree;
  const forward = whole(state, entering) === EMPTY;
  const first = whole(forward ? tail : head, entering);
  const second = whole(forward ? head : tail, entering);
  const join = tree.join(first, second);
  const room = (arc: number): number => real(capacity, arc) - real(flow, arc);
  let [delta, cut, onFirst] = [real(capacity, entering), NONE, false];
  // The last arc that stops the flow, seen from the join in its direction, keeps the tree strongly feasible: no cycling.
  for (let node = first; node !== join; node = whole(parent, node)) {
    const arc = whole(above, node);
    const slack = whole(direction, node) === 1 ? real(flow, arc) : room(arc);
    if (slack < delta) [delta, cut, onFirst] = [slack, node, true];
  }
  for (let node = second; node !== join; node = whole(parent, node)) {
    const arc = whole(above, node);
    const slack = whole(direction, node) === 1 ? room(arc) : real(flow, arc);
    if (slack <= delta) [delta, cut, onFirst] = [slack, node, false];
  }
  if (delta > 0) {
    flow[entering] = real(flow, entering) + (forward ? delta : -delta);
    for (let node = first; node !== join; node = whole(parent, node))
      add(flow, whole(above, node), -whole(direction, node) * delta);
    for (let node = second; node !== join; node = whole(parent, node))
      add(flow, whole(above, node), whole(direction, node) * delta);
  }
  if (cut === NONE) {
    state[entering] = forward ? FULL : EMPTY;
    return;
  }
  const leaving = whole(above, cut);
  state[entering] = TREE;
  state[leaving] = real(flow, leaving) === 0 ? EMPTY : FULL;
  const [inside, outside] = onFirst ? [first, second] : [second, first];
  tree.move({cut, inside, outside, arc: entering});
}

function add(flow: Float64Array, arc: number, value: number): void {
  flow[arc] = real(flow, arc) + value;
}
