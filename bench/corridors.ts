// Measures the solver of `corridors` on a layered network, and the question on a store.
// Usage: node bench/corridors.ts STORE     writes bench/results/corridors.{json,md}
import {writeFileSync} from "node:fs";
import {loadavg} from "node:os";
import {corridorsFinding} from "../src/analyses/index.ts";
import {below, seeded} from "../src/base/index.ts";
import {decompose, type FlowProblem, maximumFlowAtMinimumCost} from "../src/methods/index.ts";
import {openReader} from "../src/store/index.ts";
import {machine} from "./machine.ts";

const [ORIGINS, HUBS, RUNS] = [200, 200, 5];
const [loadAtStart] = loadavg();
const [store] = process.argv.slice(2);
if (store === undefined) throw new Error("usage: node bench/corridors.ts STORE");

const problem = layered();
const solved = maximumFlowAtMinimumCost(problem);
const {roads} = decompose(problem, solved.flow);
const solve = timed(() => maximumFlowAtMinimumCost(problem));
const apart = timed(() => decompose(problem, solved.flow));
const reader = await openReader(store);
const question: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const started = performance.now();
  await corridorsFinding(reader, {});
  question.push((performance.now() - started) / 1e3);
}
reader.close();
const result = {
  what: "the largest flow of least cost over origins, hubs and hubs again, proved, and taken apart; corridors with the default study",
  arcs: problem.tail.length,
  nodes: problem.nodes,
  pivots: solved.pivots,
  roads: roads.length,
  solve_median_seconds: median(solve),
  decompose_median_seconds: median(apart),
  question_median_seconds: median(question),
  machine_load_at_start: Math.round(Number(loadAtStart) * 100) / 100,
  ...machine(new Date()),
};
const place = (ending: string): URL => new URL(`results/corridors.${ending}`, import.meta.url);
writeFileSync(place("json"), `${JSON.stringify(result, null, 2)}\n`);
const lines = Object.entries(result).map(([key, value]) => `| ${key.replaceAll("_", " ")} | ${value} |`);
writeFileSync(
  place("md"),
  `# corridors\n\n| | |\n|---|---|\n${lines.join("\n")}\n\nMade by \`node bench/corridors.ts STORE\`.\n`,
);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);

/** Origins to hubs, hubs to each other, hubs to one target: 80,200 arcs. */
function layered(): FlowProblem {
  const draw = seeded(20220224);
  const arcs: [number, number, number, number][] = [];
  const [source, sink] = [ORIGINS + HUBS, ORIGINS + HUBS + 1];
  const km = (): number => 200 + below(draw, 9_000);
  for (let origin = 0; origin < ORIGINS; origin++) {
    arcs.push([source, origin, 1e12, 0]);
    for (let hub = 0; hub < HUBS; hub++) arcs.push([origin, ORIGINS + hub, below(draw, 1e9), km()]);
  }
  for (let hub = 0; hub < HUBS; hub++) {
    for (let other = 0; other < HUBS; other++)
      if (other !== hub) arcs.push([ORIGINS + hub, ORIGINS + other, below(draw, 1e9), km()]);
    arcs.push([ORIGINS + hub, sink, below(draw, 4e11), km()]);
  }
  return {
    nodes: ORIGINS + HUBS + 2,
    source,
    sink,
    tail: Int32Array.from(arcs, ([tail]) => tail),
    head: Int32Array.from(arcs, ([, head]) => head),
    capacity: Float64Array.from(arcs, ([, , capacity]) => capacity),
    cost: Float64Array.from(arcs, ([, , , cost]) => cost),
  };
}

function timed(work: () => unknown): number[] {
  return Array.from({length: RUNS}, () => {
    const started = performance.now();
    work();
    return (performance.now() - started) / 1e3;
  });
}

function median(values: readonly number[]): number {
  return Math.round(Number(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]) * 1000) / 1000;
}
