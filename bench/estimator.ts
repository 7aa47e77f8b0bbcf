// Measures Poisson with three fixed effects and clustered standard errors on generated panels, each in a process of its own.
// Usage: node bench/estimator.ts FOLDER [PANEL…]     (make the panels with shared/tools/panels.mjs PANEL FOLDER)
import {spawnSync} from "node:child_process";
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {covariance} from "../src/methods/inference/index.ts";
import {type Design, fitLeastSquares, fitPoisson} from "../src/methods/regression/index.ts";
import {machine} from "./machine.ts";

const PANELS = ["a200k", "a1m", "b1m", "a5m", "b10m", "b10m-ols"];
const REPEATS = 3;
/** R fixest 0.14.2 with 2 threads, benchmarks/poisson_panels/fixest_times.csv; least squares from the issue. */
const FIXEST: Readonly<Record<string, {readonly seconds: number; readonly mib: number}>> = {
  a200k: {seconds: 0.66, mib: 222},
  a1m: {seconds: 2.4, mib: 610},
  b1m: {seconds: 4.15, mib: 1314},
  a5m: {seconds: 21.8, mib: 2717},
  b10m: {seconds: 83.1, mib: 11072},
  "b10m-ols": {seconds: 7.8, mib: Number.NaN},
};

interface Measured {
  readonly panel: string;
  readonly rows: number;
  readonly rows_used: number;
  readonly first_seconds: number;
  readonly seconds: number;
  readonly loop_seconds: number;
  readonly iterations: number;
  readonly passes: number;
  readonly rows_per_second: number;
  /** Least that the passes read: 8 bytes of working weight a row. */
  readonly gb_per_second: number;
  readonly memory_gb_per_second: number;
  readonly peak_mib: number;
  readonly relative_score: number;
}

const [folder, first, ...others] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: node bench/estimator.ts FOLDER [PANEL…]");
if (first === "--one") process.stdout.write(JSON.stringify(await measure(folder, others[0] ?? "a200k")));
else report(first === undefined ? PANELS : [first, ...others], folder);

function report(panels: readonly string[], from: string): void {
  const measured = panels
    .filter((panel) => existsSync(join(from, panel.replace("-ols", ""))))
    .map((panel): Measured => {
      const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), from, "--one", panel], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      });
      return JSON.parse(child.stdout);
    });
  const result = {
    what: `Poisson (least squares on positive rows where so named) with three effects and clustered standard errors; median of ${REPEATS} in one process, the first of them apart; peak memory after the first, the data included`,
    calibration:
      "loop seconds are those of the sum of exp(-1/i) over 4e7 terms, one thread: how fast the machine was at the time; fixest's times are as published and not scaled",
    panels: measured.map((each) => ({...each, ...beside(each)})),
    ...machine(new Date()),
  };
  const results = new URL("results/", import.meta.url);
  writeFileSync(new URL("estimator.json", results), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(new URL("estimator.md", results), markdown(result));
  process.stdout.write(markdown(result));
}

/** Beside fixest's time and memory where they were taken: on another machine or day, so that only the order compares. */
function beside({panel, seconds, peak_mib}: Measured) {
  const fixest = FIXEST[panel] ?? {seconds: Number.NaN, mib: Number.NaN};
  return {
    fixest_seconds: fixest.seconds,
    share_of_fixest_seconds: round(seconds / fixest.seconds),
    share_of_fixest_memory: round(peak_mib / fixest.mib),
  };
}

function markdown({
  panels,
  what,
  calibration,
  ...where
}: {
  what: string;
  calibration: string;
  panels: readonly Measured[];
}): string {
  const names = Object.keys(panels[0] ?? {});
  const rows = panels.map((panel) => `| ${Object.values(panel).join(" | ")} |`);
  const place = Object.entries(where).map(([name, value]) => `${name.replaceAll("_", " ")} ${String(value)}`);
  return [
    "# The estimator",
    `${what}. Calibration: ${calibration}.`,
    [
      `| ${names.map((name) => name.replaceAll("_", " ")).join(" | ")} |`,
      `|${" --- |".repeat(names.length)}`,
      ...rows,
    ].join("\n"),
    `${place.join(" · ")}. Made by \`node bench/estimator.ts\`.`,
    "",
  ].join("\n\n");
}

async function measure(from: string, name: string): Promise<Measured> {
  const isOls = name.endsWith("-ols");
  const {design, cluster} = readPanel(join(from, name.replace("-ols", "")));
  const outcome = isOls ? design.y.map((value) => (value > 0 ? Math.log(value) : Number.NaN)) : design.y;
  const given = {...design, y: outcome};
  const runs = [];
  const loops = [];
  let peak = Number.NaN;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    loops.push(calibrate());
    const started = performance.now();
    const fit = await (isOls ? fitLeastSquares(given) : fitPoisson(given));
    covariance(fit, {kind: "cluster", by: [cluster]});
    runs.push({
      seconds: (performance.now() - started) / 1e3,
      convergence: fit.convergence,
      used: fit.rows.length,
    });
    if (repeat === 0) peak = process.resourceUsage().maxRSS / 1024;
  }
  const firstSeconds = runs[0]?.seconds ?? Number.NaN;
  runs.sort((a, b) => a.seconds - b.seconds);
  const run = runs[Math.floor(REPEATS / 2)];
  if (run === undefined) throw new Error("nothing was measured");
  const {seconds, convergence, used} = run;
  return {
    panel: name,
    rows: design.y.length,
    rows_used: used,
    first_seconds: round(firstSeconds),
    seconds: round(seconds),
    loop_seconds: round(Math.min(...loops)),
    iterations: convergence.iterations,
    passes: convergence.passes,
    rows_per_second: Math.round((used * convergence.passes) / seconds),
    gb_per_second: round((8e-9 * used * convergence.passes) / seconds),
    memory_gb_per_second: round(bandwidth()),
    peak_mib: Math.round(peak),
    relative_score: Number(convergence.relativeScore.toExponential(1)),
  };
}

function readPanel(path: string): {
  design: Design;
  cluster: {name: string; codes: Int32Array; levels: number};
} {
  const {x, xnames, fe, fenames, nfe} = JSON.parse(readFileSync(join(path, "meta.json"), "utf8"));
  const bytes = (name: string) => new Uint8Array(readFileSync(join(path, name))).buffer;
  const effects = fe.map((file: string, at: number) => ({
    name: fenames[at],
    codes: new Int32Array(bytes(`${file}.i32`)),
    levels: nfe[at],
  }));
  const regressors = x.map((file: string, at: number) => ({
    name: xnames[at],
    values: new Float64Array(bytes(`${file}.f64`)),
  }));
  const design = {y: new Float64Array(bytes("y.f64")), regressors, effects, weights: null, offset: null};
  if (!existsSync(join(path, "cl.i32"))) return {design, cluster: effects[2]};
  const codes = new Int32Array(bytes("cl.i32"));
  return {
    design,
    cluster: {name: "cl", codes, levels: codes.reduce((most, code) => Math.max(most, code + 1), 0)},
  };
}

/** Seconds of a loop that does not depend on memory. */
function calibrate(): number {
  const started = performance.now();
  let sum = 0;
  for (let term = 1; term <= 4e7; term++) sum += Math.exp(-1 / term);
  return sum > 0 ? (performance.now() - started) / 1e3 : Number.NaN;
}

/** GB/s at which one thread sums numbers that are not in the cache. */
function bandwidth(): number {
  const numbers = new Float64Array(2 ** 24).fill(1);
  const started = performance.now();
  let sum = 0;
  for (let at = 0; at < numbers.length; at++) sum += numbers[at] ?? Number.NaN;
  return (8e-9 * sum) / ((performance.now() - started) / 1e3);
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
