// Judges `channels`, `transit` and the rules in public use on invented worlds whose truth is known.
// Usage: node bench/worlds.ts [ROUNDS [effects]]     writes bench/results/worlds.{json,md}; bench/worlds-pages.ts sets them into the pages
// `effects` judges the worlds of effects alone and keeps the rest of the results, as after a change that nothing else can feel.
import {once} from "node:events";
import {readFileSync, writeFileSync} from "node:fs";
import {isMainThread, parentPort, Worker, workerData} from "node:worker_threads";
import {machine} from "./machine.ts";
import {resultPage, type WorldsResult} from "./worlds/report.ts";
import {EFFECT_SCENARIOS, EVEN, SCENARIOS, type Scenario} from "./worlds/scenarios.ts";
import {tallyOf} from "./worlds/tally.ts";
import {type Asked, type HubTrial, trialOf} from "./worlds/trial.ts";

/** No threshold was looked at on seeds from here on. */
const HELD_OUT = 20_260_000;
const LANES = 2;
const [ROUNDS, EFFECT_WORLDS_EACH] = [Number(process.argv[2] ?? 8), 9];
/** What `transit` is asked about: it costs as much as `channels`, and its interval does not hang on the others. */
const OF_TRANSIT = [
  "noise a cell, a state, a record",
  "part that never arrives",
  "relocation to half of the others",
];
/** Where the bounds are also taken without noise, which takes a second world. */
const OF_ENDS = ["noise a cell, a state, a record", "part that never arrives"];

const EFFECTS_ALONE = process.argv[3] === "effects";

interface Job {
  readonly scenario: Scenario;
  /** Worlds a round. */
  readonly worlds: number;
  readonly first: number;
  readonly asked: Asked;
}

interface Answer {
  readonly place: number;
  readonly trials: readonly HubTrial[];
}

const DETECTING = EFFECTS_ALONE ? [] : SCENARIOS;
const JOBS: readonly Job[] = [
  ...DETECTING.map((scenario, place) => ({
    scenario,
    worlds: 1,
    first: HELD_OUT + 1_000 * place,
    asked: {
      transit: OF_TRANSIT.includes(scenario.family),
      ends: OF_ENDS.includes(scenario.family),
      effectsOf: null,
    },
  })),
  ...EFFECT_SCENARIOS.map((scenario, place) => ({
    scenario,
    worlds: EFFECT_WORLDS_EACH,
    first: HELD_OUT + 500_000 + 1_000 * place,
    asked: {transit: false, ends: false, effectsOf: EVEN},
  })),
];

if (isMainThread) await judge();
else await work(Number(workerData));

/** Runs the jobs of a lane, a round after the other, and sends what each showed. */
async function work(lane: number): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    for (const [place, {scenario, worlds, first, asked}] of JOBS.entries()) {
      if (place % LANES !== lane) continue;
      const seeds = Array.from({length: worlds}, (_, world) => first + round * worlds + world);
      const trials: HubTrial[] = [];
      for (const seed of seeds) trials.push(...(await trialOf(seed, scenario, asked)));
      parentPort?.postMessage({place, trials});
    }
  }
}

/** Collects what the lanes show, and writes the results after every whole round. */
async function judge(): Promise<void> {
  const rounds = JOBS.map((): (readonly HubTrial[])[] => []);
  let written = 0;
  const started = performance.now();
  const lanes = Array.from({length: LANES}, (_, lane) => {
    const worker = new Worker(new URL(import.meta.url), {workerData: lane, argv: process.argv.slice(2)});
    worker.on("message", ({place, trials}: Answer) => {
      rounds[place]?.push(trials);
      const whole = Math.min(...rounds.map(({length}) => length));
      if (whole === written) return;
      written = whole;
      const minutes = ((performance.now() - started) / 60_000).toFixed(1);
      process.stderr.write(`round ${whole} of ${ROUNDS} after ${minutes} min\n`);
      write(
        rounds.map((own) => own.slice(0, whole).flat()),
        whole,
      );
    });
    return once(worker, "exit");
  });
  await Promise.all(lanes);
}

function resultFile(ending: string): URL {
  return new URL(`results/worlds.${ending}`, import.meta.url);
}

/** What all worlds but those of effects showed: now, or in the results that stand. */
function detected(
  trials: readonly (readonly HubTrial[])[],
  whole: number,
): Pick<WorldsResult, "worlds" | "all" | "tallies"> {
  if (!EFFECTS_ALONE) {
    const worlds = DETECTING.length * whole;
    return {worlds, all: tallyOf(trials.slice(0, DETECTING.length).flat()), tallies: []};
  }
  const {worlds, all, tallies}: WorldsResult = JSON.parse(readFileSync(resultFile("json"), "utf8"));
  return {worlds, all, tallies: tallies.filter(({varied}) => varied !== EFFECT_SCENARIOS[0]?.family)};
}

function write(trials: readonly (readonly HubTrial[])[], whole: number): void {
  const {worlds, all, tallies} = detected(trials, whole);
  const result: WorldsResult = {
    what: "channels, transit and two rules in public use on invented worlds with planted truths",
    worlds,
    worlds_of_effects: EFFECT_SCENARIOS.length * whole * EFFECT_WORLDS_EACH,
    rounds: whole,
    first_seed: HELD_OUT,
    ...machine(new Date()),
    all,
    tallies: [
      ...tallies,
      ...JOBS.map(({scenario: {family, name}}, at) => ({
        varied: family,
        value: name,
        ...tallyOf(trials[at] ?? []),
      })),
    ],
  };
  writeFileSync(resultFile("json"), `${JSON.stringify(result, null, 1)}\n`);
  writeFileSync(resultFile("md"), resultPage(result));
}
