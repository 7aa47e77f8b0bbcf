import {
  type Decomposition,
  decompose,
  type FlowProblem,
  maximumFlowAtMinimumCost,
} from "../../methods/flow/index.ts";
import {ORIGINS, type ProductArc, type ProductNetwork, TARGET} from "./network.ts";

/** Cost of a unit of flow over an arc that is reported: a whole number ≥ 0. */
export type ArcCost = (arc: ProductArc, label: string) => number;

/** What one road carries of one product. Whole US cents over the window. */
export interface ProductRoad {
  /** Hubs in the order they are passed. */
  readonly hubs: readonly string[];
  readonly arcs: readonly ProductArc[];
  readonly cents: number;
  /** The part that reported arcs carry at their low ends too; null where nobody reports some arc over the window. */
  readonly documentedCents: number | null;
  /** What the road could carry by itself: the least high end of its arcs. */
  readonly aloneCents: number;
  /** The arc that sets it. */
  readonly bottleneck: ProductArc;
}

/** What an arc could have carried and did not. */
export interface Unused {
  readonly arc: ProductArc;
  readonly cents: number;
}

/** The solution of one product's network. */
export interface ProductSolution {
  readonly label: string;
  readonly roads: readonly ProductRoad[];
  /** Roads of more hubs than asked for. */
  readonly longer: readonly ProductRoad[];
  /** By arc of the network, its flow in whole cents. */
  readonly flow: ReadonlyMap<ProductArc, number>;
  readonly unused: readonly Unused[];
}

/** What decides a solution besides the network. */
export interface SolveInput {
  readonly cost: ArcCost;
  readonly mostHubs: number;
  /** Hubs taken out. */
  readonly closed: ReadonlySet<string>;
}

// What is surer goes first, however far: a road of four arcs is at most 80,000 km long. Excess that only the lower counterfactual
// shows, or that is no more than the arc's years differ by anyway, costs more than any such road of sure excess, and an arc that nobody reports more than any road of reported ones.
const DOUBTFUL = 100_000;
const UNREPORTED = 500_000;

/**
 * The largest flow from the origins to the target at the least cost, as roads.
 *
 * The documented part is a flow of its own inside that flow: reported arcs only, at their low ends. Both are taken apart into
 * roads, the documented one first, so that no road documents more than it carries.
 */
export function solveProduct(network: ProductNetwork, input: SolveInput): ProductSolution {
  const {closed, mostHubs} = input;
  const usable = network.arcs.filter(({from, to}) => !closed.has(from) && !closed.has(to));
  const problem = problemOf(network.label, usable, input);
  const flow = surestFlow(problem, usable);
  const roads = roadsOf(usable, partsOf(problem, usable, flow));
  const flows = new Map(usable.map((arc, at) => [arc, Number(flow[at])]));
  return {
    label: network.label,
    roads: roads.filter(({hubs}) => hubs.length <= mostHubs),
    longer: roads.filter(({hubs}) => hubs.length > mostHubs),
    flow: flows,
    unused: network.arcs.flatMap((arc) => unusedOf(arc, flows)),
  };
}

function problemOf(label: string, arcs: readonly ProductArc[], {cost}: SolveInput): FlowProblem {
  const nodes = new Set([ORIGINS, TARGET, ...arcs.flatMap(({from, to}) => [from, to])]);
  const places = new Map([...nodes].map((node, at) => [node, at]));
  return {
    nodes: places.size,
    source: 0,
    sink: 1,
    tail: Int32Array.from(arcs, ({from}) => places.get(from) ?? Number.NaN),
    head: Int32Array.from(arcs, ({to}) => places.get(to) ?? Number.NaN),
    capacity: Float64Array.from(arcs, ({from, to, highCents}) => highCents ?? openWidth(from, to, arcs)),
    cost: Float64Array.from(arcs, (arc) => cost(arc, label)),
  };
}

/** The flow over each arc, where an arc is two side by side: its low end, and what the high end adds. */
function surestFlow(problem: FlowProblem, arcs: readonly ProductArc[]): Float64Array {
  // Of an arc without a low end nothing is sure.
  const sure = Float64Array.from(arcs, ({lowCents}) => (lowCents === null ? 0 : lowCents));
  const more = problem.capacity.map((most, at) => most - Number(sure[at]));
  const dearer = problem.cost.map(
    (cost, at) => cost + (arcs[at]?.highCents === null ? UNREPORTED : DOUBTFUL),
  );
  const {flow} = maximumFlowAtMinimumCost({
    ...problem,
    tail: twice(problem.tail, problem.tail),
    head: twice(problem.head, problem.head),
    capacity: Float64Array.of(...sure, ...more),
    cost: Float64Array.of(
      ...problem.cost.map((cost, at) => (arcs[at]?.isOrdinary === true ? cost + DOUBTFUL : cost)),
      ...dearer,
    ),
  });
  return flow.slice(0, arcs.length).map((cents, at) => cents + Number(flow[arcs.length + at]));
}

function twice(first: Int32Array, second: Int32Array): Int32Array {
  return Int32Array.of(...first, ...second);
}

/** What can come to an open arc at most: all that its hub is seen to take in, or all that it is seen to send. */
function openWidth(from: string, to: string, arcs: readonly ProductArc[]): number {
  const others = arcs.filter((arc) => (from === ORIGINS ? arc.from === to : arc.to === from));
  return others.reduce((sum, {highCents}) => sum + Number(highCents), 0);
}

/** The documented flow and the rest, each taken apart. */
function partsOf(
  problem: FlowProblem,
  arcs: readonly ProductArc[],
  flow: Float64Array,
): {readonly documented: Decomposition; readonly rest: Decomposition} {
  const least = Float64Array.from(arcs, ({lowCents}, at) =>
    lowCents === null ? 0 : Math.min(lowCents, Number(flow[at])),
  );
  const inner = maximumFlowAtMinimumCost({...problem, capacity: least});
  const rest = flow.map((cents, at) => cents - Number(inner.flow[at]));
  return {documented: decompose(problem, inner.flow), rest: decompose(problem, rest)};
}

function roadsOf(arcs: readonly ProductArc[], {documented, rest}: ReturnType<typeof partsOf>): ProductRoad[] {
  const parts = [
    ...documented.roads.map((road) => ({...road, isDocumented: true})),
    ...rest.roads.map((road) => ({...road, isDocumented: false})),
  ];
  return [...Map.groupBy(parts, (road) => road.arcs.join(" ")).values()].map((same) => {
    const passed = (same[0]?.arcs ?? []).flatMap((at) => arcs[at] ?? []);
    const sum = (list: typeof same): number => list.reduce((total, {amount}) => total + amount, 0);
    const told = passed.every(({lowCents}) => lowCents !== null);
    const bottleneck = passed.reduce((narrow, arc) => (widthOf(arc) < widthOf(narrow) ? arc : narrow));
    return {
      hubs: passed.slice(1).map(({from}) => from),
      arcs: passed,
      cents: sum(same),
      documentedCents: told ? sum(same.filter(({isDocumented}) => isDocumented)) : null,
      aloneCents: widthOf(bottleneck),
      bottleneck,
    };
  });
}

function widthOf({highCents}: ProductArc): number {
  return highCents ?? Number.POSITIVE_INFINITY;
}

function unusedOf(arc: ProductArc, flows: ReadonlyMap<ProductArc, number>): Unused[] {
  if (arc.highCents === null) return [];
  const sent = flows.get(arc);
  const cents = sent === undefined ? arc.highCents : arc.highCents - sent;
  return cents > 0 ? [{arc, cents}] : [];
}
