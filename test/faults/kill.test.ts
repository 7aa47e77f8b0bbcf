import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {afterAll, expect, test} from "vitest";
import {seeded} from "../../src/base/index.ts";
import {inParallel} from "../../src/ingest/parallel.ts";
import type {StoreRow} from "../../src/store/index.ts";
import {buildFrom, totalsSource} from "./build-from.ts";
import {startBuild} from "./other-process.ts";
import {answer, digest, originalStore, write} from "./standing-store.ts";
import {generatedTotals} from "./totals-file.ts";

const ONE = {sources: [totalsSource]};

const KILLS = 50;
const MOST_TRIALS = 100;
const LANES = 2;
const LONG = 600_000;

const root = mkdtempSync(join(tmpdir(), "kill-"));
afterAll(() => rmSync(root, {recursive: true}));

/** A folder below the root with one file of this many rows. */
function dataOf(name: string, rows: number): string {
  const folder = join(root, name);
  mkdirSync(folder);
  write(folder, {"totals.csv": generatedTotals(rows)});
  return folder;
}

const LARGE = dataOf("large", 60_000);
const SMALL = dataOf("small", 500);
const random = seeded(20220224);

interface Answers {
  readonly oldDigest: string;
  readonly old: StoreRow;
  readonly new: StoreRow;
  readonly small: StoreRow;
}

/** When to kill: after a time from the start of the work, or as soon as the new store has its name. */
type Moment = {readonly afterMs: number} | "renamed";

/** What a kill left. `store` is which of the two stores stands, whole; "torn" would be neither. */
interface Aftermath {
  readonly hit: boolean;
  readonly store: "old" | "new" | "none" | "torn";
  readonly leftovers: readonly string[];
  /** True when the next build went through, answered right, and left nothing beside the store. */
  readonly recovered: boolean;
}

test(
  `a build killed at ${KILLS} random moments leaves the old store whole or the new one, and the next build clean`,
  async () => {
    const answers = await answersOf();
    const aftermaths = await trials(answers, await duration());
    const wrong = aftermaths.filter(
      ({store, recovered}) => store === "torn" || store === "none" || !recovered,
    );
    expect(wrong).toEqual([]);
    expect(aftermaths.filter(({hit}) => hit).length).toBeGreaterThanOrEqual(KILLS);
    expect(aftermaths.some(({leftovers}) => leftovers.some((name) => /building-\d+$/.test(name)))).toBe(true);
    expect(aftermaths.some(({leftovers}) => leftovers.includes("store.duckdb.lock"))).toBe(true);
  },
  LONG,
);

test(
  "a build killed as soon as the new store has its name leaves the new store whole",
  async () => {
    const answers = await answersOf();
    const found = await inLanes(["r1", "r2", "r3", "r4"], (lane) => trial(lane, "renamed", answers, true));
    expect(found.map(({store, recovered}) => ({store, recovered}))).toEqual(
      new Array(4).fill({store: "new", recovered: true}),
    );
  },
  LONG,
);

test(
  "a first build killed at any moment leaves no store or a whole one",
  async () => {
    const answers = await answersOf();
    const buildMs = await duration();
    const found = await inLanes([0.1, 0.4, 0.7, 0.95], (share) =>
      trial(`first-${share}`, {afterMs: share * buildMs}, answers, false),
    );
    for (const {store, recovered} of found)
      expect([store === "none" || store === "new", recovered]).toEqual([true, true]);
  },
  LONG,
);

let known: Answers | null = null;

async function answersOf(): Promise<Answers> {
  if (known !== null) return known;
  const [large, small] = [join(root, "large.duckdb"), join(root, "small.duckdb")];
  await buildFrom(large, LARGE, ONE);
  await buildFrom(small, SMALL, ONE);
  const old = await originalStore();
  known = {
    oldDigest: digest(old),
    old: await answer(old),
    new: await answer(large),
    small: await answer(small),
  };
  return known;
}

let fullMs: number | null = null;

/** Milliseconds from the start of the work to the end of the process, while as many builds run as in the trials. */
async function duration(): Promise<number> {
  if (fullMs !== null) return fullMs;
  const times = await inLanes(["t1", "t2"], async (lane) => {
    const build = await startBuild(join(root, `${lane}.duckdb`), LARGE);
    const start = performance.now();
    await build.killed;
    return performance.now() - start;
  });
  fullMs = Math.max(...times);
  return fullMs;
}

/** Kills spread over the whole build: the i-th of a round falls into its own part. Until enough have hit a running build. */
async function trials(answers: Answers, buildMs: number): Promise<Aftermath[]> {
  const done: Aftermath[] = [];
  await inParallel(
    Array.from({length: MOST_TRIALS}, (_, at) => at),
    LANES,
    async (at) => {
      if (done.filter(({hit}) => hit).length >= KILLS) return;
      const share = ((at * 7) % KILLS) / KILLS + random() / KILLS;
      done.push(await trial(`spread-${at}`, {afterMs: share * buildMs}, answers, true));
    },
  );
  return done;
}

async function inLanes<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  await inParallel(items, LANES, async (item) => void results.push(await work(item)));
  return results;
}

async function trial(name: string, moment: Moment, answers: Answers, withOld: boolean): Promise<Aftermath> {
  const path = join(root, name, "store.duckdb");
  mkdirSync(dirname(path));
  if (withOld) copyFileSync(await originalStore(), path);
  const hit = await buildAndKill(path, moment);
  const leftovers = readdirSync(dirname(path)).filter((file) => file !== "store.duckdb");
  const store = await standingNow(path, answers);
  const recovered = await recovers(path, answers);
  rmSync(dirname(path), {recursive: true});
  return {hit, store, leftovers, recovered};
}

async function buildAndKill(path: string, moment: Moment): Promise<boolean> {
  const before = inode(path);
  const build = await startBuild(path, LARGE);
  if (moment === "renamed") while (inode(path) === before) await pause(1);
  else await pause(moment.afterMs);
  build.kill();
  return build.killed;
}

function inode(path: string): number | null {
  return statSync(path, {throwIfNoEntry: false})?.ino ?? null;
}

async function standingNow(path: string, answers: Answers): Promise<Aftermath["store"]> {
  if (!existsSync(path)) return "none";
  const found = JSON.stringify(await answer(path));
  if (found === JSON.stringify(answers.new)) return "new";
  return digest(path) === answers.oldDigest && found === JSON.stringify(answers.old) ? "old" : "torn";
}

async function recovers(path: string, {small}: Answers): Promise<boolean> {
  await buildFrom(path, SMALL, ONE);
  const alone = readdirSync(dirname(path)).join() === "store.duckdb";
  return alone && JSON.stringify(await answer(path)) === JSON.stringify(small);
}
