import fc from "fast-check";
import {expect, test} from "vitest";
import {diagramOf, type Leg} from "./layout.ts";

const FIELD = {width: 900, height: 400};
const leg = (from: string, to: string, usd: number): Leg => ({from, to, usd, reported: true, row: 1});

test("roads over one hub stand in three columns, in the order of the goods", () => {
  const {nodes} = diagramOf([leg("A", "H", 5), leg("H", "T", 5), leg("A", "G", 1), leg("G", "T", 1)], FIELD);
  const x = (name: string) => nodes.find((node) => node.name === name)?.x ?? Number.NaN;
  expect(x("A")).toBeLessThan(x("H"));
  expect(x("H")).toBe(x("G"));
  expect(x("G")).toBeLessThan(x("T"));
  expect(nodes.map(({name, kind}) => [name, kind])).toContainEqual(["H", "hub"]);
});

test("a hub that is fed by a hub stands behind it", () => {
  const {nodes} = diagramOf([leg("A", "H", 2), leg("H", "G", 2), leg("G", "T", 2)], FIELD);
  const order = nodes.toSorted((a, b) => a.x - b.x).map(({name}) => name);
  expect(order).toEqual(["A", "H", "G", "T"]);
});

test("without a hub the other bands keep their size: one measure for both diagrams", () => {
  const before = [leg("A", "H", 6), leg("H", "T", 6), leg("A", "G", 3), leg("G", "T", 3)];
  const height = (nodes: ReturnType<typeof diagramOf>["nodes"], name: string) =>
    nodes.find((node) => node.name === name)?.height;
  const after = diagramOf(before.slice(2), FIELD, before);
  expect(after.nodes.map(({name}) => name)).not.toContain("H");
  expect(height(after.nodes, "G")).toBe(height(diagramOf(before, FIELD).nodes, "G"));
});

test("a place tells an amount only where one leg tells it: the app adds nothing up", () => {
  const {nodes} = diagramOf([leg("A", "H", 6), leg("H", "T", 6), leg("A", "G", 3), leg("G", "T", 3)], FIELD);
  expect(nodes.map(({name, toldUsd}) => [name, toldUsd]).sort()).toEqual([
    ["A", null],
    ["G", 3],
    ["H", 6],
    ["T", null],
  ]);
});

test("heights are in proportion to money, everything stands on the field, and nothing covers another", () => {
  const hubs = fc.uniqueArray(fc.constantFrom("B", "C", "D", "E", "F"), {minLength: 1});
  const usd = fc.double({min: 1, max: 1e10, noNaN: true});
  const world = hubs.chain((names) =>
    fc.tuple(...names.map((name) => usd.map((amount) => [name, amount] as const))),
  );
  fc.assert(
    fc.property(world, (flows) => {
      const legs = flows.flatMap(([hub, amount]) => [leg("A", hub, amount), leg(hub, "T", amount)]);
      const {nodes, bands} = diagramOf(legs, FIELD);
      expect(bands).toHaveLength(legs.length);
      for (const {y, height} of nodes) {
        expect(y).toBeGreaterThanOrEqual(0);
        // A place too small to be seen is still one pixel high, hence the slack.
        expect(y + height).toBeLessThanOrEqual(FIELD.height + nodes.length);
      }
      const [origin] = nodes.filter(({name}) => name === "A");
      for (const node of nodes.filter(({height, kind}) => height > 1 && kind === "hub")) {
        const expected = ((origin?.height ?? Number.NaN) * node.usd) / (origin?.usd ?? Number.NaN);
        expect(node.height).toBeCloseTo(expected, 6);
      }
    }),
  );
});
