import {beforeAll, expect, test} from "vitest";
import {surgeFinding} from "../../src/analyses/index.ts";
import {publicationsOf, questionOf, storeOf, world} from "../../test/world/index.ts";
import {scoresOf, shareOf} from "./binomial.ts";
import {surging} from "./rules.ts";
import {EFFECT_SCENARIOS, EVEN, SCENARIOS, type Scenario} from "./scenarios.ts";
import {type Tally, tallyOf} from "./tally.ts";
import {trialOf} from "./trial.ts";

function named(family: string, name: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.family === family && scenario.name === name);
  if (found === undefined) throw new Error(`no scenario ${family}: ${name}`);
  return found;
}

/** Two worlds of each, on seeds that the benchmark does not use. */
const EASY = [
  named("size of the channels", "8 % of the loss"),
  named("noise a cell, a state, a record", "15 %, 6 %, 5 %"),
  named("part that never arrives", "60 %"),
];
const HARD = named("makers among the others", "buy listed goods ×1.8, sell their own to the target ×3");
const SILENT = named("who publishes", "channels publish nothing");

let easy: Tally;
let hard: Tally;
let silent: Tally;
beforeAll(async () => {
  const ask = async (scenario: Scenario) => {
    const both = [await trialOf(71, scenario, WITH_TRANSIT), await trialOf(72, scenario, WITH_TRANSIT)];
    return both.flat();
  };
  const trials = [];
  for (const scenario of EASY) trials.push(...(await ask(scenario)));
  easy = tallyOf(trials);
  hard = tallyOf(await ask(HARD));
  silent = tallyOf(await ask(SILENT));
}, 120_000);

const WITH_TRANSIT = {transit: true, ends: false, effectsOf: null} as const;

test("in ordinary worlds ours finds the channels and nothing else, and the growth rules flag what only grew", () => {
  expect(easy.detectors["channels, grade A or B"].f1?.share).toBe(1);
  for (const rule of ["surge rule, listed goods", "growth over 30 %, listed goods"] as const) {
    expect(easy.detectors[rule].precision?.share, rule).toBeLessThan(0.8);
    expect(easy.detectors[rule].recall?.share, rule).toBeGreaterThan(0.8);
  }
});

test("where a maker turns to the target, ours takes it for a channel; where nobody publishes, ours finds C at most", () => {
  expect(hard.detectors["channels, grade A or B"].precision?.share).toBeLessThan(1);
  expect(silent.detectors["channels, grade A or B"].recall?.hits).toBe(0);
  expect(silent.detectors["channels, grade A to C"].recall?.share).toBe(1);
});

test("the refill lies in its 95 % interval nearly always, and in its bounds less often", () => {
  // Some twenty-six intervals of 95 %: four or fewer misses have a probability of 0.99.
  expect(easy.interval.held?.of).toBeGreaterThan(20);
  expect((easy.interval.held?.of ?? 0) - (easy.interval.held?.hits ?? 0)).toBeLessThanOrEqual(4);
  expect(easy.interval.held?.hits).toBeGreaterThan(easy.refill.held?.hits ?? 0);
});

test("false transit lies in its 95 % interval nearly always", () => {
  // Some sixty intervals of 95 %: five or fewer misses have a probability of 0.9.
  expect(easy.vanished.held?.of).toBeGreaterThan(50);
  expect((easy.vanished.held?.of ?? 0) - (easy.vanished.held?.hits ?? 0)).toBeLessThanOrEqual(5);
});

test("an effect that is alike for every product is estimated with an interval, and mostly inside it", async () => {
  const [scenario] = EFFECT_SCENARIOS;
  if (scenario === undefined) throw new Error("no scenario of effects");
  const {effect} = tallyOf([
    ...(await trialOf(81, scenario, {transit: false, ends: false, effectsOf: EVEN})),
    ...(await trialOf(82, scenario, {transit: false, ends: false, effectsOf: EVEN})),
  ]);
  expect(effect.held?.of).toBe(4);
  expect(effect.held?.hits).toBeGreaterThanOrEqual(3);
}, 120_000);

test("the surge rule in plain loops is the one that the command shows", async () => {
  const made = world(5, {firstYear: 2016, plain: 3, listed: 6, controls: 8, renumbered: false});
  const store = await storeOf(publicationsOf(made.rows));
  try {
    const {rows} = await surgeFinding(store, questionOf(made.truth));
    const flagged = rows.filter((row) => row.flagged === true).map(({partner}) => String(partner));
    expect(new Set(flagged)).toEqual(surging(made, "all goods"));
    expect(flagged.length).toBeGreaterThan(1);
  } finally {
    store.close();
  }
}, 120_000);

// Wilson (1927) by hand: 8 of 10 is 0.8, 0.4902 to 0.9433; none of 10 ends at 0.2775.
test("shares carry Wilson's interval, and F1 that of hits among hits and errors", () => {
  const share = shareOf({hits: 8, of: 10});
  expect([share?.low, share?.high].map((end) => end?.toFixed(4))).toEqual(["0.4902", "0.9433"]);
  expect(shareOf({hits: 0, of: 10})?.high.toFixed(4)).toBe("0.2775");
  expect(shareOf({hits: 0, of: 0})).toBeNull();
  const {f1} = scoresOf({truePositive: 8, falsePositive: 1, falseNegative: 1, trueNegative: 5});
  // 2·8 ÷ (2·8 + 2), and with 8 of 10 carried by 2s ÷ (1 + s).
  expect(f1?.share).toBeCloseTo(16 / 18, 12);
  expect(f1?.low.toFixed(4)).toBe("0.6579");
});
