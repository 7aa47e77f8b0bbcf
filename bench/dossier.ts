// Measures `dossier` on a store, as the analysis in a running process and as the whole command, for states of several kinds.
// Usage: node bench/dossier.ts NAME=STORE …     writes bench/results/dossier.{json,md}
import {spawnSync} from "node:child_process";
import {readFileSync, writeFileSync} from "node:fs";
import {loadavg} from "node:os";
import {fileURLToPath} from "node:url";
import {ensureEngine} from "../scripts/engine.js";
import {dossierFinding, dossierParams} from "../src/analyses/index.ts";
import {openReader} from "../src/store/index.ts";
import {machine} from "./machine.ts";

// As `npm start` leaves a checkout.
await ensureEngine(fileURLToPath(new URL("..", import.meta.url)));

const ROUNDS = 3;
/** A hub with offices of its own, one with few data, a pole, and a state far from the study. */
const STATES = ["KAZ", "TKM", "TUR", "IND"];

interface Timed {
  readonly wall: number;
  /** User and system time of the process: what other programs take from the machine changes it less. */
  readonly cpu: number;
}

const stores = process.argv.slice(2).map((word) => {
  const [name, path] = word.split("=");
  if (name === undefined || path === undefined) throw new Error("usage: node bench/dossier.ts NAME=STORE …");
  return {name, path};
});
// On two cores a load above two means that others were running: the figures are then upper ones.
const [loadAtStart] = loadavg();
const measured: Awaited<ReturnType<typeof ofState>>[] = [];
for (const store of stores) for (const state of STATES) measured.push(await ofState(store, state));
report();

async function ofState(store: {readonly name: string; readonly path: string}, state: string) {
  const reader = await openReader(store.path);
  const analysis: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    await dossierFinding(reader, dossierParams({state}));
    analysis.push((performance.now() - started) / 1e3);
  }
  reader.close();
  const argv = ["dossier", state, "--store", store.path, "--format", "csv", "--quiet"];
  const command = Array.from({length: ROUNDS}, () => timed(argv));
  return {
    store: store.name,
    state,
    analysis_median_seconds: round(median(analysis)),
    command_median_seconds: round(median(command.map(({wall}) => wall))),
    command_best_seconds: round(Math.min(...command.map(({wall}) => wall))),
    command_median_cpu_seconds: round(median(command.map(({cpu}) => cpu))),
  };
}

function timed(argv: readonly string[]): Timed {
  const launcher = fileURLToPath(new URL("../bin/roundabout.js", import.meta.url));
  const started = performance.now();
  const before = childSeconds();
  const {status, stderr} = spawnSync(process.execPath, [launcher, ...argv], {encoding: "utf8"});
  if (status !== 0) throw new Error(`${argv.join(" ")}: ${stderr}`);
  return {wall: (performance.now() - started) / 1e3, cpu: childSeconds() - before};
}

/** Processor time of all children that ended, in seconds; missing on systems without /proc. */
function childSeconds(): number {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return Number.NaN;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number | undefined): number {
  return Math.round(Number(value) * 1000) / 1000;
}

function report(): void {
  const head = {what: "dossier of one state", rounds: ROUNDS, machine_load_at_start: round(loadAtStart)};
  const result = {...head, measured, ...machine(new Date())};
  const path = (ending: string): URL => new URL(`results/dossier.${ending}`, import.meta.url);
  writeFileSync(path("json"), `${JSON.stringify(result, null, 2)}\n`);
  const names = Object.keys(measured[0] ?? {});
  const rows = measured.map((row) => `| ${Object.values(row).join(" | ")} |`);
  const about = Object.entries({...head, ...machine(new Date())}).map(
    ([key, value]) => `${key.replaceAll("_", " ")}: ${value}`,
  );
  writeFileSync(
    path("md"),
    `# dossier\n\n| ${names.map((name) => name.replaceAll("_", " ")).join(" | ")} |\n|${names.map(() => "---").join("|")}|\n${rows.join("\n")}\n\n${about.join("; ")}.\n\nMade by \`node bench/dossier.ts\`.\n`,
  );
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
