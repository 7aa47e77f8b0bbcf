// Measures `channels` on a store, as the analysis and as the whole command.
// Usage: node bench/channels.ts STORE NAME [DAY-OF-SHOCK]     writes bench/results/channels-NAME.{json,md}
import {spawnSync} from "node:child_process";
import {writeFileSync} from "node:fs";
import {loadavg} from "node:os";
import {fileURLToPath} from "node:url";
import {ensureEngine} from "../scripts/engine.js";
import {channelsFinding} from "../src/analyses/index.ts";
import {day} from "../src/base/index.ts";
import {openReader, sql} from "../src/store/index.ts";
import {machine} from "./machine.ts";

// As `npm start` leaves a checkout.
await ensureEngine(fileURLToPath(new URL("..", import.meta.url)));

const RUNS = 5;
// On two cores a load above two means that others were running: the figures are then upper ones.
const [loadAtStart] = loadavg();

const [store, title, shock = "2022-02-24"] = process.argv.slice(2);
if (store === undefined || title === undefined)
  throw new Error("usage: node bench/channels.ts STORE NAME [DAY-OF-SHOCK]");
const reader = await openReader(store);
const {rows} = await reader.one(sql`SELECT sum(rows) AS rows FROM meta.coverage`);
const analysis: number[] = [];
for (let run = 0; run < RUNS; run++) {
  const started = performance.now();
  await channelsFinding(reader, {shock: day(shock)});
  analysis.push((performance.now() - started) / 1e3);
}
reader.close();
const command = Array.from({length: RUNS}, () =>
  timed(["channels", "--store", store, "--shock", shock, "--format", "csv", "--quiet"]),
);
const help = Array.from({length: 4 * RUNS}, () => timed(["--help"]));
report({
  what: "channels with the default study: the analysis in a running process, the whole command from its start, and --help",
  store_rows: Number(rows),
  machine_load_at_start: round(loadAtStart),
  analysis_first_seconds: round(analysis[0]),
  analysis_median_seconds: round(median(analysis)),
  command_median_seconds: round(median(command)),
  command_best_seconds: round(Math.min(...command)),
  help_median_seconds: round(median(help)),
  help_best_seconds: round(Math.min(...help)),
  peak_resident_mib: Math.round(process.resourceUsage().maxRSS / 1024),
  ...machine(new Date()),
});

function timed(argv: readonly string[]): number {
  const launcher = fileURLToPath(new URL("../bin/roundabout.js", import.meta.url));
  const started = performance.now();
  const {status, stderr} = spawnSync(process.execPath, [launcher, ...argv], {encoding: "utf8"});
  if (status !== 0) throw new Error(`${argv.join(" ")}: ${stderr}`);
  return (performance.now() - started) / 1e3;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number | undefined): number {
  return Math.round(Number(value) * 1000) / 1000;
}

function report(result: Record<string, unknown>): void {
  const path = (ending: string): URL => new URL(`results/channels-${title}.${ending}`, import.meta.url);
  writeFileSync(path("json"), `${JSON.stringify(result, null, 2)}\n`);
  const lines = Object.entries(result).map(([key, value]) => `| ${key.replaceAll("_", " ")} | ${value} |`);
  writeFileSync(
    path("md"),
    `# channels, ${title}\n\n| | |\n|---|---|\n${lines.join("\n")}\n\nMade by \`node bench/channels.ts\`.\n`,
  );
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
