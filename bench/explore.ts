// Measures a brush over the records of one source: what the linked charts ask at each step, without the browser.
// Usage: node bench/explore.ts STORE NAME [SOURCE]     writes bench/results/explore-NAME.{json,md}
import {writeFileSync} from "node:fs";
import {loadavg} from "node:os";
import {type ExploreBy, exploreFinding} from "../src/analyses/index.ts";
import {type PeriodRange, periodRange} from "../src/base/index.ts";
import {openReader} from "../src/store/index.ts";
import {spreadOf} from "./app/spread.ts";
import {machine} from "./machine.ts";
import {markdownTable} from "./markdown.ts";

const STEPS = 40;
const [loadAtStart = Number.NaN] = loadavg();
const [path, title, source = null] = process.argv.slice(2);
if (path === undefined || title === undefined)
  throw new Error("usage: node bench/explore.ts STORE NAME [SOURCE]");

const store = await openReader(path);
const usual = {
  source,
  flow: "X",
  frequency: null,
  basis: "origin",
  goods: null,
  period: null,
  reporters: null,
  partners: null,
  chapters: null,
} as const;
const ask = (by: ExploreBy, period: PeriodRange | null, partners: readonly string[] | null = null) =>
  exploreFinding(store, {...usual, by, period, partners});

const began = performance.now();
const whole = await ask("total", null);
const reading = performance.now() - began;
const periods = (await ask("period", null)).rows.map(({period}) => String(period));
const rows = [
  await brushed("periods, nothing else chosen", null),
  await brushed("periods, one partner chosen", await largestPartner()),
];
store.close();
report();

async function largestPartner(): Promise<readonly string[]> {
  const {rows: partners} = await ask("partner", null);
  const [first] = partners.toSorted((a, b) => Number(b.value_usd) - Number(a.value_usd));
  return [String(first?.partner)];
}

/** A range of periods that grows step by step: milliseconds until all charts beside it are answered. */
async function brushed(brush: string, partners: readonly string[] | null) {
  const steps: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const to = periods[Math.min(periods.length - 1, Math.floor((step * periods.length) / STEPS))] ?? "";
    const range = periodRange(`${periods[0]}..${to}`);
    const started = performance.now();
    for (const by of ["total", "reporter", "partner", "chapter"] as const) await ask(by, range, partners);
    steps.push(performance.now() - started);
  }
  const [first = Number.NaN, ...others] = steps;
  return {brush, first_step_ms: Math.round(first), ...spreadOf(others)};
}

function report(): void {
  const [one] = whole.rows;
  const head = {
    what: "four charts beside a brush over periods, a step after the other, in one process; the first step gathers their tables",
    source: String(whole.parameters.source),
    store_records: Number(one?.records),
    machine_load_at_start: Math.round(loadAtStart * 100) / 100,
    reading_the_cells_ms: Math.round(reading),
    peak_resident_mib: Math.round(process.resourceUsage().maxRSS / 1024),
    ...machine(new Date()),
  };
  const results = new URL("results/", import.meta.url);
  const text = JSON.stringify({...head, brushes: rows}, null, 2);
  writeFileSync(new URL(`explore-${title}.json`, results), `${text}\n`);
  const lines = Object.entries(head).map(([key, value]) => `| ${key.replaceAll("_", " ")} | ${value} |`);
  writeFileSync(
    new URL(`explore-${title}.md`, results),
    `# Explore, ${title}\n\n| | |\n|---|---|\n${lines.join("\n")}\n\n${markdownTable(rows)}\n\nMade by \`node bench/explore.ts\`.\n`,
  );
  process.stdout.write(`${text}\n`);
}
