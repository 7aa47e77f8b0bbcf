// Judges `channels`, `transit` and the rules in public use on invented worlds whose truth is known.
// Usage: node bench/worlds.ts [WORLDS-A-SCENARIO]     writes bench/results/worlds.{json,md}
import {writeFileSync} from "node:fs";
import {machine} from "./machine.ts";
import {markdownTable} from "./markdown.ts";
import type {Share} from "./worlds/binomial.ts";
import {EFFECT_SCENARIOS, EVEN, SCENARIOS, type Scenario} from "./worlds/scenarios.ts";
import {type Coverage, type Tally, tallyOf} from "./worlds/tally.ts";
import {type Asked, DETECTORS, type Detector, type HubTrial, trialOf} from "./worlds/trial.ts";

/** No threshold was looked at on seeds from here on. */
const HELD_OUT = 20_260_000;
const [WORLDS, EFFECT_WORLDS_EACH] = [Number(process.argv[2] ?? 10), 5];
const OURS: Detector = DETECTORS[0];

interface Judged {
  readonly scenario: Scenario;
  readonly trials: readonly HubTrial[];
}

const judged = await judge(SCENARIOS, {
  worlds: WORLDS,
  first: HELD_OUT,
  asked: {transit: true, effectsOf: null},
});
const effects = await judge(EFFECT_SCENARIOS, {
  worlds: WORLDS * EFFECT_WORLDS_EACH,
  first: HELD_OUT + 500_000,
  asked: {transit: false, effectsOf: EVEN},
});
const all = tallyOf(judged.flatMap(({trials}) => trials));
report();

async function judge(
  scenarios: readonly Scenario[],
  {worlds, first, asked}: {readonly worlds: number; readonly first: number; readonly asked: Asked},
): Promise<Judged[]> {
  const found: Judged[] = [];
  for (const [place, scenario] of scenarios.entries()) {
    const trials: HubTrial[] = [];
    for (let world = 0; world < worlds; world++)
      trials.push(...(await trialOf(first + 1_000 * place + world, scenario, asked)));
    found.push({scenario, trials});
    process.stderr.write(`${scenario.family}: ${scenario.name}\n`);
  }
  return found;
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

function f1Rows() {
  return judged.map((one) => {
    const tally = tallyOf(one.trials);
    return {
      ...named(one),
      ...Object.fromEntries(DETECTORS.map((name) => [name, shown(tally.detectors[name].f1)])),
      ours: betterThanOurs(tally),
    };
  });
}

function partRows(part: "precision" | "recall") {
  return judged.map((one) => {
    const {detectors} = tallyOf(one.trials);
    return {
      ...named(one),
      ...Object.fromEntries(DETECTORS.map((name) => [name, shown(detectors[name][part])])),
    };
  });
}

function totalRows() {
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

function report(): void {
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
    worlds: judged.length * WORLDS,
    worlds_of_effects: effects.length * WORLDS * EFFECT_WORLDS_EACH,
    first_seed: HELD_OUT,
    ...machine(new Date()),
  };
  const place = (ending: string): URL => new URL(`results/worlds.${ending}`, import.meta.url);
  const tallies = [...judged, ...effects].map((one) => ({...named(one), ...tallyOf(one.trials)}));
  writeFileSync(place("json"), `${JSON.stringify({...result, all, tallies}, null, 1)}\n`);
  const tables = [
    ["All worlds, per cent", totalRows()],
    ["Intervals, per cent", coverage],
    ["F1 by what is varied, per cent", f1Rows()],
    ["Precision", partRows("precision")],
    ["Recall", partRows("recall")],
  ] as const;
  const about = Object.entries(result).map(([name, value]) => `| ${name.replaceAll("_", " ")} | ${value} |`);
  const text = tables.map(([title, rows]) => `## ${title}\n\n${markdownTable(rows)}\n`).join("\n");
  writeFileSync(
    place("md"),
    `# Detectors on invented worlds\n\n| | |\n|---|---|\n${about.join("\n")}\n\n${text}\nMade by \`node bench/worlds.ts\`.\n`,
  );
}
