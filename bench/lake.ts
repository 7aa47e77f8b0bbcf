// Measures the packed cube against DuckDB on one store, by turns, and the full ledger as a command.
// Usage: node bench/lake.ts STORE     (a store of bench/lake-store.ts)     writes bench/results/lake.{json,md}
import {spawn} from "node:child_process";
import {readFileSync, statSync, writeFileSync} from "node:fs";
import {loadavg} from "node:os";
import {fileURLToPath} from "node:url";
import {day} from "../src/base/index.ts";
import {
  addMirror,
  emptyMirror,
  type HubYear,
  hubScores,
  type MirrorTotals,
  mirrorTotals,
  type PackedPeriod,
  totalsOf,
} from "../src/methods/index.ts";
import {membersOf} from "../src/reference/index.ts";
import {
  CUBE_SCALE,
  type Cube,
  type CubeRows,
  type CubeSource,
  type CubeYear,
  cubePath,
  openCube,
  openReader,
  type Reader,
  type Statement,
  sql,
} from "../src/store/index.ts";
import {machine} from "./machine.ts";

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024];
const [RUNS, TARGET, LISTED] = [5, "RUS", 500];
const VALUES = {sides: ["sent", "got"], weights: false} as const;
/** Clock ticks in a second: what Linux tells processes, whatever its own are. */
const TICKS = 100;
const [store] = process.argv.slice(2);
if (store === undefined) throw new Error("usage: node bench/lake.ts STORE");
const loadAtStart = Math.round(Number(loadavg()[0]) * 100) / 100;

const reader = await openReader(store, {threads: 2});
const cube = await openCube(reader);
const [source] = cube?.sources ?? [];
if (cube === null || source === undefined) throw new Error(`"${store}" has no packed cube`);
const {rows} = await reader.one(sql`SELECT sum(rows) AS rows FROM meta.coverage`);
const origins = membersOf("EU27", day("2022-02-24"));
const listed = source.products
  .map((_, at) => at)
  .filter((at) => at % 10 === 0)
  .slice(0, LISTED);

const mirror = await race({
  engine: mirrorRows(),
  reader,
  loaded: () => periodsOf(cube, source),
  ours: (loaded, threads) => ourMirror(loaded, source, threads),
  fromFile: () => mirrorFromFile(cube, source),
});
const hubs = await race({
  engine: hubRows(source),
  reader,
  loaded: () => periodsOf(cube, source),
  ours: (loaded, threads) => ourHubs(loaded, source, threads),
  fromFile: () => ourHubs(exportsOf(cube, source), source, 2),
});
const rowsOfMirror = yearsOf(source).reduce(
  (sum, {sent, got}) => sum + Number(sent?.rows) + Number(got?.rows),
  0,
);
cube.close();
const total = await command(["transit", "--origin", "EU27"]);
const ledger = await command(["transit", "--origin", "EU27", "--digits", "6"]);
await checkLedger(reader, ledger.rows);
reader.close();
report({
  what: "raw mirror of six years and a ranking of hubs: the engine's SQL on the store's own tables with two threads against the packed cube, by turns, medians; transit as a whole command from its start",
  store_rows: Number(rows),
  mirror_rows: rowsOfMirror,
  mirror,
  hubs,
  hubs_products: listed.length,
  transit_totals_seconds: total.seconds,
  transit_totals_processor_seconds: total.processor,
  transit_totals_peak_mib: total.mib,
  transit_every_hs6_seconds: ledger.seconds,
  transit_every_hs6_processor_seconds: ledger.processor,
  transit_every_hs6_peak_mib: ledger.mib,
  cube_mb: Math.round(statSync(cubePath(store)).size / 1e6),
  store_mb: Math.round(statSync(store).size / 1e6),
  machine_load_at_start: loadAtStart,
  ...machine(new Date()),
});

/** What both are asked: amounts in US dollars and counts by name. */
type Answer = Readonly<Record<string, number>>;

interface Race {
  readonly engine: Statement;
  readonly reader: Reader;
  readonly loaded: () => PackedPeriod[];
  readonly ours: (loaded: PackedPeriod[], threads: 1 | 2) => Promise<Answer>;
  readonly fromFile: () => Promise<Answer>;
}

/** Medians of both, by turns; their answers must be the same. */
async function race({engine, reader: asked, loaded: load, ours, fromFile}: Race) {
  const times: Record<"engine" | "one" | "two" | "file", Taken[]> = {engine: [], one: [], two: [], file: []};
  const loaded = load();
  for (let run = 0; run <= RUNS; run++) {
    const [wanted, engineTime] = await timed(() => asked.one(engine));
    const [one, oneTime] = await timed(() => ours(loaded, 1));
    const [two, twoTime] = await timed(() => ours(loaded, 2));
    const [file, fileTime] = await timed(fromFile);
    for (const answer of [one, two, file])
      for (const [name, amount] of Object.entries(answer)) checkSame(name, amount, Number(wanted[name]));
    // The first round warms both.
    if (run === 0) continue;
    times.engine.push(engineTime);
    times.one.push(oneTime);
    times.two.push(twoTime);
    times.file.push(fileTime);
  }
  const medians = mediansOf(times, ({seconds}) => seconds);
  return {
    seconds: medians,
    processor_seconds: mediansOf(times, ({processor}) => processor),
    times_faster_one_thread: round(medians.engine_two_threads / medians.cube_one_thread),
    times_faster_two_threads: round(medians.engine_two_threads / medians.cube_two_threads),
    times_faster_from_file: round(medians.engine_two_threads / medians.cube_read_from_file_and_checked),
  };
}

function mediansOf(
  {engine, one, two, file}: Readonly<Record<"engine" | "one" | "two" | "file", readonly Taken[]>>,
  of: (taken: Taken) => number,
) {
  return {
    engine_two_threads: median(engine.map(of)),
    cube_one_thread: median(one.map(of)),
    cube_two_threads: median(two.map(of)),
    cube_read_from_file_and_checked: median(file.map(of)),
  };
}

/** Sums of doubles in another order differ by less than 1e-9 of them; counts do not differ. */
function checkSame(name: string, own: number, wanted: number): void {
  if (!(Math.abs(own - wanted) <= 1e-9 * Math.abs(wanted)))
    throw new Error(`${name}: the cube says ${own}, the engine ${wanted}`);
}

function periodsOf(packed: Cube, own: CubeSource): PackedPeriod[] {
  return yearsOf(own).map((year) => periodOf(packed.rows(own, year, VALUES)));
}

function yearsOf({years}: CubeSource): CubeYear[] {
  return years.filter(({year}) => YEARS.includes(year));
}

function periodOf({keys, sent, got}: CubeRows): PackedPeriod {
  if (sent === null || got === null) throw new Error("the lake has both sides of every year");
  return {keys, sent: sent.values, got: got.values};
}

async function ourMirror(
  periods: PackedPeriod[],
  {unitBits, units}: CubeSource,
  threads: 1 | 2,
): Promise<Answer> {
  return answerOf(await mirrorTotals(periods, {unitBits, units: units.length, threads}));
}

/** The mirror block by block on one thread: what a question costs that finds nothing in memory. */
async function mirrorFromFile(packed: Cube, own: CubeSource): Promise<Answer> {
  const sums = emptyMirror(own.unitBits);
  for (const year of yearsOf(own))
    for (const block of packed.blocks(own, year, VALUES)) addMirror(sums, periodOf(block), own);
  return answerOf(totalsOf(sums, own.units.length));
}

function answerOf({
  exported,
  imported,
  orphans,
  sentAlone,
  gotAlone,
  both,
  onlySent,
  onlyGot,
}: MirrorTotals): Answer {
  const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
  return {
    exported: sum(exported) / CUBE_SCALE.usd,
    imported: sum(imported) / CUBE_SCALE.usd,
    orphans: sum(orphans) / CUBE_SCALE.usd,
    sent_alone: sum(sentAlone) / CUBE_SCALE.usd,
    got_alone: sum(gotAlone) / CUBE_SCALE.usd,
    both_sides: sum(both),
    only_sent: sum(onlySent),
    only_got: sum(onlyGot),
  };
}

function mirrorRows(): Statement {
  return sql`SELECT sum(exported) AS exported, sum(imported) AS imported, sum(orphans) AS orphans, sum(sent_alone) AS sent_alone, sum(got_alone) AS got_alone,
      sum(both_sides) AS both_sides, sum(only_sent) AS only_sent, sum(only_got) AS only_got FROM (
    SELECT b, sum(x.v) FILTER (m.v IS NOT NULL) AS exported, sum(m.v) FILTER (x.v IS NOT NULL) AS imported, sum(greatest(0, x.v - m.v)) FILTER (x.v IS NOT NULL AND m.v IS NOT NULL) AS orphans,
      sum(x.v) FILTER (m.v IS NULL) AS sent_alone, sum(m.v) FILTER (x.v IS NULL) AS got_alone,
      count(*) FILTER (x.v IS NOT NULL AND m.v IS NOT NULL) AS both_sides, count(*) FILTER (m.v IS NULL) AS only_sent, count(*) FILTER (x.v IS NULL) AS only_got
    FROM (SELECT period, product, reporter AS a, partner AS b, value_native::DOUBLE AS v FROM clean.bench_lake__exports WHERE period BETWEEN 2019 AND 2024) AS x
    FULL JOIN (SELECT period, product, partner AS a, reporter AS b, value_native::DOUBLE AS v FROM clean.bench_lake__imports WHERE period BETWEEN 2019 AND 2024) AS m USING (period, product, a, b)
    GROUP BY b)`;
}

/** Exports alone, for a ranking that asks for no imports. */
function exportsOf(packed: Cube, own: CubeSource): PackedPeriod[] {
  return yearsOf(own).map((year) => {
    const {keys, sent} = packed.rows(own, year, {sides: ["sent"], weights: false});
    if (sent === null) throw new Error("the lake has exports of every year");
    return {keys, sent: sent.values, got: new Float64Array()};
  });
}

async function ourHubs(
  periods: PackedPeriod[],
  {unitBits, units}: CubeSource,
  threads: 1 | 2,
): Promise<Answer> {
  const years: HubYear[] = periods.map((year, at) => ({...year, after: at >= 3}));
  const isOrigin = Uint8Array.from(units, (unit) => (origins.some((origin) => origin === unit) ? 1 : 0));
  const question = {
    unitBits,
    units: units.length,
    isOrigin,
    target: units.indexOf(TARGET),
    products: Int32Array.from(listed),
  };
  const {matched} = await hubScores(years, question, {threads});
  return {amount: matched.reduce((sum, value) => sum + value, 0) / CUBE_SCALE.usd};
}

function hubRows({products}: CubeSource): Statement {
  const codes = listed.map((at) => products[at]?.product ?? "");
  return sql`WITH t AS (SELECT product, period >= 2022 AS after, reporter, partner, value_native::DOUBLE AS v FROM clean.bench_lake__exports
      WHERE period BETWEEN 2019 AND 2024 AND product IN (SELECT unnest(${codes}::VARCHAR[]))),
    into_hub AS (SELECT product, partner AS hub, sum(CASE WHEN after THEN v ELSE -v END) / 3 AS v FROM t WHERE reporter::VARCHAR IN (SELECT unnest(${origins}::VARCHAR[])) GROUP BY ALL),
    onward AS (SELECT product, reporter AS hub, sum(CASE WHEN after THEN v ELSE -v END) / 3 AS v FROM t WHERE partner = ${TARGET} AND reporter::VARCHAR NOT IN (SELECT unnest(${origins}::VARCHAR[])) GROUP BY ALL),
    hub AS (SELECT hub, sum(into_hub.v) AS rise_in, sum(onward.v) AS rise_out, sum(CASE WHEN into_hub.v > 0 AND onward.v > 0 THEN least(into_hub.v, onward.v) END) AS matched FROM into_hub FULL JOIN onward USING (product, hub) GROUP BY hub)
    SELECT sum(matched) AS amount FROM hub`;
}

/** What a piece of work took: from its start to its end, and of the processors, all threads together. */
interface Taken {
  readonly seconds: number;
  readonly processor: number;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, Taken]> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const answer = await work();
  const {user, system} = process.cpuUsage(before);
  return [answer, {seconds: (performance.now() - started) / 1e3, processor: (user + system) / 1e6}];
}

/** A row of a ledger. */
type LedgerRow = Readonly<Record<string, string | number | null>>;

/** What a command took, the most memory that it ever held (VmHWM), and its rows. */
interface Ended extends Taken {
  readonly mib: number;
  readonly rows: readonly LedgerRow[];
}

/** A command from its start to its end. */
async function command(argv: readonly string[]): Promise<Ended> {
  const launcher = fileURLToPath(new URL("../bin/roundabout.js", import.meta.url));
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [launcher, ...argv, "--store", String(store), "--format", "ndjson", "--quiet"],
    {stdio: ["ignore", "pipe", "inherit"]},
  );
  let [mib, processor, text] = [Number.NaN, Number.NaN, ""];
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const watch = setInterval(() => {
    mib = peakMib(child.pid) ?? mib;
    processor = processorSeconds(child.pid) ?? processor;
  }, 20);
  const code = await new Promise((resolve) => child.on("close", resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${argv.join(" ")} ended with ${code}`);
  const rows: LedgerRow[] = text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return {seconds: round((performance.now() - started) / 1e3), processor: round(processor), mib, rows};
}

/** The most memory that a process ever held; null once it has ended. */
function peakMib(pid: number | undefined): number | null {
  const found = /VmHWM:\s+(\d+)/.exec(told(pid, "status"));
  return found === null ? null : Math.round(Number(found[1]) / 1024);
}

/** Seconds of the processors that a process has taken, its own and the system's for it; null once it has ended. */
function processorSeconds(pid: number | undefined): number | null {
  // The name in brackets may have spaces; user's and system's ticks are the twelfth and thirteenth fields behind it.
  const fields = told(pid, "stat").split(") ").at(-1)?.split(" ") ?? [];
  const [user, system] = [fields[11], fields[12]];
  return user === undefined || system === undefined ? null : (Number(user) + Number(system)) / TICKS;
}

function told(pid: number | undefined, file: "status" | "stat"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** What the ledger's hubs were sent and recorded, matched or not, is what the store's tables hold of them in the window. */
async function checkLedger(asked: Reader, rows: readonly LedgerRow[]): Promise<void> {
  const named = rows.map(({hub}) => String(hub));
  const own = sql`SELECT unnest(${origins}::VARCHAR[])`;
  const others = sql`SELECT unnest(${named}::VARCHAR[])`;
  const wanted = await asked.one(sql`SELECT
    (SELECT sum(value_native::DOUBLE) FROM clean.bench_lake__exports WHERE period BETWEEN 2022 AND 2024 AND reporter::VARCHAR IN (${own}) AND partner::VARCHAR IN (${others})) AS sent,
    (SELECT sum(value_native::DOUBLE) FROM clean.bench_lake__imports WHERE period BETWEEN 2022 AND 2024 AND partner::VARCHAR IN (${own}) AND reporter::VARCHAR IN (${others})) AS got`);
  const sum = (names: readonly string[]): number =>
    rows.reduce((total, row) => names.reduce((part, name) => part + Number(row[name]), total), 0);
  checkSame("exports to hubs", sum(["exporter_usd", "unmatched_exports_usd"]), Number(wanted.sent));
  checkSame("imports of hubs", sum(["importer_usd", "unmatched_imports_usd"]), Number(wanted.got));
}

function median(values: readonly number[]): number {
  return round(Number(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function report(result: Record<string, unknown>): void {
  const place = (ending: string): URL => new URL(`results/lake.${ending}`, import.meta.url);
  writeFileSync(place("json"), `${JSON.stringify(result, null, 2)}\n`);
  const flat = Object.entries(result).flatMap(([name, value]) => lines(name, value));
  writeFileSync(
    place("md"),
    `# lake\n\n| | |\n|---|---|\n${flat.join("\n")}\n\nMade by \`node bench/lake.ts STORE\`.\n`,
  );
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

function lines(name: string, value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [`| ${name.replaceAll("_", " ")} | ${value} |`];
  return Object.entries(value).flatMap(([part, own]) => lines(`${name} ${part}`, own));
}
