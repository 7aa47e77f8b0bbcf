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
import type {NetworkAt} from "./graphs.ts";

/** A row a state with a tie, those asked for; `poleOf` gives the pole a state is of. */
export function stateRows(
  {nodes}: Multiplex,
  {byLayer, whole}: NetworkAt,
  {
    states,
    poleOf,
  }: {readonly states: readonly string[] | null; readonly poleOf: (state: string) => string | null},
): FindingRow[] {
  const layers = [...byLayer].map(([layer, graph]) => ({layer, degree: degrees(graph).degree}));
  const binary = {...whole, weight: whole.weight.map(() => 1)};
  const camps = nodes.map(({id, kind}) => (kind === "state" ? (poleOf(id) ?? "no pole") : null));
  const measured = {
    holes: structuralHoles(whole),
    roles: brokerage(binary, camps),
    between: betweenness(whole),
    central: eigenvector(whole),
    rank: pageRankOfStates(
      whole,
      nodes.map(({kind}) => kind === "state"),
    ),
  };
  return nodes.flatMap(({id, kind}, at) => {
    const own = layers.map(({degree}) => degree[at] ?? Number.NaN);
    if (kind !== "state" || (states !== null && !states.includes(id)) || own.every((degree) => degree === 0))
      return [];
    return [
      {
        state: id,
        ...Object.fromEntries(layers.map(({layer}, l) => [`${layer}_degree`, own[l] ?? null])),
        ...overlapOf(own),
        constraint: measured.holes[at]?.constraint ?? null,
        effective_size: measured.holes[at]?.effectiveSize ?? null,
        // Every path counts both ways without directions.
        pole_pairs: poleOf(id) === null ? half(measured.roles[at]?.liaison ?? null) : null,
        betweenness: measured.between[at] ?? null,
        eigenvector: measured.central[at] ?? null,
        pagerank: measured.rank.get(at) ?? null,
      },
    ];
  });
}

function half(count: number | null): number | null {
  return count === null ? null : count / 2;
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
