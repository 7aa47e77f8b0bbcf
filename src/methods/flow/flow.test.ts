import fc from "fast-check";
import {expect, test} from "vitest";
import {storedRows} from "../../../test/support/verify.ts";
import {below, seeded} from "../../base/index.ts";
import {refuseUncertified} from "./certificate.ts";
import {balances, decompose, type FlowProblem, maximumFlowAtMinimumCost} from "./index.ts";

type ArcRow = readonly [tail: number, head: number, capacity: number, cost: number];

function network(nodes: number, arcs: readonly ArcRow[], source = 0, sink = nodes - 1): FlowProblem {
  return {
    nodes,
    source,
    sink,
    tail: Int32Array.from(arcs, ([tail]) => tail),
    head: Int32Array.from(arcs, ([, head]) => head),
    capacity: Float64Array.from(arcs, ([, , capacity]) => capacity),
    cost: Float64Array.from(arcs, ([, , , cost]) => cost),
  };
}

/** Every whole flow within the capacities, tried one by one: the largest value, and its least cost. */
function tried(arcs: readonly ArcRow[], nodes: number): {value: number; cost: number} {
  let best = {value: 0, cost: 0};
  const flow = arcs.map(() => 0);
  const judge = (): void => {
    const balance = balances(network(nodes, arcs), Float64Array.from(flow));
    if (balance.some((left, node) => node !== 0 && node !== nodes - 1 && left !== 0)) return;
    const value = Number(balance[0]);
    const cost = flow.reduce((sum, sent, arc) => sum + sent * Number(arcs[arc]?.[3]), 0);
    if (value > best.value || (value === best.value && cost < best.cost)) best = {value, cost};
  };
  const choose = (arc: number): void => {
    if (arc === arcs.length) judge();
    else
      for (let sent = 0; sent <= Number(arcs[arc]?.[2]); sent++) {
        flow[arc] = sent;
        choose(arc + 1);
      }
  };
  choose(0);
  return best;
}

const smallArcs = fc.array(
  fc.tuple(
    fc.integer({min: 0, max: 3}),
    fc.integer({min: 0, max: 3}),
    fc.integer({min: 0, max: 2}),
    fc.integer({min: 0, max: 4}),
  ),
  {maxLength: 8},
);

test("on small networks no whole flow is larger, and none as large is cheaper", () => {
  fc.assert(
    fc.property(smallArcs, (arcs) => {
      const {value, cost} = maximumFlowAtMinimumCost(network(4, arcs));
      expect({value, cost}).toEqual(tried(arcs, 4));
    }),
    {numRuns: 150},
  );
});

const reference = storedRows("flow/reference.csv"); // made by verify/flow/reference.py: HiGHS through scipy 1.17.1
const stored = storedRows("flow/networks.csv");

test.each(reference)("network $network: value and cost are those of HiGHS", ({network: id, value, cost}) => {
  const rows = stored.filter((row) => row.network === id);
  const arcs = rows.map(
    (row): ArcRow => [Number(row.tail), Number(row.head), Number(row.capacity), Number(row.cost)],
  );
  const [first] = rows;
  const problem = network(Number(first?.nodes), arcs, Number(first?.source), Number(first?.sink));
  const solved = maximumFlowAtMinimumCost(problem);
  expect(solved.value).toBe(Number(value));
  // HiGHS solves in floating point with a feasibility tolerance of 1e-7; ours is exact.
  expect(Math.abs(solved.cost - Number(cost))).toBeLessThanOrEqual(1e-9 * Math.max(1, Number(cost)));
});

const drawn = fc.record({
  seed: fc.nat(),
  nodes: fc.integer({min: 2, max: 40}),
  arcs: fc.integer({min: 0, max: 300}),
});

function random({seed, nodes, arcs}: {seed: number; nodes: number; arcs: number}): FlowProblem {
  const draw = seeded(seed);
  return network(
    nodes,
    Array.from({length: arcs}, () => [
      below(draw, nodes),
      below(draw, nodes),
      below(draw, 1e12),
      below(draw, 20_000),
    ]),
  );
}

test("roads and loops add up to the flow, arc by arc, and roads run from source to sink", () => {
  fc.assert(
    fc.property(drawn, (shape) => {
      const problem = random(shape);
      const {flow, value} = maximumFlowAtMinimumCost(problem);
      const {roads, loops} = decompose(problem, flow);
      const sum = new Float64Array(flow.length);
      for (const {arcs, amount} of [...roads, ...loops])
        for (const arc of arcs) sum[arc] = Number(sum[arc]) + amount;
      expect(sum).toEqual(flow);
      expect(roads.reduce((total, {amount}) => total + amount, 0)).toBe(value);
      for (const {arcs} of roads) {
        const nodes = [0, ...arcs.map((arc) => problem.head[arc])];
        expect(arcs.map((arc) => problem.tail[arc])).toEqual(nodes.slice(0, -1));
        expect(nodes.at(-1)).toBe(problem.sink);
        expect(new Set(nodes).size).toBe(nodes.length);
      }
    }),
  );
});

test("nothing is left at any node, to the last unit", () => {
  fc.assert(
    fc.property(drawn, (shape) => {
      const problem = random(shape);
      const {flow, value} = maximumFlowAtMinimumCost(problem);
      const inner = balances(problem, flow);
      expect([inner[0], inner[problem.sink]]).toEqual([value, value === 0 ? 0 : -value]);
      expect(inner.slice(1, -1).every((balance) => balance === 0)).toBe(true);
    }),
  );
});

test("the order of arcs changes neither value nor cost, and the same order gives the same flow", () => {
  fc.assert(
    fc.property(drawn, (shape) => {
      const problem = random(shape);
      const turned = {
        ...problem,
        tail: problem.tail.toReversed(),
        head: problem.head.toReversed(),
        capacity: problem.capacity.toReversed(),
        cost: problem.cost.toReversed(),
      };
      const [one, again, other] = [problem, problem, turned].map(maximumFlowAtMinimumCost);
      expect(again?.flow).toEqual(one?.flow);
      expect(other?.value).toBe(one?.value);
      // Sums of cost beyond 2^53 round, in another order differently.
      expect(Math.abs(Number(other?.cost) - Number(one?.cost))).toBeLessThanOrEqual(
        1e-14 * Number(one?.cost),
      );
    }),
  );
});

test("a circle that costs nothing is reported as a loop, not as a road", () => {
  const problem = network(4, [
    [0, 1, 5, 1],
    [1, 2, 9, 0],
    [2, 1, 9, 0],
    [2, 3, 5, 1],
  ]);
  const {roads, loops} = decompose(problem, Float64Array.of(5, 8, 3, 5));
  expect(roads).toEqual([{arcs: [0, 1, 3], amount: 5}]);
  expect(loops).toEqual([{arcs: [1, 2], amount: 3}]);
});

test("roads of fewer arcs come first", () => {
  const problem = network(3, [
    [0, 1, 5, 0],
    [1, 2, 5, 0],
    [0, 2, 5, 100],
  ]);
  const {flow} = maximumFlowAtMinimumCost(problem);
  expect(decompose(problem, flow).roads.map(({arcs}) => arcs)).toEqual([[2], [0, 1]]);
});

test("without any way there is no flow, and no road", () => {
  const problem = network(3, [[1, 0, 5, 1]]);
  const {flow, value, cost} = maximumFlowAtMinimumCost(problem);
  expect([value, cost, decompose(problem, flow)]).toEqual([0, 0, {roads: [], loops: []}]);
});

test.each([
  ["bad-capacity", [[0, 1, -1, 1]], "-1"],
  ["bad-capacity", [[0, 1, 0.5, 1]], "0.5"],
  ["bad-capacity", [[0, 1, Number.NaN, 1]], "NaN"],
  ["bad-capacity", [[0, 1, Number.POSITIVE_INFINITY, 1]], "Infinity"],
  ["bad-cost", [[0, 1, 1, -3]], "-3"],
  ["bad-cost", [[0, 1, 1, 2 ** 52]], "beyond"],
  ["bad-network", [[0, 7, 1, 1]], "7"],
] as const)("%s: %j is refused", (code, arcs, named) => {
  expect(() => maximumFlowAtMinimumCost(network(2, arcs))).toThrow(
    expect.objectContaining({code, message: expect.stringContaining(named)}),
  );
});

test("capacities beyond exact sums, one node for both ends, and unequal lengths are refused", () => {
  const large = network(2, [
    [0, 1, 2 ** 52, 1],
    [0, 1, 2 ** 52, 1],
    [0, 1, 2 ** 52, 1],
  ]);
  expect(() => maximumFlowAtMinimumCost(large)).toThrow(expect.objectContaining({code: "bad-capacity"}));
  const plain = network(2, [[0, 1, 1, 1]]);
  for (const broken of [
    {...plain, sink: 0},
    {...plain, cost: new Float64Array(2)},
  ])
    expect(() => maximumFlowAtMinimumCost(broken)).toThrow(expect.objectContaining({code: "bad-network"}));
});

test("a flow that is not conserved is refused by node", () => {
  const problem = network(3, [
    [0, 1, 5, 1],
    [1, 2, 5, 1],
  ]);
  expect(() => decompose(problem, Float64Array.of(3, 4))).toThrow(
    expect.objectContaining({code: "not-conserved", message: expect.stringContaining("node 1")}),
  );
});

test("the proof breaks when the flow, its value or a price is changed", () => {
  const problem = network(3, [
    [0, 1, 5, 2],
    [1, 2, 4, 2],
    [0, 2, 3, 9],
  ]);
  const solved = maximumFlowAtMinimumCost(problem);
  expect(() => refuseUncertified(problem, solved)).not.toThrow();
  const broken = [
    {...solved, flow: Float64Array.of(5, 4, 3)},
    {...solved, flow: Float64Array.of(3, 3, 3), value: 6},
    {...solved, value: 6},
    {...solved, potential: solved.potential.map((price, node) => price + node)},
  ];
  for (const claim of broken)
    expect(() => refuseUncertified(problem, claim)).toThrow(expect.objectContaining({code: "not-certified"}));
});
