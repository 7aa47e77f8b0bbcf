import type {FindingRow} from "../../base/index.ts";
import {
  betweenness,
  brokerage,
  compare,
  degrees,
  eigenvector,
  type Graph,
  type Multiplex,
  overlapOf,
  pageRank,
  type StratumSlice,
  stratumGraph,
  structuralHoles,
  UNBOUNDED,
} from "../../network/index.ts";
import type {Gaps} from "./gaps.ts";
import type {NetworkAt} from "./graphs.ts";

/** A row a state with a tie, those asked for; `poleOf` gives the pole a state is of, `gaps` what the data leave unknown. */
export function stateRows(
  {nodes}: Multiplex,
  {byLayer, whole}: NetworkAt,
  {
    states,
    poleOf,
    gaps,
  }: {
    readonly states: readonly string[] | null;
    readonly poleOf: (state: string) => string | null;
    readonly gaps: Gaps;
  },
): FindingRow[] {
  const layers = [...byLayer].map(([layer, graph]) => ({layer, degree: degrees(graph).degree}));
  const isWhole = gaps.cut.length === 0;
  const measured = isWhole ? measuredOn(nodes, whole) : null;
  const pairs = polePairs(nodes, whole, {poleOf, gaps});
  return nodes.flatMap(({id, kind}, at) => {
    const own = layers.map(({degree}) => degree[at] ?? Number.NaN);
    if (kind !== "state" || (states !== null && !states.includes(id)) || own.every((degree) => degree === 0))
      return [];
    const isSeen = isWhole || !gaps.isOutside(id);
    return [
      {
        state: id,
        ...Object.fromEntries(
          layers.map(({layer}, l) => [
            `${layer}_degree`,
            isSeen || !gaps.layers.has(layer) ? (own[l] ?? null) : null,
          ]),
        ),
        ...(isSeen ? overlapOf(own) : {overlap: null, participation: null}),
        constraint: measured?.holes[at]?.constraint ?? null,
        effective_size: measured?.holes[at]?.effectiveSize ?? null,
        ...(isSeen ? pairs(at) : {pole_pairs: null, pole_pairs_unknown: null}),
        betweenness: measured?.between[at] ?? null,
        eigenvector: measured?.central[at] ?? null,
        pagerank: measured?.rank.get(at) ?? null,
        unknown: isWhole ? null : unknownOf(gaps, isSeen),
      },
    ];
  });
}

/** Measures that hang on every tie of the network. */
function measuredOn(nodes: Multiplex["nodes"], whole: Graph) {
  const isState = nodes.map(({kind}) => kind === "state");
  return {
    holes: structuralHoles(whole),
    between: betweenness(whole),
    central: eigenvector(whole),
    rank: pageRankOfStates(whole, isState),
  };
}

/** Pairs that a node stands between, and pairs of its neighbours of which nobody knows whether they are tied; null for a state of a pole. */
function polePairs(
  nodes: Multiplex["nodes"],
  whole: Graph,
  {poleOf, gaps}: {readonly poleOf: (state: string) => string | null; readonly gaps: Gaps},
) {
  const binary = {...whole, weight: whole.weight.map(() => 1)};
  const camps = nodes.map(({id, kind}) => (kind === "state" ? (poleOf(id) ?? "no pole") : null));
  const isUnknown = (one: number, other: number) =>
    gaps.isUnknown(nodes[one]?.id ?? "", nodes[other]?.id ?? "");
  const [all, known] = [brokerage(binary, camps), brokerage(binary, camps, isUnknown)];
  return (at: number) => {
    const [any, sure] = [all[at]?.liaison, known[at]?.liaison];
    if (any === undefined || sure === undefined || camps[at] !== "no pole")
      return {pole_pairs: null, pole_pairs_unknown: null};
    // Every path counts both ways without directions.
    return {pole_pairs: sure / 2, pole_pairs_unknown: (any - sure) / 2};
  };
}

function unknownOf({cut}: Gaps, isSeen: boolean): string {
  const names = cut.join(", ");
  const ties = isSeen ? "" : `; its ties with other states outside the study are not in ${names}`;
  return `what hangs on the whole network is not known where ${names} hold only pairs with a state of the study${ties}`;
}

// Organisations are no states: without them the ranks of states add up to one.
function pageRankOfStates(graph: Graph, isState: readonly boolean[]): ReadonlyMap<number, number> {
  const places = isState.flatMap((state, at) => (state ? [at] : []));
  const moved = new Map(places.map((place, at) => [place, at] as const));
  const inner = {
    ...graph,
    nodes: places.length,
    from: graph.from.map((node) => moved.get(node) ?? -1),
    to: graph.to.map((node) => moved.get(node) ?? -1),
  };
  const ranks = pageRank(inner);
  return new Map(places.map((place, at) => [place, ranks[at] ?? Number.NaN]));
}

/** A row a pair and stratum of a date. */
export function edgeRows(network: Multiplex, {slices}: NetworkAt): FindingRow[] {
  return slices.flatMap((one) => {
    const pairs = Map.groupBy(one.ties, (tie) => `${network.from[tie]} ${network.to[tie]}`);
    return [...pairs.values()].map((ties) => edgeRow(network, one, ties));
  });
}

function edgeRow(network: Multiplex, {stratum}: StratumSlice, ties: readonly number[]): FindingRow {
  const [tie = -1] = ties;
  const values = ties.flatMap((one) =>
    Number.isNaN(network.value[one]) ? [] : [network.value[one] ?? Number.NaN],
  );
  return {
    a: idOf(network, network.from[tie]),
    b: idOf(network, network.to[tie]),
    layer: stratum.layer,
    measure: measureOf(stratum.id),
    directed: stratum.directed,
    start: dateOf(Math.min(...ties.map((one) => network.first[one] ?? Number.NaN))),
    end: dateOf(Math.max(...ties.map((one) => network.last[one] ?? Number.NaN))),
    ties: ties.length,
    weight: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length,
  };
}

/** A row a pair and stratum that is not the same on two dates. */
export function changeRows(network: Multiplex, before: NetworkAt, after: NetworkAt): FindingRow[] {
  return before.slices.flatMap((one, at) => {
    const other = after.slices[at];
    if (other === undefined) return [];
    const {directed} = one.stratum;
    const {added, ended, changed} = compare(
      stratumGraph(network, one, directed),
      stratumGraph(network, other, directed),
    );
    const named = [
      ...added.map((edge) => ({...edge, change: "added"})),
      ...ended.map((edge) => ({...edge, change: "ended"})),
      ...changed.map((edge) => ({...edge, change: "changed"})),
    ];
    return named.map(({from, to, change, before: weightBefore, after: weightAfter}) => ({
      a: idOf(network, from),
      b: idOf(network, to),
      layer: one.stratum.layer,
      measure: measureOf(one.stratum.id),
      change,
      weight_before: weightBefore,
      weight_after: weightAfter,
    }));
  });
}

function idOf({nodes}: Multiplex, at: number | undefined): string {
  return nodes[at ?? -1]?.id ?? "";
}

function measureOf(stratum: string): string {
  return stratum.slice(stratum.indexOf("/") + 1);
}

const MS_A_DAY = 86_400_000;

function dateOf(day: number): string | null {
  return Math.abs(day) === UNBOUNDED ? null : new Date(day * MS_A_DAY).toISOString().slice(0, 10);
}
