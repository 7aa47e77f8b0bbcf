// Measures Poisson with three fixed effects and clustered standard errors on generated panels, each in a process of its own.
// Usage: node bench/estimator.ts FOLDER [--loop SECONDS] [PANEL…]     (make the panels with shared/tools/panels.mjs PANEL FOLDER)
// Without panels named, all that the folder holds are measured and bench/results/ is written; with names, they are only printed.
// "PANEL-ols" is least squares of the logarithm on the positive rows. --loop tells how long the calibration loop took on the
// machine on which fixest was timed: its times are then scaled to this one.
import {spawnSync} from "node:child_process";
import {existsSync, writeFileSync} from "node:fs";
import {availableParallelism} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {parseArgs} from "node:util";
import {covariance} from "../src/methods/inference/index.ts";
import {type EffectCodes, type Fit, fitLeastSquares, fitPoisson} from "../src/methods/regression/index.ts";
import {readPanel} from "../test/support/panels.ts";
import {triadGbPerSecond} from "./bandwidth.ts";
import {machine} from "./machine.ts";
import {markdownTable} from "./markdown.ts";

const PANELS = ["a20k", "b100k", "a200k", "a1m", "b1m", "a5m", "b10m", "b10m-ols"];
/** A shared machine slows down for seconds at a time: the best of a run is what the program takes when left alone. */
const repeatsOf = (rows: number): number => (rows > 1e6 ? 5 : 9);
/** R fixest 0.14.2 with 2 threads, benchmarks/poisson_panels/fixest_times.csv; least squares from its author's table of issue 3. */
const FIXEST: Readonly<Record<string, {readonly seconds: number; readonly mib: number | null}>> = {
  a200k: {seconds: 0.66, mib: 222},
  a1m: {seconds: 2.4, mib: 610},
  b1m: {seconds: 4.15, mib: 1314},
  a5m: {seconds: 21.8, mib: 2717},
  b10m: {seconds: 83.1, mib: 11072},
  "b10m-ols": {seconds: 7.8, mib: null},
};

interface Measured {
  readonly panel: string;
  readonly rows: number;
  readonly rows_used: number;
  readonly first_seconds: number;
  /** Median, and the least disturbed. */
  readonly seconds: number;
  readonly best_seconds: number;
  /** Of the calibration loop, best of the run. */
  readonly loop_seconds: number;
  readonly iterations: number;
  readonly passes: number;
  readonly rows_per_second: number;
  /** Cost of a row in a pass, everything else that the regression does included. */
  readonly ns_per_row_and_pass: number;
  /** Least that the passes read: 8 bytes of working weight a row. */
  readonly gb_per_second: number;
  readonly triad_gb_per_second: number;
  readonly share_of_bandwidth: number;
  readonly peak_mib: number;
  readonly relative_score: number;
}

const {values: told, positionals} = parseArgs({
  options: {loop: {type: "string"}, one: {type: "boolean", default: false}},
  allowPositionals: true,
});
const [folder, ...named] = positionals;
if (folder === undefined) throw new Error("usage: node bench/estimator.ts FOLDER [--loop SECONDS] [PANEL…]");
if (told.one) process.stdout.write(JSON.stringify(await measure(folder, named[0] ?? "a200k")));
else report(folder);

function report(from: string): void {
  const panels = (named.length === 0 ? PANELS : named).filter((panel) => existsSync(folderOf(from, panel)));
  const measured = panels.map((panel) => inOwnProcess(from, panel));
  const result = {
    what: `Poisson (least squares on positive rows where so named) with three effects and clustered standard errors; median and best of 9 (of 5 beyond a million rows) in one process, the first of them apart too; peak memory after the first, the data included`,
    calibration: calibration(),
    bandwidth: `STREAM's triad in the same process with the same ${availableParallelism()} threads, 24 bytes a cell; the passes' own traffic is counted as 8 bytes a row and pass, its least`,
    panels: measured.map((each) => ({...each, ...beside(each)})),
    growth: growthOf(measured),
    ...machine(new Date()),
  };
  const page = markdown(result);
  process.stdout.write(page);
  if (named.length > 0) return;
  const results = new URL("results/", import.meta.url);
  writeFileSync(new URL("estimator.json", results), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(new URL("estimator.md", results), page);
}

function inOwnProcess(from: string, panel: string): Measured {
  const {status, stdout} = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), from, panel, "--one"],
    {encoding: "utf8", stdio: ["ignore", "pipe", "inherit"]},
  );
  if (status !== 0) throw new Error(`panel "${panel}" was not measured`);
  return JSON.parse(stdout);
}

function calibration(): string {
  const loop = "loop seconds are those of the sum of exp(-1/i) over 4e7 terms, one thread, best of the run";
  return told.loop === undefined
    ? `${loop}; what the loop took where fixest was timed is not known, so that its times stand as published and ratios hold between like machines only`
    : `${loop}; where fixest was timed it took ${told.loop} s, and its times are scaled by the ratio`;
}

/** Beside fixest's time and memory; its time scaled by the calibration loop where that is known of its machine. */
function beside({panel, seconds, best_seconds, peak_mib, loop_seconds}: Measured) {
  const fixest = FIXEST[panel];
  if (fixest === undefined)
    return {
      fixest_seconds: null,
      share_of_fixest_seconds: null,
      best_share_of_fixest_seconds: null,
      share_of_fixest_memory: null,
    };
  const speed = told.loop === undefined ? 1 : loop_seconds / Number(told.loop);
  return {
    fixest_seconds: round(fixest.seconds * speed),
    share_of_fixest_seconds: round(seconds / (fixest.seconds * speed)),
    best_share_of_fixest_seconds: round(best_seconds / (fixest.seconds * speed)),
    share_of_fixest_memory: fixest.mib === null ? null : round(peak_mib / fixest.mib),
  };
}

/** How the cost of a row in a pass changes from the smallest to the largest panel of each family of panels. */
function growthOf(measured: readonly Measured[]): string {
  const families = Map.groupBy(measured, ({panel}) => panel.replace(/\d.*?(?=-|$)/, ""));
  const told = [...families].map(([family, members]) => {
    const sorted = members.toSorted((a, b) => a.rows_used - b.rows_used);
    const costs = sorted.map(({panel, ns_per_row_and_pass: cost}) => `${panel} ${cost}`);
    return `${family}: ${costs.join(", ")}`;
  });
  return `nanoseconds a row and pass, ${told.join("; ")}`;
}

function markdown({
  panels,
  what,
  calibration: loop,
  bandwidth,
  growth,
  ...where
}: {
  readonly what: string;
  readonly calibration: string;
  readonly bandwidth: string;
  readonly growth: string;
  readonly panels: readonly Measured[];
}): string {
  const place = Object.entries(where).map(([name, value]) => `${name.replaceAll("_", " ")} ${String(value)}`);
  return [
    "# The estimator",
    `${what}.`,
    `Calibration: ${loop}.`,
    `Memory bandwidth: ${bandwidth}.`,
    markdownTable(panels),
    `Cost: ${growth}.`,
    `${place.join(" · ")}. Made by \`node bench/estimator.ts\`.`,
    "",
  ].join("\n\n");
}

async function measure(from: string, name: string): Promise<Measured> {
  const isOls = name.endsWith("-ols");
  const panel = readPanel(folderOf(from, name));
  const {design, cluster} = isOls ? positiveRows(panel) : panel;
  const runs: {readonly seconds: number; readonly fit: Pick<Fit, "convergence" | "audit">}[] = [];
  const loops: number[] = [];
  let peak = Number.NaN;
  const repeats = repeatsOf(design.y.length);
  for (let repeat = 0; repeat < repeats; repeat++) {
    loops.push(calibrate());
    const started = performance.now();
    const fit = await (isOls ? fitLeastSquares : fitPoisson)(design);
    covariance(fit, {kind: "cluster", by: [cluster]});
    const {convergence, audit} = fit;
    runs.push({seconds: (performance.now() - started) / 1e3, fit: {convergence, audit}});
    if (repeat === 0) peak = process.resourceUsage().maxRSS / 1024;
  }
  const run = runs.toSorted((a, b) => a.seconds - b.seconds)[Math.floor(repeats / 2)];
  if (run === undefined) throw new Error("nothing was measured");
  const {seconds, fit} = run;
  const {iterations, passes, relativeScore} = fit.convergence;
  const work = fit.audit.rowsUsed * passes;
  const triad = await triadGbPerSecond(availableParallelism());
  return {
    panel: name,
    rows: panel.design.y.length,
    rows_used: fit.audit.rowsUsed,
    first_seconds: round(runs[0]?.seconds ?? Number.NaN),
    seconds: round(seconds),
    best_seconds: round(Math.min(...runs.map((each) => each.seconds))),
    loop_seconds: round(Math.min(...loops)),
    iterations,
    passes,
    rows_per_second: Math.round(work / seconds),
    ns_per_row_and_pass: round((1e9 * seconds) / work),
    gb_per_second: round((8e-9 * work) / seconds),
    triad_gb_per_second: round(triad),
    share_of_bandwidth: round((8e-9 * work) / seconds / triad),
    peak_mib: Math.round(peak),
    relative_score: Number(relativeScore.toExponential(1)),
  };
}

/** The rows with a positive outcome, of which the logarithm is taken: chosen before the clock starts, as fixest was given them. */
function positiveRows({design, cluster}: ReturnType<typeof readPanel>): ReturnType<typeof readPanel> {
  const rows = Int32Array.from(design.y.keys()).filter((row) => (design.y[row] ?? Number.NaN) > 0);
  const reals = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
  const coded = (effect: EffectCodes) => ({
    ...effect,
    codes: Int32Array.from(rows, (row) => effect.codes[row] ?? -1),
  });
  const regressors = design.regressors.map(({name, values}) => ({name, values: reals(values)}));
  const y = reals(design.y).map(Math.log);
  return {design: {...design, y, regressors, effects: design.effects.map(coded)}, cluster: coded(cluster)};
}

function folderOf(from: string, panel: string): string {
  return join(from, panel.replace("-ols", ""));
}

/** Seconds of a loop that does not depend on memory. */
function calibrate(): number {
  const started = performance.now();
  let sum = 0;
  for (let term = 1; term <= 4e7; term++) sum += Math.exp(-1 / term);
  return sum > 0 ? (performance.now() - started) / 1e3 : Number.NaN;
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
