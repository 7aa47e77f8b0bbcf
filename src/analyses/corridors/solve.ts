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

// Kilometres round the earth: an arc that nobody reports is dearer than any reported road of four arcs, so that it is used only
// for what no reported road can carry.
const UNREPORTED = 200_000;

/**
 * The largest flow from the origins to the target at the least cost, as roads.
 *
 * The documented part is a flow of its own inside that flow: reported arcs only, at their low ends. Both are taken apart into
 * roads, the documented one first, so that no road documents more than it carries.
 */
export function solveProduct(network: ProductNetwork, {cost, mostHubs, closed}: SolveInput): ProductSolution {
  const usable = network.arcs.filter(({from, to}) => !closed.has(from) && !closed.has(to));
  const nodes = [ORIGINS, TARGET, ...new Set(usable.flatMap(({from, to}) => [from, to]))];
  const places = new Map([...new Set(nodes)].map((node, at) => [node, at]));
  // More than all reported arcs together can bring to an open one.
  const open = usable.reduce((sum, {highCents}) => sum + Number(highCents), 0);
  const problem: FlowProblem = {
    nodes: places.size,
    source: 0,
    sink: 1,
    tail: Int32Array.from(usable, ({from}) => places.get(from) ?? Number.NaN),
    head: Int32Array.from(usable, ({to}) => places.get(to) ?? Number.NaN),
    capacity: Float64Array.from(usable, ({highCents}) => highCents ?? open),
    cost: Float64Array.from(
      usable,
      (arc) => cost(arc, network.label) + (arc.highCents === null ? UNREPORTED : 0),
    ),
  };
  const {flow} = maximumFlowAtMinimumCost(problem);
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

/** The documented flow and the rest, each taken apart. */
function partsOf(
  problem: FlowProblem,
  arcs: readonly ProductArc[],
  flow: Float64Array,
): {readonly documented: Decomposition; readonly rest: Decomposition} {
  const least = Float64Array.from(arcs, ({lowCents}, at) => Math.min(Number(lowCents), Number(flow[at])));
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
