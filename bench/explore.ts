// Measures every brush over the records of one source: what the linked charts ask at each step, without the browser. What was kept
// beside the store is removed first, so that gathering is measured too.
// Usage: node bench/explore.ts STORE NAME [SOURCE]     writes bench/results/explore-NAME.{json,md}
import {readdirSync, rmSync, writeFileSync} from "node:fs";
import {loadavg} from "node:os";
import {basename, dirname, join} from "node:path";
import {type ExploreBy, type ExploreParams, exploreFinding} from "../src/analyses/index.ts";
import {type Finding, periodRange, seeded} from "../src/base/index.ts";
import {openReader, type Reader} from "../src/store/index.ts";
import {spreadOf} from "./app/spread.ts";
import {straightSum} from "./explore-sql.ts";
import {machine} from "./machine.ts";
import {markdownTable} from "./markdown.ts";

const STEPS = 40;
/** Random choices whose sums are compared with the engine's own. */
const COMPARED = 6;
const [loadAtStart = Number.NaN] = loadavg();
const [path, title, source = null] = process.argv.slice(2);
if (path === undefined || title === undefined)
  throw new Error("usage: node bench/explore.ts STORE NAME [SOURCE]");

const DIMENSIONS = ["period", "reporter", "partner", "chapter"] as const;
type Dimension = (typeof DIMENSIONS)[number];
/** Names chosen by dimension; of periods the first and the last are the ends of a range. */
type Choice = Partial<Record<Dimension, readonly string[]>>;

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

function paramsOf(by: ExploreBy, {period, reporter, partner, chapter}: Choice): ExploreParams {
  const chosen = (names: readonly string[] | undefined) => (names === undefined ? null : names);
  return {
    ...usual,
    by,
    period: period === undefined ? null : periodRange(`${period[0]}..${period.at(-1)}`),
    reporters: chosen(reporter),
    partners: chosen(partner),
    chapters: chosen(chapter),
  };
}

for (const name of readdirSync(dirname(path)))
  if (name.startsWith(`${basename(path)}.kept-`)) rmSync(join(dirname(path), name));
let store = await openReader(path);
const gathering = await readAll(store);
store.close();
store = await openReader(path);
const reading = await readAll(store);
const names = await namesOf(store);
const brushes: Awaited<ReturnType<typeof brushed>>[] = [];
for (const dimension of DIMENSIONS)
  for (const [beside, choice] of contexts(dimension))
    brushes.push(await brushed(`${dimension}, ${beside}`, dimension, choice));
const compared = await compare(store);
store.close();
report();

async function readAll(from: Reader): Promise<{readonly ms: number; readonly whole: Finding}> {
  const began = performance.now();
  const whole = await exploreFinding(from, paramsOf("total", {}));
  return {ms: Math.round(performance.now() - began), whole};
}

/** Names by dimension: periods in order, the others from the largest sum down. */
async function namesOf(from: Reader): Promise<Record<Dimension, readonly string[]>> {
  const named = async (dimension: Dimension) => {
    const {rows} = await exploreFinding(from, paramsOf(dimension, {}));
    const sorted =
      dimension === "period" ? rows : rows.toSorted((a, b) => Number(b.value_usd) - Number(a.value_usd));
    return sorted.map((row) => String(row[dimension]));
  };
  return {
    period: await named("period"),
    reporter: await named("reporter"),
    partner: await named("partner"),
    chapter: await named("chapter"),
  };
}

/** What else is chosen while a dimension moves: nothing, one in one other, one in each, nearly all in each. */
function contexts(moving: Dimension): [string, Choice][] {
  const others = DIMENSIONS.filter((dimension) => dimension !== moving);
  const [one] = moving === "partner" ? (["reporter"] as const) : (["partner"] as const);
  const chosen = (dimensions: readonly Dimension[], part: (all: readonly string[]) => readonly string[]) =>
    Object.fromEntries(dimensions.map((dimension) => [dimension, part(names[dimension])]));
  return [
    ["nothing else chosen", {}],
    [`one ${one} chosen`, chosen([one], (all) => all.slice(0, 1))],
    ["one of each other chosen", chosen(others, (all) => all.slice(-1))],
    ["all but one of each other chosen", chosen(others, (all) => all.slice(1))],
  ];
}

/** A choice that grows step by step: milliseconds until the sum and the three charts beside the moving one are answered. */
async function brushed(brush: string, moving: Dimension, choice: Choice) {
  const steps: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const all = names[moving];
    const last = moving === "period" ? Math.floor((step * all.length) / STEPS) : step % all.length;
    const given = {...choice, [moving]: all.slice(0, last + 1)};
    const started = performance.now();
    for (const by of ["total", ...DIMENSIONS] as const)
      if (by !== moving) await exploreFinding(store, paramsOf(by, given));
    steps.push(performance.now() - started);
  }
  const [first = Number.NaN, ...others] = steps;
  return {brush, first_step_ms: Math.round(first), ...spreadOf(others)};
}

/** Compares sums under random choices with those of the store's own rows. @throws where one differs */
async function compare(from: Reader): Promise<number> {
  const random = seeded(20220224);
  for (let round = 0; round < COMPARED; round++) {
    const some = (dimension: Dimension) => names[dimension].filter(() => random() < 0.5);
    const [first = 0, last = 0] = [random(), random()]
      .map((share) => Math.floor(share * names.period.length))
      .sort();
    const choice = {
      period: names.period.slice(first, last + 1),
      reporter: some("reporter"),
      partner: some("partner"),
      ...(round % 2 === 0 ? {chapter: some("chapter")} : {}),
    };
    const found = await exploreFinding(from, paramsOf("total", choice));
    const [{value_usd: usd = null, records = null} = {}] = found.rows;
    const expected = await straightSum(from, found.parameters);
    if (usd !== expected.value_usd || records !== expected.records)
      throw new Error(
        `${usd} of ${records} records, and straight ${expected.value_usd} of ${expected.records}`,
      );
  }
  return COMPARED;
}

function report(): void {
  const [one] = gathering.whole.rows;
  const head = {
    what: "the sum and the three charts beside a moving choice, a step after the other, in one process",
    source: String(gathering.whole.parameters.source),
    store_records: Number(one?.records),
    machine_load_at_start: Math.round(loadAtStart * 100) / 100,
    gathering_the_cells_ms: gathering.ms,
    reading_kept_cells_ms: reading.ms,
    random_sums_equal_to_sql: compared,
    peak_resident_mib: Math.round(process.resourceUsage().maxRSS / 1024),
    ...machine(new Date()),
  };
  const results = new URL("results/", import.meta.url);
  const text = JSON.stringify({...head, brushes}, null, 2);
  writeFileSync(new URL(`explore-${title}.json`, results), `${text}\n`);
  const lines = Object.entries(head).map(([key, value]) => `| ${key.replaceAll("_", " ")} | ${value} |`);
  writeFileSync(
    new URL(`explore-${title}.md`, results),
    `# Explore, ${title}\n\n| | |\n|---|---|\n${lines.join("\n")}\n\n${markdownTable(brushes)}\n\nMade by \`node bench/explore.ts\`.\n`,
  );
  process.stdout.write(`${text}\n`);
}
