// Judges `channels`, `transit` and the rules in public use on invented worlds whose truth is known.
// Usage: node bench/worlds.ts [ROUNDS]     writes bench/results/worlds.{json,md}
import {once} from "node:events";
import {writeFileSync} from "node:fs";
import {isMainThread, parentPort, Worker, workerData} from "node:worker_threads";
import {machine} from "./machine.ts";
import {markdownTable} from "./markdown.ts";
import type {Share} from "./worlds/binomial.ts";
import {EFFECT_SCENARIOS, EVEN, SCENARIOS, type Scenario} from "./worlds/scenarios.ts";
import {type Coverage, type Tally, tallyOf} from "./worlds/tally.ts";
import {type Asked, DETECTORS, type Detector, type HubTrial, trialOf} from "./worlds/trial.ts";

/** No threshold was looked at on seeds from here on. */
const HELD_OUT = 20_260_000;
const LANES = 2;
const [ROUNDS, EFFECT_WORLDS_EACH] = [Number(process.argv[2] ?? 8), 4];
const OURS: Detector = DETECTORS[0];
/** What `transit` is asked about: it costs as much as `channels`, and its interval does not hang on the others. */
const OF_TRANSIT = [
  "noise a cell, a state, a record",
  "part that never arrives",
  "relocation to half of the others",
];

interface Job {
  readonly scenario: Scenario;
  /** Worlds a round. */
  readonly worlds: number;
  readonly first: number;
  readonly asked: Asked;
}

interface Judged {
  readonly scenario: Scenario;
  readonly trials: readonly HubTrial[];
}

interface Answer {
  readonly place: number;
  readonly trials: readonly HubTrial[];
}

const JOBS: readonly Job[] = [
  ...SCENARIOS.map((scenario, place) => ({
    scenario,
    worlds: 1,
    first: HELD_OUT + 1_000 * place,
    asked: {transit: OF_TRANSIT.includes(scenario.family), effectsOf: null},
  })),
  ...EFFECT_SCENARIOS.map((scenario, place) => ({
    scenario,
    worlds: EFFECT_WORLDS_EACH,
    first: HELD_OUT + 500_000 + 1_000 * place,
    asked: {transit: false, effectsOf: EVEN},
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
  const lanes = Array.from({length: LANES}, (_, lane) => {
    const worker = new Worker(new URL(import.meta.url), {workerData: lane, argv: process.argv.slice(2)});
    worker.on("message", ({place, trials}: Answer) => {
      rounds[place]?.push(trials);
      const whole = Math.min(...rounds.map(({length}) => length));
      if (whole === written) return;
      written = whole;
      process.stderr.write(`round ${whole} of ${ROUNDS}\n`);
      const answers = JOBS.map(({scenario}, at) => ({
        scenario,
        trials: (rounds[at] ?? []).slice(0, whole).flat(),
      }));
      report(answers, whole);
    });
    return once(worker, "exit");
  });
  await Promise.all(lanes);
}

function percent(share: number): string {
  return (100 * share).toFixed(0);
}

function shown(share: Share | null): string {
  return share === null ? "none" : `${percent(share.share)} [${percent(share.low)}, ${percent(share.high)}]`;
}

function named({scenario: {family, name}}: Judged): {readonly varied: string; readonly value: string} {
  return {varied: family, value: name};
}

/** Detectors whose F1 is higher than ours. */
function betterThanOurs({detectors}: Tally): string {
  const own = detectors[OURS].f1?.share ?? 0;
  const better = DETECTORS.slice(2).filter((name) => (detectors[name].f1?.share ?? 0) > own);
  return better.length === 0 ? "" : `loses to: ${better.join("; ")}`;
}

function f1Rows(judged: readonly Judged[]) {
  return judged.map((one) => {
    const tally = tallyOf(one.trials);
    return {
      ...named(one),
      ...Object.fromEntries(DETECTORS.map((name) => [name, shown(tally.detectors[name].f1)])),
      ours: betterThanOurs(tally),
    };
  });
}

function partRows(judged: readonly Judged[], part: "precision" | "recall") {
  return judged.map((one) => {
    const {detectors} = tallyOf(one.trials);
    return {
      ...named(one),
      ...Object.fromEntries(DETECTORS.map((name) => [name, shown(detectors[name][part])])),
    };
  });
}

function totalRows(all: Tally) {
  return DETECTORS.map((detector) => {
    const {precision, recall, f1} = all.detectors[detector];
    return {detector, precision: shown(precision), recall: shown(recall), F1: shown(f1)};
  });
}

function coverageRow(interval: string, {held, nearlyHeld, above, below, medianWidth, medianMiss}: Coverage) {
  return {
    interval,
    intervals: held?.of ?? 0,
    hold_the_truth:
      held === null ? "none" : `${oneDigit(held.share)} [${oneDigit(held.low)}, ${oneDigit(held.high)}]`,
    within_5_per_cent_of_it: nearlyHeld === null ? "none" : oneDigit(nearlyHeld.share),
    lie_above: above,
    lie_below: below,
    median_width_of_truth: medianWidth === null ? null : percent(medianWidth),
    median_miss: medianMiss === null ? null : oneDigit(medianMiss),
  };
}

function oneDigit(share: number): string {
  return (100 * share).toFixed(1);
}

function report(answers: readonly Judged[], whole: number): void {
  const [judged, effects] = [answers.slice(0, SCENARIOS.length), answers.slice(SCENARIOS.length)];
  const all = tallyOf(judged.flatMap(({trials}) => trials));
  const coverage = [
    coverageRow("refill of channels, documented to upper (bounds)", all.refill),
    coverageRow("refill of the others, which is nothing (bounds)", all.refillOfOthers),
    coverageRow("false transit, 95 %", all.vanished),
    ...effects.map(({scenario, trials}) =>
      coverageRow(`effect of the ban, 95 %, ${scenario.name}`, tallyOf(trials).effect),
    ),
  ];
  const result = {
    what: "channels, transit and two rules in public use on invented worlds with planted truths",
    worlds: judged.length * whole,
    worlds_of_effects: effects.length * whole * EFFECT_WORLDS_EACH,
    first_seed: HELD_OUT,
    ...machine(new Date()),
  };
  const place = (ending: string): URL => new URL(`results/worlds.${ending}`, import.meta.url);
  const tallies = [...judged, ...effects].map((one) => ({...named(one), ...tallyOf(one.trials)}));
  writeFileSync(place("json"), `${JSON.stringify({...result, all, tallies}, null, 1)}\n`);
  const tables = [
    ["All worlds, per cent", totalRows(all)],
    ["Intervals, per cent", coverage],
    ["F1 by what is varied, per cent", f1Rows(judged)],
    ["Precision", partRows(judged, "precision")],
    ["Recall", partRows(judged, "recall")],
  ] as const;
  const about = Object.entries(result).map(([name, value]) => `| ${name.replaceAll("_", " ")} | ${value} |`);
  const text = tables.map(([title, rows]) => `## ${title}\n\n${markdownTable(rows)}\n`).join("\n");
  writeFileSync(
    place("md"),
    `# Detectors on invented worlds\n\n| | |\n|---|---|\n${about.join("\n")}\n\n${text}\nMade by \`node bench/worlds.ts\`.\n`,
  );
}
