// Measures slices of the ties that a store holds, as a running server answers them: the statement alone, and the whole finding.
// Usage: node bench/slices.ts STORE     a store of all layers; writes bench/results/slices.{json,md}
import {writeFileSync} from "node:fs";
import {loadavg} from "node:os";
import {
  EVERY_TIE,
  networkFinding,
  networkParams,
  poleTieParams,
  poleTiesFinding,
  tiesFinding,
} from "../src/analyses/index.ts";
import {countedTies, networkTies, slicedTies, type TieSlice, tieCoverage} from "../src/layers/ties/index.ts";
import {tieMeasures} from "../src/reference/index.ts";
import {openReader, type Statement} from "../src/store/index.ts";
import {machine} from "./machine.ts";
import {markdownTable} from "./markdown.ts";

const ROUNDS = 9;
const MOST_ROWS = 20_001;
const OPEN: TieSlice = {
  layers: null,
  kinds: null,
  states: null,
  partners: null,
  source: null,
  from: null,
  to: null,
};
const YEAR = {from: "2021-01-01", to: "2021-12-31"};

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("usage: node bench/slices.ts STORE");
// On two cores a load above two means that others were running: the figures are then upper ones.
const [loadAtStart = Number.NaN] = loadavg();
const store = await openReader(path);
const ofLayer = (layer: string) =>
  tieMeasures().filter((one) => one.layer === layer && one.statistic === "value");

const statements = [
  await ofStatement(
    "two states, all time",
    slicedTies({...OPEN, states: ["KAZ"], partners: ["RUS"]}, MOST_ROWS),
  ),
  await ofStatement(
    "a state, a month",
    slicedTies({...OPEN, states: ["KGZ"], from: "2022-03-01", to: "2022-03-31"}, MOST_ROWS),
  ),
  await ofStatement("an organisation, a year", slicedTies({...OPEN, partners: ["CSTO"], ...YEAR}, MOST_ROWS)),
  await ofStatement("a kind, a year", slicedTies({...OPEN, kinds: ["membership"], ...YEAR}, MOST_ROWS)),
  await ofStatement("all ties of a year, counted", countedTies({...OPEN, ...YEAR})),
  await ofStatement("coverage of a state", tieCoverage({...OPEN, states: ["GEO"]})),
  ...(await each(ofLayer("people"), (one) =>
    ofStatement(`network of ${one.layer}/${one.measure}, a year`, networkTies(one, YEAR)),
  )),
];
const findings = [
  await timed("ties of two states, all time", () =>
    tiesFinding(store, {...EVERY_TIE, states: ["KAZ"], partners: ["RUS"]}),
  ),
  await timed("ties of a state, a month", () =>
    tiesFinding(store, {...EVERY_TIE, states: ["KGZ"], date: "2022-03"}),
  ),
  await timed("ties of a state in a layer, a year", () =>
    tiesFinding(store, {...EVERY_TIE, states: ["KAZ"], layers: ["institutions"], date: "2021"}),
  ),
  await timed("edges of the network of security, a year", () =>
    networkFinding(store, networkParams({layers: ["security"], date: "2021", show: "edges"})),
  ),
  await timed("all states' places in the network of security, a year", () =>
    networkFinding(store, networkParams({layers: ["security"], date: "2021"})),
  ),
  ...(await each(["people", "security", "money"], (layer) =>
    timed(`a pole's ties with all states in ${layer}, 1990 to 2025`, () =>
      poleTiesFinding(store, poleTieParams({layer})),
    ),
  )),
];
store.close();
report();

interface Timed {
  readonly what: string;
  readonly rows: number;
  readonly median_ms: number;
  readonly max_ms: number;
}

function ofStatement(what: string, statement: Statement): Promise<Timed> {
  return timed(what, async () => ({rows: await store.rows(statement)}));
}

/** Once unmeasured: the first answer of a server reads its data from the disk. */
async function timed(what: string, work: () => Promise<{readonly rows: readonly unknown[]}>): Promise<Timed> {
  const {rows} = await work();
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  return {
    what,
    rows: rows.length,
    median_ms: Math.round(taken[Math.floor(ROUNDS / 2)] ?? Number.NaN),
    max_ms: Math.round(taken.at(-1) ?? Number.NaN),
  };
}

async function each<In>(items: readonly In[], work: (item: In) => Promise<Timed>): Promise<Timed[]> {
  const done: Timed[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

function report(): void {
  const head = {
    what: `slices of a store of all layers in a running process: medians of ${ROUNDS} rounds, in milliseconds`,
    machine_load_at_start: Math.round(loadAtStart * 100) / 100,
    ...machine(new Date()),
  };
  const results = new URL("results/", import.meta.url);
  writeFileSync(
    new URL("slices.json", results),
    `${JSON.stringify({...head, statements, findings}, null, 2)}\n`,
  );
  const lines = Object.entries(head).map(([key, value]) => `| ${key.replaceAll("_", " ")} | ${value} |`);
  writeFileSync(
    new URL("slices.md", results),
    `# Slices of the ties\n\n| | |\n|---|---|\n${lines.join("\n")}\n\n## The statement alone\n\n${markdownTable(statements)}\n\n## The whole finding\n\n${markdownTable(findings)}\n\nMade by \`node bench/slices.ts STORE\`.\n`,
  );
  process.stdout.write(`${markdownTable([...statements, ...findings])}\n`);
}
