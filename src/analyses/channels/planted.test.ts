import {beforeAll, expect, test} from "vitest";
import {
  type Answer,
  answerOf,
  EXPECTED,
  plant,
  publicationsOf,
  reconciled,
  type WorldOptions,
  world,
} from "../../../test/world/index.ts";
import {THRESHOLDS} from "./judge.ts";

async function asked(seed: number, options: Partial<WorldOptions> = {}): Promise<Answer> {
  const {rows, truth} = world(seed, options);
  return answerOf(truth, publicationsOf(rows));
}

const gradesOf = (answer: Answer, plants: readonly string[]) =>
  plants.map((plant) => `${plant}: ${String(answer.of(plant).row.grade)}`);
const graded = (plants: readonly string[], pattern: string) =>
  plants.map((plant) => expect.stringMatching(new RegExp(`^${plant}: (${pattern})$`)));

/** What all worlds of years have in common: planted channels are A or B, nothing else is. */
function expectPlanted(answer: Answer): void {
  expect(gradesOf(answer, EXPECTED.found)).toEqual(graded(EXPECTED.found, "A|B"));
  expect(gradesOf(answer, EXPECTED.open)).toEqual(graded(EXPECTED.open, "C"));
  expect(gradesOf(answer, EXPECTED.grown)).toEqual(graded(EXPECTED.grown, "C|D|none"));
  expect(gradesOf(answer, EXPECTED.once)).toEqual(graded(EXPECTED.once, "D|none"));
  const ordinary = answer.hubs.filter(({plant}) => plant.name.startsWith("ordinary"));
  expect(ordinary.filter(({row}) => row.grade !== "none" && row.grade !== "D")).toEqual([]);
}

// Noise of 15 % a cell and 5 % a state and year leaves a twentieth of what came in as error of a sum of 20 products; the
// bounds themselves hold exactly without noise, see below.
const NOISE_SHARE = 0.05;

const SEEDS = [1, 2, 3];
const answers = new Map<number, Answer>();
beforeAll(async () => {
  for (const seed of SEEDS) answers.set(seed, await asked(seed));
});

function answer(seed: number): Answer {
  const found = answers.get(seed);
  if (found === undefined) throw new Error(`world ${seed} was not asked`);
  return found;
}

test.each(SEEDS)("world %i: every planted channel is found, and nothing else", (seed) => {
  expectPlanted(answer(seed));
  expect(answer(seed).finding.parameters.thresholds).toBe(JSON.stringify(THRESHOLDS));
});

test.each(SEEDS)("world %i: the planted refill lies within its bounds", (seed) => {
  for (const {plant, row, refillUsd, inUsd} of answer(seed).hubs.filter(({inUsd}) => inUsd > 0)) {
    const slack = NOISE_SHARE * inUsd;
    expect(Number(row.refill_documented_usd), plant.name).toBeLessThanOrEqual(refillUsd + slack);
    expect(Number(row.refill_upper_usd), plant.name).toBeGreaterThanOrEqual(refillUsd - slack);
  }
});

test.each(SEEDS)("world %i: what came in lies within the bounds of the excess", (seed) => {
  for (const {plant, row, inUsd} of answer(seed).hubs.filter(({inUsd}) => inUsd > 0)) {
    // A state's mood moves its ordinary trade by 5 % beside the planted money.
    const slack = NOISE_SHARE * inUsd + 0.15 * Number(row.baseline_usd);
    expect(Number(row.excess_in_low_usd), plant.name).toBeLessThanOrEqual(inUsd + slack);
    expect(Number(row.excess_in_high_usd), plant.name).toBeGreaterThanOrEqual(inUsd - slack);
  }
});

test.each(SEEDS)("world %i: what is seen to go on and to vanish is what was planted", (seed) => {
  const known = answer(seed).hubs.filter(({plant}) => plant.publishes === "products" && plant.ship === null);
  for (const {plant, row, onwardUsd, vanishedUsd, inUsd} of known) {
    // An office that records seven eighths of what arrives can show seven eighths of what does not: low by up to 15 %.
    const slack = NOISE_SHARE * inUsd + 0.02 * Number(row.listed_in_usd);
    expect(Math.abs(Number(row.excess_out_usd) - onwardUsd), plant.name).toBeLessThanOrEqual(slack);
    expect(Number(row.orphans_usd), plant.name).toBeLessThanOrEqual(vanishedUsd + slack);
    expect(Number(row.orphans_usd), plant.name).toBeGreaterThanOrEqual(0.85 * vanishedUsd - slack);
  }
});

test.each(SEEDS)("world %i: where little reached the target, little is documented", (seed) => {
  for (const plant of ["boom", "relocation", "other ship"] as const) {
    const {row} = answer(seed).of(plant);
    // Noise that happens to be positive in both legs: a few per cent of the listed trade.
    expect(Number(row.refill_documented_usd), plant).toBeLessThanOrEqual(0.05 * Number(row.listed_in_usd));
  }
});

test.each(SEEDS)("world %i: the direct loss is near what the target lost", (seed) => {
  const {truth, finding} = answer(seed);
  // The baseline mean is two years old, 6 % below what would have been at 3 % growth; the target's mood adds its 5 % twice.
  expect(Math.abs(Number(finding.rows[0]?.direct_loss_usd) / truth.lossUsd - 1)).toBeLessThan(0.25);
});

test("what nobody reports is missing and named, never zero", () => {
  for (const seed of SEEDS) {
    for (const plant of EXPECTED.open) {
      const {row} = answer(seed).of(plant);
      expect([row.excess_out_usd, row.excess_out_all_goods_usd, row.orphans_usd]).toEqual([null, null, null]);
      expect(row.unknown).toContain("excess out");
      expect(Number(row.refill_upper_usd)).toBeGreaterThan(0);
    }
    for (const plant of ["channel by totals", "transit by totals"]) {
      const {row} = answer(seed).of(plant);
      expect(row.excess_out_usd).toBeNull();
      expect(row.excess_out_all_goods_usd).not.toBeNull();
      expect(row.orphans_of).toBe("all");
    }
  }
});

const QUIET = {noise: 0, stateNoise: 0, recordNoise: 0, origins: 1} as const;

test("without noise the bounds hold exactly, and the loss differs by the growth alone", async () => {
  const growth = 0.03;
  const {truth, hubs, finding} = await asked(11, {...QUIET, growth});
  for (const {plant, row, refillUsd, onwardUsd, inUsd} of hubs) {
    // Sums of some thousand doubles in another order.
    const slack = 1e-9 * (1 + Number(row.listed_in_usd));
    expect(Number(row.refill_documented_usd), plant.name).toBeLessThanOrEqual(refillUsd + slack);
    expect(Number(row.refill_upper_usd), plant.name).toBeGreaterThanOrEqual(refillUsd - slack);
    if (plant.publishes === "products") {
      expect(Math.abs(Number(row.excess_out_usd) - onwardUsd), plant.name).toBeLessThanOrEqual(slack);
      // The smallest share of arrivals that an office records is 0.86 times 1.02.
      expect(Number(row.refill_documented_usd), plant.name).toBeGreaterThanOrEqual(0.87 * refillUsd - slack);
    }
    if (plant.ship === null && plant.boom === 1) {
      expect(Math.abs(Number(row.excess_in_low_usd) - inUsd), plant.name).toBeLessThanOrEqual(slack);
    }
  }
  // Trade of year t is (1 + g)^t; the loss is measured from the mean of t = 0, 1, 2 in place of t = 3.
  const mean = (1 + (1 + growth) + (1 + growth) ** 2) / 3;
  const lag = 1 - mean / (1 + growth) ** 3;
  const listed = new Set(
    truth.products.filter((product) => product.listed && !product.broken).map(({code}) => code),
  );
  const {rows} = world(11, {...QUIET, growth});
  const still = rows.filter(
    (row) =>
      row.period === 2022 &&
      row.partner === truth.target &&
      truth.origins.includes(row.reporter) &&
      listed.has(row.product),
  );
  const actual = still.filter(({flow}) => flow === "X").reduce((sum, {value}) => sum + value, 0);
  const expected = truth.lossUsd - lag * (truth.lossUsd + actual);
  expect(Number(finding.rows[0]?.direct_loss_usd) / expected).toBeCloseTo(1, 9);
});

test("a world of months: the same is found against the same months before", async () => {
  const months = await asked(5, {frequency: "M", firstYear: 2020, plain: 1, listed: 12, controls: 16});
  expect(months.finding.parameters).toMatchObject({
    window: "2022-03..2022-12",
    baseline: ["2020-03..2020-12", "2021-03..2021-12"],
  });
  expectPlanted(months);
  for (const {plant, row, refillUsd, inUsd} of months.hubs.filter(({inUsd}) => inUsd > 0)) {
    expect(Number(row.refill_documented_usd), plant.name).toBeLessThanOrEqual(
      refillUsd + NOISE_SHARE * inUsd,
    );
    expect(Number(row.refill_upper_usd), plant.name).toBeGreaterThanOrEqual(refillUsd - NOISE_SHARE * inUsd);
  }
});

test("a target that goes on publishing shows the channels of hubs that do not", async () => {
  const {of} = await asked(6, {targetReports: "always"});
  for (const plant of [...EXPECTED.open, ...EXPECTED.found])
    expect(of(plant).row.grade, plant).toMatch(/^[AB]$/);
  for (const plant of EXPECTED.grown) expect(of(plant).row.grade, plant).toMatch(/^(C|D|none)$/);
  for (const plant of EXPECTED.once) expect(of(plant).row.grade, plant).toMatch(/^(D|none)$/);
  expect(of("silent channel").row.excess_out_usd).not.toBeNull();
});

test("figures that merge both sides still show what goes on, and cannot show what vanishes", async () => {
  const {rows, truth} = world(7);
  const merged = [{id: "merged", sides: "reconciled", rows: reconciled(rows)}] as const;
  const {hubs, of} = await answerOf(truth, merged);
  for (const plant of ["large channel", "small channel", "channel with transit"])
    expect(of(plant).row.grade, plant).toMatch(/^[AB]$/);
  expect(of("false transit").row.grade).toBe("C");
  expect(hubs.filter(({row}) => row.orphans_usd !== null || row.orphans_of !== null)).toEqual([]);
});

test("a hub that publishes years only is judged by a year's exports, not by the months of the window", async () => {
  const plants = [
    plant("channel", {size: 0.2, onward: 0.7, publishes: "years"}),
    plant("transit", {size: 0.2, vanishes: 0.7, publishes: "years"}),
    plant("relocation", {size: 0.2, publishes: "years"}),
  ];
  const size = {frequency: "M", firstYear: 2020, plain: 0, origins: 2, listed: 14, controls: 8} as const;
  const {hubs, of} = await asked(9, {...size, plants});
  expect(["channel", "transit", "relocation"].map((name) => of(name).row.grade)).toEqual([
    expect.stringMatching(/^[AB]$/),
    expect.stringMatching(/^[AB]$/),
    "D",
  ]);
  for (const {
    plant: {name},
    row,
    refillUsd,
    vanishedUsd,
    inUsd,
  } of hubs) {
    const slack = NOISE_SHARE * inUsd;
    expect(row.orphans_window, name).toBe("2022");
    expect(Number(row.orphans_usd), name).toBeLessThanOrEqual(vanishedUsd + slack);
    expect(Number(row.refill_documented_usd), name).toBeLessThanOrEqual(refillUsd + slack);
    expect(Number(row.refill_upper_usd), name).toBeGreaterThanOrEqual(refillUsd - slack);
  }
});

test("an origin that stops publishing is named and left out of both sides, not taken to have stopped trading", async () => {
  const {rows, truth} = world(8, {plain: 1});
  const [late = "", ...others] = truth.origins;
  const cut = rows.filter(({reporter, period}) => reporter !== late || period !== 2022);
  const found = await answerOf(truth, publicationsOf(cut));
  expect(found.finding.warnings.find((warning) => warning.includes(`${late} 2022`))).toContain("left out");
  expect(answer(1).finding.warnings.filter((warning) => warning.includes("left out"))).toEqual([]);
  const alone = await answerOf({...truth, origins: others}, publicationsOf(cut));
  expect(found.finding.rows).toEqual(alone.finding.rows);
});
