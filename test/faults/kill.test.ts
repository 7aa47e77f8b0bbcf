import {copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {setTimeout as pause} from "node:timers/promises";
import {afterAll, expect, test} from "vitest";
import {seeded} from "../../src/base/index.ts";
import type {StoreRow} from "../../src/store/index.ts";
import {startBuild} from "./other-process.ts";
import {answer, buildFrom, digest, originalStore, write} from "./standing-store.ts";
import {generatedTotals} from "./totals-file.ts";

const KILLS = 50;
const MOST_TRIALS = 100;
const LANES = 2;
const LONG = 300_000;

const root = mkdtempSync(join(tmpdir(), "kill-"));
afterAll(() => rmSync(root, {recursive: true}));

/** A folder below the root with one file of this many rows. */
function dataOf(name: string, rows: number): string {
  const folder = join(root, name);
  mkdirSync(folder);
  write(folder, {"totals.csv": generatedTotals(rows)});
  return folder;
}

const LARGE = dataOf("large", 100_000);
const SMALL = dataOf("small", 500);
const random = seeded(20220224);

interface Answers {
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
    const fullMs = await duration();
    const aftermaths = await trials(answers, fullMs);
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
    const aftermaths = [];
    for (const lane of ["r1", "r2", "r3"]) aftermaths.push(await trial(lane, "renamed", answers, true));
    for (const {store, recovered} of aftermaths)
      expect({store, recovered}).toEqual({store: "new", recovered: true});
  },
  LONG,
);

test(
  "a first build killed at any moment leaves no store or a whole one",
  async () => {
    const answers = await answersOf();
    const fullMs = await duration();
    for (const share of [0.1, 0.4, 0.7, 0.95]) {
      const {store, recovered} = await trial(`f${share}`, {afterMs: share * fullMs}, answers, false);
      expect({store, recovered}).toEqual({store: expect.stringMatching(/^(none|new)$/), recovered: true});
    }
  },
  LONG,
);

let known: Answers | null = null;

async function answersOf(): Promise<Answers> {
  if (known !== null) return known;
  const [large, small] = [join(root, "large.duckdb"), join(root, "small.duckdb")];
  await buildFrom(large, LARGE);
  await buildFrom(small, SMALL);
  known = {old: await answer(await originalStore()), new: await answer(large), small: await answer(small)};
  return known;
}

/** Milliseconds from the start of the work to the end of the process, while as many builds run as in the trials. */
async function duration(): Promise<number> {
  const times = Array.from({length: LANES}, async (_, lane) => {
    const build = await startBuild(join(root, `timing-${lane}.duckdb`), LARGE);
    const start = performance.now();
    await build.killed;
    return performance.now() - start;
  });
  return Math.max(...(await Promise.all(times)));
}

/** Kills spread over the whole build: the i-th of a round falls into its i-th part. Until enough have hit a running build. */
async function trials(answers: Answers, fullMs: number): Promise<Aftermath[]> {
  const done: Aftermath[] = [];
  let next = 0;
  const lane = async (name: string): Promise<void> => {
    while (next < MOST_TRIALS && done.filter(({hit}) => hit).length < KILLS) {
      const share = ((next * 7) % KILLS) / KILLS + random() / KILLS;
      next += 1;
      done.push(await trial(`${name}-${next}`, {afterMs: share * fullMs}, answers, true));
    }
  };
  await Promise.all(Array.from({length: LANES}, (_, at) => lane(`lane${at}`)));
  return done;
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
  const same = digest(path) === digest(await originalStore());
  return same && found === JSON.stringify(answers.old) ? "old" : "torn";
}

async function recovers(path: string, {small}: Answers): Promise<boolean> {
  await buildFrom(path, SMALL);
  const alone = readdirSync(dirname(path)).join() === "store.duckdb";
  return alone && JSON.stringify(await answer(path)) === JSON.stringify(small);
}
