// Iterations and passes that hard panels of workers and firms take, and how near the answers come; see worker-firm.ts.
// Usage: node bench/hard-panels.ts [ROWS…]     without rows 10^4, 10^5 and 10^6, and bench/results/ is written
import {writeFileSync} from "node:fs";
import {type Fit, fitLeastSquares, fitPoisson} from "../src/methods/regression/index.ts";
import {certificate} from "../test/support/sample.ts";
import {machine} from "./machine.ts";
import {markdownTable} from "./markdown.ts";
import {WORKER_FIRM_KINDS, type WorkerFirmKind, workerFirmPanel} from "./worker-firm.ts";

const SEED = 1;
const asked = process.argv.slice(2).map(Number);
const sizes = asked.length === 0 ? [1e4, 1e5, 1e6] : asked;

interface Case {
  readonly panel: WorkerFirmKind;
  readonly effects: 2 | 3;
  readonly family: "gaussian" | "poisson";
  readonly rows: number;
}

async function measure(each: Case) {
  const {log, count} = workerFirmPanel(each.panel, {...each, seed: SEED});
  const started = performance.now();
  const told = await (each.family === "gaussian" ? fitLeastSquares(log) : fitPoisson(count)).then(
    answer,
    refusal,
  );
  const seconds = (performance.now() - started) / 1e3;
  return {...each, ...told, seconds: Number(seconds.toPrecision(3))};
}

function answer(fit: Fit) {
  const {levels, slopes} = certificate(fit);
  const {iterations, passes, relativeScore} = fit.convergence;
  return {
    rows_used: fit.audit.rowsUsed,
    separated: fit.audit.dropped.get("separated")?.length ?? null,
    iterations,
    passes,
    relative_score: short(relativeScore),
    level_sums: short(levels),
    slope_sums: short(slopes),
    refused: null,
  };
}

function refusal(error: Error) {
  return {
    rows_used: null,
    separated: null,
    iterations: null,
    passes: null,
    relative_score: null,
    level_sums: null,
    slope_sums: null,
    refused: error.message,
  };
}

function short(value: number): number {
  return Number(value.toExponential(1));
}

const measured = [];
for (const rows of sizes) {
  for (const panel of WORKER_FIRM_KINDS) {
    for (const effects of [2, 3] as const) {
      for (const family of ["gaussian", "poisson"] as const) {
        measured.push(await measure({panel, effects, family, rows}));
      }
    }
  }
}
const result = {
  what: `Worker–firm panels, seed ${SEED}: window and cyclic are the public "difficult" designs of fixest's benchmarks, movers a harder one of ours. Level and slope sums are the normal equations by plain sums over the rows, as a share of the sums of absolute values. Seconds include the search for separated rows.`,
  panels: measured,
  ...machine(new Date()),
};
const {what, panels, ...where} = result;
const place = Object.entries(where).map(([name, value]) => `${name.replaceAll("_", " ")} ${String(value)}`);
const page = `# Hard panels\n\n${what}\n\n${markdownTable(panels)}\n\n${place.join(" · ")}. Made by \`node bench/hard-panels.ts\`.\n`;
process.stdout.write(page);
if (asked.length === 0) {
  const results = new URL("results/", import.meta.url);
  writeFileSync(new URL("hard-panels.json", results), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(new URL("hard-panels.md", results), page);
}
