import fc from "fast-check";
import {expect, test} from "vitest";
import {seeded} from "../base/index.ts";
import {
  betweenness,
  brokerage,
  coMembership,
  compare,
  degrees,
  eigenvector,
  type Graph,
  graphOf,
  multiplex,
  overlapOf,
  pageRank,
  project,
  slice,
  structuralHoles,
  type TieInput,
  undirected,
} from "./index.ts";

const NODES = ["A", "B", "C", "D"].map((id) => ({id, kind: "state"}) as const);
const SPELLS = [
  {id: "pact", layer: "security", directed: false, form: "spell"},
  {id: "base", layer: "security", directed: true, form: "spell"},
  {id: "stock", layer: "people", directed: true, form: "value"},
] as const;

function tie(stratum: string, a: string, b: string, rest: Partial<TieInput> = {}): TieInput {
  return {stratum, a, b, first: null, last: null, value: null, ...rest};
}

function edges({from, to, weight}: Graph): readonly (readonly [number, number, number])[] {
  return Array.from(from, (one, at) => [one, to[at] ?? -1, weight[at] ?? -1] as const);
}

function random(nodes: number, density: number, seed: number, directed: boolean): Graph {
  const draw = seeded(seed);
  const list = Array.from({length: nodes * nodes}, (_, at) => at).filter(() => draw() < density);
  return graphOf(nodes, directed, {
    from: list.map((at) => Math.floor(at / nodes)),
    to: list.map((at) => at % nodes),
    weight: list.map(() => 0.1 + draw()),
  });
}

/** The same graph with node v called order[v]. */
function relabelled(graph: Graph, order: readonly number[]): Graph {
  return graphOf(graph.nodes, graph.directed, {
    from: Array.from(graph.from, (node) => order[node] ?? -1),
    to: Array.from(graph.to, (node) => order[node] ?? -1),
    weight: graph.weight,
  });
}

test("a slice holds what held on one of its days; both ends of a spell are included, an open end has none", () => {
  const ties = [
    tie("pact", "A", "B", {first: 10, last: 20}),
    tie("pact", "A", "C", {first: 15}),
    tie("base", "B", "A", {last: 12}),
  ];
  const network = multiplex({nodes: NODES, strata: SPELLS, ties});
  const counts = (first: number, last: number) =>
    slice(network, {first, last, strata: null, nodes: null}).map((one) => one.ties.length);
  expect(counts(9, 9)).toEqual([0, 1, 0]);
  expect(counts(10, 10)).toEqual([1, 1, 0]);
  expect(counts(20, 20)).toEqual([2, 0, 0]);
  expect(counts(21, 9_999)).toEqual([1, 0, 0]);
  expect(
    slice(network, {first: 10, last: 15, strata: ["pact"], nodes: ["A", "B"]}).map((one) => one.ties.length),
  ).toEqual([1]);
});

test("ties that cannot stand are left out and counted by reason", () => {
  const bad = [
    tie("pact", "A", "Z"),
    tie("pact", "A", "A"),
    tie("pact", "A", "B", {first: 5, last: 4}),
    tie("trade", "A", "B"),
    tie("pact", "A", "Z"),
  ];
  const {dropped, from} = multiplex({nodes: NODES, strata: SPELLS, ties: bad});
  expect(from).toHaveLength(0);
  expect(dropped).toEqual([
    {reason: "an end that is no node", ties: 2},
    {reason: "both ends the same", ties: 1},
    {reason: "ends before it begins", ties: 1},
    {reason: "a kind that was not asked for", ties: 1},
  ]);
});

// Counted by hand: the pact 1 of 1; stocks 3 (mean of 2 and 4) and 1 of 4. A missing value is no edge.
test("union, shares and values make one graph of several layers", () => {
  const network = multiplex({
    nodes: NODES,
    strata: SPELLS,
    ties: [
      tie("pact", "A", "B"),
      tie("stock", "A", "B", {value: 2, first: 0, last: 364}),
      tie("stock", "A", "B", {value: 4, first: 365, last: 729}),
      tie("stock", "C", "A", {value: 1}),
      tie("stock", "C", "D", {value: null}),
    ],
  });
  const all = slice(network, {first: 0, last: 729, strata: null, nodes: null});
  expect(edges(project(network, all, "union"))).toEqual([
    [0, 1, 1],
    [0, 2, 1],
  ]);
  expect(edges(project(network, all, "shares"))).toEqual([
    [0, 1, 1.75],
    [0, 2, 0.25],
  ]);
  expect(edges(project(network, all.slice(2), "values"))).toEqual([
    [0, 1, 3],
    [2, 0, 1],
  ]);
});

test("states that share organisations are linked by their number, whatever their standings", () => {
  const nodes = [...NODES, {id: "X", kind: "organisation"}, {id: "Y", kind: "organisation"}] as const;
  const network = multiplex({
    nodes,
    strata: SPELLS,
    ties: [
      tie("pact", "A", "X"),
      tie("pact", "A", "X", {first: 3}),
      tie("pact", "B", "X"),
      tie("pact", "A", "Y"),
      tie("pact", "B", "Y"),
      tie("pact", "C", "Y"),
      tie("pact", "C", "D"),
    ],
  });
  const graph = coMembership(network, slice(network, {first: 5, last: 5, strata: null, nodes: null}));
  expect(edges(graph)).toEqual([
    [0, 1, 2],
    [0, 2, 1],
    [1, 2, 1],
  ]);
});

test("two dates differ in what was added, what ended and what changed", () => {
  const before = graphOf(4, true, {from: [0, 1, 2], to: [1, 2, 3], weight: [1, 2, 3]});
  const after = graphOf(4, true, {from: [0, 1, 3], to: [1, 2, 0], weight: [1, 5, 1]});
  const {added, ended, changed, unchanged} = compare(before, after);
  expect(added).toEqual([{from: 3, to: 0, before: null, after: 1}]);
  expect(ended).toEqual([{from: 2, to: 3, before: 3, after: null}]);
  expect(changed).toEqual([{from: 1, to: 2, before: 2, after: 5}]);
  expect(unchanged).toBe(1);
  expect(() => compare(before, undirected(after))).toThrow(TypeError);
});

test("comparing backwards turns added into ended; with itself nothing moved", () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer(), (one, other) => {
      const [before, after] = [random(7, 0.3, one, true), random(7, 0.3, other, true)];
      const [there, back] = [compare(before, after), compare(after, before)];
      expect(there.added.map(({from, to}) => [from, to])).toEqual(back.ended.map(({from, to}) => [from, to]));
      expect(there.unchanged).toBe(back.unchanged);
      expect(compare(before, before)).toMatchObject({
        added: [],
        ended: [],
        changed: [],
        unchanged: before.from.length,
      });
    }),
    {numRuns: 30},
  );
});

// Counted by hand: 2/1 · [1 − 1/4 − 1/4] = 1 for (2, 2); 3/2 · [1 − (4 + 1) / 9] = 2/3 for (2, 1, 0).
test("participation is 0 in one layer, 1 evenly over all, and none without a tie", () => {
  expect(overlapOf([2, 2])).toEqual({overlap: 4, participation: 1});
  expect(overlapOf([3, 0, 0])).toEqual({overlap: 3, participation: 0});
  expect(overlapOf([2, 1, 0]).participation).toBeCloseTo(2 / 3, 14);
  expect([overlapOf([0, 0]).participation, overlapOf([4]).participation]).toEqual([null, null]);
});

// Closed forms: of n − 1 leaves, the middle of a star stands on all (n − 1)(n − 2) / 2 pairs, has constraint 1 / (n − 1) and effective size n − 1;
// a leaf has constraint 1. Its eigenvector is 1 and 1 / √(n − 1).
test("a star's middle has it all", () => {
  const star = graphOf(6, false, {from: [0, 0, 0, 0, 0], to: [1, 2, 3, 4, 5], weight: [1, 1, 1, 1, 1]});
  expect(Array.from(betweenness(star))).toEqual([10, 0, 0, 0, 0, 0]);
  const [middle, leaf] = structuralHoles(star);
  expect(middle?.constraint).toBeCloseTo(1 / 5, 14);
  expect(middle?.effectiveSize).toBeCloseTo(5, 14);
  expect(leaf).toEqual({constraint: 1, effectiveSize: 1});
  const [one, other] = eigenvector(star);
  expect(one).toBe(1);
  expect(other).toBeCloseTo(1 / Math.sqrt(5), 10);
  expect(Array.from(degrees(star).degree)).toEqual([5, 1, 1, 1, 1, 1]);
});

// Closed form: of a complete graph of n, p = 1 / (n − 1), so constraint (n − 1) [1/(n − 1) + (n − 2)/(n − 1)²]², and effective size 1.
test("in a complete graph all are alike and nobody is between", () => {
  const n = 5;
  const pairs = Array.from({length: n * n}, (_, at) => at).filter((at) => Math.floor(at / n) < at % n);
  const whole = graphOf(n, false, {
    from: pairs.map((at) => Math.floor(at / n)),
    to: pairs.map((at) => at % n),
    weight: pairs.map(() => 2),
  });
  const expected = (n - 1) * (1 / (n - 1) + (n - 2) / (n - 1) ** 2) ** 2;
  for (const {constraint, effectiveSize} of structuralHoles(whole)) {
    expect(constraint).toBeCloseTo(expected, 14);
    expect(effectiveSize).toBeCloseTo(1, 14);
  }
  expect(Array.from(betweenness(whole))).toEqual([0, 0, 0, 0, 0]);
  for (const rank of pageRank(whole)) expect(rank).toBeCloseTo(1 / n, 12);
});

test("a path of three camps makes a liaison, and each other role is told by its camps", () => {
  const path = graphOf(3, true, {from: [0, 1], to: [1, 2], weight: [1, 1]});
  const roles = (...camps: (string | null)[]) =>
    Object.entries(brokerage(path, camps)[1] ?? {}).filter(([, count]) => count > 0);
  expect(roles("x", "x", "x")).toEqual([["coordinator", 1]]);
  expect(roles("x", "y", "x")).toEqual([["itinerant", 1]]);
  expect(roles("x", "y", "y")).toEqual([["gatekeeper", 1]]);
  expect(roles("x", "x", "y")).toEqual([["representative", 1]]);
  expect(roles("x", "y", "z")).toEqual([["liaison", 1]]);
  expect(roles("x", null, "z")).toEqual([]);
  const closed = graphOf(3, true, {from: [0, 1, 0], to: [1, 2, 2], weight: [1, 1, 1]});
  expect(brokerage(closed, ["x", "y", "z"])[1]?.liaison).toBe(0);
});

/** Shortest paths by trying all walks of growing length, for few nodes. */
function betweennessByPaths({nodes, directed, ...graph}: Graph): number[] {
  const next = Array.from({length: nodes}, () => new Set<number>());
  for (const [from, to] of edges({nodes, directed, ...graph})) {
    next[from]?.add(to);
    if (!directed) next[to]?.add(from);
  }
  const sums = new Array<number>(nodes).fill(0);
  for (let source = 0; source < nodes; source++) {
    for (let target = 0; target < nodes; target++) {
      if (source === target) continue;
      const found = shortest(next, [[source]], target);
      for (const path of found)
        for (const node of path.slice(1, -1)) sums[node] = (sums[node] ?? Number.NaN) + 1 / found.length;
    }
  }
  return directed ? sums : sums.map((sum) => sum / 2);
}

function shortest(
  next: readonly ReadonlySet<number>[],
  paths: readonly number[][],
  target: number,
): number[][] {
  const arrived = paths.filter((path) => path.at(-1) === target);
  if (arrived.length > 0 || paths.length === 0 || (paths[0]?.length ?? 0) > next.length) return arrived;
  const longer = paths.flatMap((path) =>
    [...(next[path.at(-1) ?? -1] ?? [])]
      .filter((node) => !path.includes(node))
      .map((node) => [...path, node]),
  );
  return shortest(next, longer, target);
}

// Brute force over all paths of at most six nodes; sums of fractions round to less than 1e-10.
test("betweenness equals listing every shortest path", () => {
  fc.assert(
    fc.property(fc.integer(), fc.boolean(), (seed, directed) => {
      const graph = random(6, 0.3, seed, directed);
      const found = betweenness(graph);
      for (const [node, sum] of betweennessByPaths(graph).entries()) expect(found[node]).toBeCloseTo(sum, 10);
    }),
    {numRuns: 50},
  );
});

// Both are fixed points found to 1e-13; other orders of summation and of rounds leave less than 1e-8.
test("relabelling nodes relabels every measure, and no more", () => {
  fc.assert(
    fc.property(fc.integer(), fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], {minLength: 7}), (seed, order) => {
      const graph = random(7, 0.6, seed, true);
      const moved = relabelled(graph, order);
      const pairs = [
        [betweenness(graph), betweenness(moved)],
        [pageRank(graph), pageRank(moved)],
        [
          structuralHoles(graph).map(({constraint}) => constraint ?? -1),
          structuralHoles(moved).map(({constraint}) => constraint ?? -1),
        ],
        [
          structuralHoles(graph).map(({effectiveSize}) => effectiveSize ?? -1),
          structuralHoles(moved).map(({effectiveSize}) => effectiveSize ?? -1),
        ],
        [degrees(graph).strength, degrees(moved).strength],
      ] as const;
      for (const [before, after] of pairs) {
        for (const [node, place] of order.entries())
          expect(after[place]).toBeCloseTo(before[node] ?? Number.NaN, 8);
      }
    }),
    {numRuns: 30},
  );
});

test("the unit of weights changes no measure but strength, and a lone node changes nobody", () => {
  fc.assert(
    fc.property(fc.integer(), fc.double({min: 0.01, max: 100, noNaN: true}), (seed, unit) => {
      const graph = random(7, 0.6, seed, true);
      const scaled = {...graph, weight: graph.weight.map((weight) => weight * unit)};
      const wider = {...graph, nodes: 8};
      for (const [node, {constraint}] of structuralHoles(graph).entries()) {
        expect(structuralHoles(scaled)[node]?.constraint ?? -1).toBeCloseTo(constraint ?? -1, 10);
        expect(structuralHoles(wider)[node]?.constraint ?? -1).toBeCloseTo(constraint ?? -1, 12);
      }
      expect(structuralHoles(wider)[7]).toEqual({constraint: null, effectiveSize: null});
      for (const [node, rank] of pageRank(graph).entries())
        expect(pageRank(scaled)[node]).toBeCloseTo(rank, 10);
      expect(Array.from(betweenness(wider)).slice(0, 7)).toEqual(Array.from(betweenness(graph)));
    }),
    {numRuns: 30},
  );
});
