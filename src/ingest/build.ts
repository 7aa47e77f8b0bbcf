import {createHash} from "node:crypto";
import {basename} from "node:path";
import {type Effects, UsageError} from "../base/index.ts";
import {
  type CubeReport,
  createClean,
  name,
  STORE_VERSION,
  sql,
  type Writer,
  writeCube,
} from "../store/index.ts";
import {loadBulk} from "./bulk.ts";
import {describe} from "./describe.ts";
import {createFlowTables, type FlowsJob, loadFlows, uniteFlows} from "./flows-job.ts";
import {type IndicatorInput, insertIndicatorReference} from "./indicators.ts";
import {
  checksum,
  type FoundFile,
  inspect,
  inspectArchive,
  listFiles,
  refuseOtherEncoding,
} from "./inspect.ts";
import {cleanRelation, land, refuseMissingRates} from "./land.ts";
import {loadFacts} from "./load-facts.ts";
import {type CodeResolver, createCodeMap, mapCodes} from "./mapping.ts";
import {inParallel} from "./parallel.ts";
import {createRaw, loadRaw, rawFile, rawTable} from "./raw.ts";
import {type Match, recognise} from "./recognise.ts";
import {settleRows, settleWhole} from "./settle.ts";
import {settleTies} from "./settle-ties.ts";
import type {Publication, Shape, Source} from "./source.ts";
import {buildIndicators, buildVotes, type LayerBuild} from "./state-layers.ts";
import {insertTieReference, loadTies, prepareTieFile, prepareTieSource, type TieInput} from "./ties.ts";
import {checkColumns, refuseBadCells, typedRelation} from "./typed.ts";
import {unpacked} from "./unpacked.ts";
import type {VoteSource} from "./vote-source.ts";

/** What a build is given. */
export interface BuildInput {
  /** Folder whose files are loaded, or paths of single files. */
  readonly data: string | readonly string[];
  readonly sources: readonly Source[];
  readonly resolve: CodeResolver;
  /** What is needed to load ties; without it, files of ties are not recognised. */
  readonly ties?: TieInput;
  /** Sources of votes; without them, files of votes are not recognised. */
  readonly votes?: readonly VoteSource[];
  /** The same for indicators. */
  readonly indicators?: IndicatorInput;
  /** USD per EUR by period (2022 or 202203). */
  readonly rates: ReadonlyMap<number, number>;
  readonly effects: Effects;
  /** Files loaded at once. The engine itself uses all cores; two keep both busy while one reads. */
  readonly parallel?: number;
  /** Fewest records of a source that gets a packed cube beside the store. */
  readonly cubeRows?: number;
}

/** A match with what is known of the file before its rows are read. */
type Job = Match & {
  readonly fileId: number;
  readonly file: FoundFile;
  readonly present: readonly string[];
  readonly sha256: string;
  readonly vintage: string;
};
type TradeJob = Extract<Job, {readonly feeds: "trade"}>;
type TieJob = Extract<Job, {readonly feeds: "ties"}>;

/** What a build did: files by what they are, rows that entered, rows that did not. */
export interface BuildReport {
  readonly loaded: readonly {
    readonly file: string;
    readonly source: string;
    readonly what: string;
    readonly rows: number;
  }[];
  readonly skipped: readonly {readonly file: string; readonly reason: string}[];
  readonly rows: number;
  readonly dropped: number;
}

/**
 * Recognises, loads and settles all files; fills an empty store. Throws on the first thing that is not as declared, and
 * then the store is not to be used: `buildStore` throws it away.
 *
 * @throws UsageError "no-data" when no file is recognised
 */
export async function buildInto(writer: Writer, input: BuildInput): Promise<BuildReport> {
  await insertRates(writer, input.rates);
  if (input.ties !== undefined) await insertTieReference(writer, input.ties);
  if (input.indicators !== undefined) await insertIndicatorReference(writer, input.indicators.indicators);
  const files = await inspectAll(writer, input.data);
  const {jobs, skipped} = await assign(files, input, writer);
  if (jobs.length === 0) throw noData(input, skipped);
  await buildTrade(
    writer,
    jobs.filter((job) => job.feeds === "trade"),
    input,
  );
  await buildTies(
    writer,
    jobs.filter((job) => job.feeds === "ties"),
    {...input, taken: jobs.length},
  );
  await buildStateLayers(writer, jobs, input);
  return finish(writer, input, skipped);
}

async function buildTrade(writer: Writer, jobs: readonly TradeJob[], input: BuildInput): Promise<void> {
  if (jobs.length === 0) return;
  const {log} = input.effects;
  await prepare(writer, jobs);
  const flows = jobs.flatMap((job) => flowsJob(job) ?? []);
  await createFlowTables(writer, flows, input.resolve);
  let done = 0;
  const load = (part: readonly TradeJob[]) =>
    inParallel(part, input.parallel ?? 2, async (job) => {
      await loadJob(writer, job, input);
      done++;
      log.progress(`loaded ${done} of ${jobs.length}: ${job.file.shown} (${job.dialect.what})`);
    });
  const [bulk, plain] = split(jobs, (job) => flowsJob(job) !== null);
  await withOneThread(writer, () => load(bulk));
  await load(plain);
  const used = input.sources.filter(({meta}) => jobs.some(({source}) => source.meta.id === meta.id));
  for (const source of used) {
    await settleRows(writer, source);
    await unite(writer, source.meta.id, flows);
  }
  await describe(
    writer,
    used.map(({meta}) => meta.id),
    flows,
  );
  for (const source of used) {
    log.progress(`checking ${source.meta.id}`);
    await settleWhole(writer, source);
  }
}

async function buildTies(
  writer: Writer,
  jobs: readonly TieJob[],
  {ties, effects, parallel = 2, taken}: BuildInput & {readonly taken: number},
): Promise<void> {
  if (ties === undefined) return;
  const used = ties.sources.filter(({meta}) => jobs.some(({source}) => source.meta.id === meta.id));
  for (const source of used) await prepareTieSource(writer, source);
  for (const job of jobs) await prepareTieFile(writer, job);
  await inParallel(jobs, parallel, (job) => {
    effects.log.progress(`loading ${job.file.shown} (${job.dialect.what})`);
    return beside(writer, (own) =>
      unpacked(job.file, own.path, (file) => loadTies(own, {...job, file}, ties.resolve)),
    );
  });
  await settleTies(writer, [...used, ...(await loadFacts(writer, ties, taken))]);
}

async function buildStateLayers(writer: Writer, jobs: readonly Job[], input: BuildInput): Promise<void> {
  const {votes, indicators, resolve, effects, parallel = 2} = input;
  const build: LayerBuild = {resolve, effects, parallel, beside: (work) => beside(writer, work)};
  const own = jobs.filter((job) => job.feeds === "votes");
  if (votes !== undefined) await buildVotes(writer, own, votes, build);
  const figures = jobs.filter((job) => job.feeds === "indicators");
  if (indicators !== undefined) await buildIndicators(writer, figures, indicators, build);
}

/** Runs `work` on a connection of its own. */
async function beside(writer: Writer, work: (own: Writer) => Promise<void>): Promise<void> {
  const own = await writer.beside();
  try {
    await work(own);
  } finally {
    own.close();
  }
}

// While rows are appended the engine's own threads only wait for one another, at the cost of those that parse.
async function withOneThread(writer: Writer, work: () => Promise<void>): Promise<void> {
  const {threads} = await writer.one(sql`SELECT current_setting('threads')::INTEGER AS threads`);
  await writer.run(sql`SET threads = 1`);
  await work();
  await writer.run(sql`SET threads = ${Number(threads)}`);
}

function split<T>(all: readonly T[], first: (one: T) => boolean): [T[], T[]] {
  return [all.filter(first), all.filter((one) => !first(one))];
}

/** Puts a source's flow tables, if it has any, under one name with its other rows. */
async function unite(writer: Writer, source: string, flows: readonly FlowsJob[]): Promise<void> {
  const own = flows.filter((job) => job.source === source);
  if (own.length === 0) return;
  for (const statement of uniteFlows(source, own)) await writer.run(statement);
}

async function inspectAll(writer: Writer, data: BuildInput["data"]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of filesOf(data)) {
    const file = await inspect(path, rootOf(data), writer);
    found.push(...(file.probe.kind === "archive" ? await inspectArchive(file) : [file]));
  }
  return found;
}

function filesOf(data: BuildInput["data"]): readonly string[] {
  return typeof data === "string" ? listFiles(data) : data;
}

function rootOf(data: BuildInput["data"]): string {
  return typeof data === "string" ? data : "";
}

/** Fills `ref.fx`. */
export async function insertRates(writer: Writer, rates: ReadonlyMap<number, number>): Promise<void> {
  await writer.run(
    sql`INSERT INTO ref.fx SELECT unnest(${[...rates.keys()]}), unnest(${[...rates.values()]})`,
  );
}

async function assign(
  files: readonly FoundFile[],
  input: BuildInput,
  writer: Writer,
): Promise<{jobs: Job[]; skipped: {file: string; reason: string}[]}> {
  const jobs: Job[] = [];
  const skipped: {file: string; reason: string}[] = [];
  const seen = new Map<string, string>();
  const hashes = new Map<string, string>();
  const skip = async (file: FoundFile, reason: string): Promise<void> => {
    skipped.push({file: file.shown, reason});
    await writer.run(sql`INSERT INTO meta.skipped VALUES (${file.shown}, ${reason})`);
  };
  for (const file of files) {
    const match = recognise(file, input);
    if (match === null) {
      await skip(file, unrecognised(file));
      continue;
    }
    if (match.dialect.anyEncoding !== true) refuseOtherEncoding(file);
    const sha256 = await contentHash(file, hashes);
    const twin = seen.get(sha256);
    if (twin !== undefined) {
      await skip(file, `the same content as ${twin}`);
      input.effects.log.warn(`${file.shown} has the same content as ${twin}; it is loaded once`);
      continue;
    }
    seen.set(sha256, file.shown);
    const present =
      match.dialect.read === undefined
        ? checkColumns(match.dialect, file.probe.header, file.shown)
        : Object.keys(match.dialect.columns);
    const vintage = await vintageOf({file, ...match, sha256});
    jobs.push({fileId: jobs.length + 1, file, ...match, present, sha256, vintage});
  }
  return {jobs, skipped};
}

/** SHA-256 of the file; for an entry, of its archive's and its name together, each archive read once. */
async function contentHash({path, entry}: FoundFile, known: Map<string, string>): Promise<string> {
  const sha256 = known.get(path) ?? (await checksum(path));
  known.set(path, sha256);
  return entry === null ? sha256 : createHash("sha256").update(`${sha256} ${entry}`).digest("hex");
}

// A file without a header line has data in it, so its first cells are counted and not repeated.
function unrecognised({probe}: FoundFile): string {
  const shape = probe.header.length > 1 ? ` of ${probe.header.length} columns` : "";
  return `no table known here (${probe.kind}${shape})`;
}

function noData({data}: BuildInput, skipped: readonly {file: string; reason: string}[]): UsageError {
  const examples = skipped.slice(0, 3).map(({file, reason}) => `${file} (${reason})`);
  return new UsageError("no-data", {
    message: `no file in "${String(data)}" is recognised${examples.length > 0 ? `: ${examples.join("; ")}` : ""}`,
    where: String(data),
    hint: "the README in each folder of sources/ says which files it reads",
  });
}

async function prepare(writer: Writer, jobs: readonly TradeJob[]): Promise<void> {
  const sources = [...new Set(jobs.map(({source}) => source))];
  for (const {meta} of sources) {
    await writer.run(createClean(meta.id));
    await writer.run(sql`INSERT INTO meta.source VALUES (${meta.id}, ${meta.title}, ${meta.publisher}, ${meta.url}, ${meta.licence}, ${meta.licence_url},
      ${meta.redistributable}, ${meta.goods}, ${meta.partners}, ${meta.sides}, ${meta.rank}, ${meta.valuation}, ${meta.mapping_bound}, NULL, ${JSON.stringify(meta.notes)}, 'trade')`);
  }
  for (const job of jobs) {
    if (job.dialect.bulk !== true) await writer.run(createRaw(job.source.meta.id, job.dialect));
    const {source, dialect, file, sha256, fileId, vintage} = job;
    await writer.run(
      sql`INSERT INTO meta.file VALUES (${fileId}, ${source.meta.id}, ${dialect.id}, ${file.shown}, ${basename(file.shown)}, ${dialect.what}, ${file.probe.bytes}, ${sha256}, ${vintage}, NULL)`,
    );
  }
}

async function vintageOf({
  dialect,
  source,
  file,
  sha256,
}: {
  readonly dialect: Shape;
  readonly source: {readonly meta: Publication};
  readonly file: FoundFile;
  readonly sha256: string;
}): Promise<string> {
  const stated = dialect.vintage?.(file.probe) ?? (await dialect.vintageOf?.(rawFile(file)));
  return stated ?? source.meta.vintage ?? `unstated (content ${sha256.slice(0, 8)})`;
}

async function loadJob(writer: Writer, job: TradeJob, {resolve, effects}: BuildInput): Promise<void> {
  await beside(writer, async (own) => {
    const flows = flowsJob(job);
    if (flows !== null) {
      await loadFlows(own, flows, resolve, (rows) =>
        effects.log.progress(`loading ${job.file.shown}: ${rows.toLocaleString("en")} rows`),
      );
      return;
    }
    await createCodeMap(own);
    await unpacked(job.file, own.path, (file) => loadFile(own, {...job, file}, resolve));
  });
}

/** A plain CSV of flows is read at full speed; the same table in another format goes the usual way. */
function flowsJob({dialect, source, file, fileId, vintage}: TradeJob): FlowsJob | null {
  if (dialect.flows === undefined || file.probe.kind !== "csv") return null;
  return {source: source.meta.id, columns: dialect.flows, file, fileId, vintage};
}

async function loadFile(
  own: Writer,
  {dialect, source, file, fileId, present, vintage}: TradeJob,
  resolve: CodeResolver,
): Promise<void> {
  if (dialect.bulk === true) {
    return loadBulk({writer: own, source: source.meta.id, dialect, file, fileId, present, vintage, resolve});
  }
  await loadRaw({writer: own, source: source.meta.id, dialect, file, fileId, present});
  const raw = sql`(SELECT * FROM ${name("raw", rawTable(source.meta.id, dialect))} WHERE file_id = ${fileId})`;
  await refuseBadCells({reader: own, dialect, raw, present, shown: file.shown});
  const typed = typedRelation(dialect, raw, present);
  const landing = {writer: own, source: source.meta.id, dialect, typed, vintage, shown: file.shown};
  await refuseMissingRates(landing);
  await mapCodes(own, cleanRelation(dialect, typed), dialect.schemes, resolve);
  await land(landing);
}

async function finish(
  writer: Writer,
  {effects, data, cubeRows}: BuildInput,
  skipped: BuildReport["skipped"],
): Promise<BuildReport> {
  const checksums = await writer.rows(sql`SELECT sha256 FROM meta.file ORDER BY sha256`);
  const checksumOfAll = createHash("sha256").update(JSON.stringify(checksums)).digest("hex");
  await writer.run(
    sql`INSERT INTO meta.build VALUES (${effects.clock().toISOString()}, ${STORE_VERSION}, ${`data ${String(data)}`}, ${checksumOfAll})`,
  );
  for (const cube of await writeCube(writer, cubeRows)) effects.log.info(cubeNote(cube));
  const loaded = await writer.rows(sql`SELECT path, source, what, rows FROM meta.file ORDER BY file_id`);
  const rows = await writer.one(sql`SELECT coalesce(sum(rows), 0) AS rows FROM meta.file`);
  const dropped = await writer.one(sql`SELECT coalesce(sum(rows), 0) AS rows FROM meta.dropped`);
  return {
    loaded: loaded.map((row) => ({
      file: String(row.path),
      source: String(row.source),
      what: String(row.what),
      rows: Number(row.rows),
    })),
    skipped,
    rows: Number(rows.rows),
    dropped: Number(dropped.rows),
  };
}

function cubeNote(cube: CubeReport): string {
  return "rows" in cube
    ? `${cube.source}: a packed cube of ${cube.rows} rows`
    : `${cube.source}: no packed cube, ${cube.reason}`;
}
