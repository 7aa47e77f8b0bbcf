import type {Random} from "../../base/index.ts";
import {spearman, spearmanP} from "../../methods/rank.ts";
import {type Bounds, excess, type Measured, placebo, sum} from "./model.ts";

/** The published thresholds of the tests. Changing one is a change of method: say so in docs/methods/channels.md. */
export const THRESHOLDS = {
  /** `rise`: listed exports to the hub, actual ÷ baseline mean. */
  rise: 1.25,
  /** `no-rise-before`: largest share of the window's rise that the last baseline year may show. */
  before: 0.5,
  /** `broad`: fewest products that rise beyond other goods, and largest share that one may have of their excess. */
  products: 3,
  largest: 0.7,
  /** `same-goods`: permutation p of the rank correlation with what the target lost, over at least this many products. */
  sameGoodsP: 0.1,
  sameGoodsProducts: 8,
  /** `goes-on`: excess seen to go on, as a share of the excess that came in. */
  goesOn: 0.1,
  /** `never-arrives`: exports that vanish beyond the usual gap, as a share of exports to the hub. */
  vanishes: 0.1,
  /** `outlier`: share of destinations that may have grown as much, among at least this many. */
  outlier: 0.1,
  destinations: 30,
  /** `outlier`: smallest exports in some baseline year, US dollars, for a destination to count among the others. */
  destinationUsd: 10e6,
} as const;

export const TEST_IDS = [
  "rise",
  "beyond-other-goods",
  "no-rise-before",
  "broad",
  "same-goods",
  "goes-on",
  "never-arrives",
  "outlier",
] as const;
export const FURTHER_IDS = ["unit-values", "new-products", "no-capability", "in-and-out"] as const;
/** The published thresholds of the tests that need more of the store and do not enter the grade; see judge-further.ts. */
export const FURTHER_THRESHOLDS = {
  /** `unit-values`: least and most of the wedge. Below, other goods leave than came; far above, too. Published: 1.2 to 1.6. */
  wedgeLeast: 1,
  wedgeMost: 3,
  /** `new-products`: p of the rank of the change in the rate of entry, among at least this many other destinations. */
  newP: 0.1,
  newDestinations: 19,
  /** `no-capability`: share of the upper refill in products without an advantage; fewest states that make the world. */
  unable: 0.5,
  tellers: 10,
  /** `in-and-out`: p of the rank correlation of both excesses, over at least this many products; exact up to so many. */
  togetherP: 0.1,
  togetherProducts: 8,
  togetherExact: 9,
} as const;

/** How strong the case for a channel is; see `grade`. */
export type Grade = "A" | "B" | "C" | "D" | "none";
/** `comes-in` takes the place of the onward tests where only the target tells; see `judgeArrivals`. */
export type TestId = (typeof TEST_IDS)[number] | (typeof FURTHER_IDS)[number] | "comes-in";

/** One test: passed, failed, or unknown for want of data; with the figure it rests on. */
export interface TestResult {
  readonly id: TestId;
  readonly passed: boolean | null;
  readonly why: string;
}

/** What the tests are given of one hub. US dollars. */
export interface HubEvidence {
  readonly listed: Measured;
  readonly products: readonly {readonly listed: Measured; readonly loss: Measured | null}[];
  /** Actual ÷ baseline of the same pair's other goods; null where none are loaded. */
  readonly growth: number | null;
  readonly excessIn: Bounds;
  /** Excess seen to go on: of the listed goods where reported by product, else of all goods. */
  readonly onward: {readonly excess: Bounds; readonly goods: "listed" | "all"} | null;
  readonly vanished: {readonly orphans: Bounds; readonly exported: number} | null;
  /** Growth of all exports to each destination, this one first; null where not loaded. */
  readonly destinations: {readonly own: number; readonly others: readonly number[]} | null;
}

/** Runs all tests on a hub. The seed decides the permutations. */
export function judge(hub: HubEvidence, random: Random): TestResult[] {
  return [
    rise(hub),
    beyondOtherGoods(hub),
    noRiseBefore(hub),
    broad(hub),
    sameGoods(hub, random),
    goesOn(hub),
    neverArrives(hub),
    outlier(hub),
  ];
}

/**
 * A, B, C, D, or "none" without a rise. A: the rise is new, beyond other goods, spread over products, and goods are seen to
 * go on or to vanish, with no test of these failed. B: goods are seen to go on or to vanish, and either a test of the rise
 * is unknown or the other onward test failed. C: a rise beyond other
 * goods whose onward road nobody reports. D: a rise that some test speaks against. A and B are candidates for a channel.
 */
export function grade(tests: readonly TestResult[]): Grade {
  const result = (id: TestId): boolean | null => tests.find((test) => test.id === id)?.passed ?? null;
  if (result("rise") !== true) return "none";
  const core = [result("beyond-other-goods"), result("no-rise-before"), result("broad")];
  const onward = [result("goes-on"), result("never-arrives")];
  if (core.includes(false)) return "D";
  const nothingAgainst =
    [...core, ...onward].every((passed) => passed !== false) && core.every((passed) => passed === true);
  if (onward.includes(true)) return nothingAgainst ? "A" : "B";
  return onward.includes(null) ? "C" : "D";
}

/** The tests that the target's own record of its imports from a hub can answer. */
const OF_ARRIVALS: readonly TestId[] = [
  "rise",
  "beyond-other-goods",
  "no-rise-before",
  "broad",
  "same-goods",
];

/**
 * The tests on what reached the target from a hub, in place of what the hub took in: `listed` and `products` are the
 * target's imports. Whether the hub took in as much is a test of its own, unknown where nobody reports it.
 */
export function judgeArrivals(
  hub: Omit<HubEvidence, "onward" | "vanished" | "destinations">,
  takenIn: Bounds | null,
  random: Random,
): TestResult[] {
  const tests = judge({...hub, onward: null, vanished: null, destinations: null}, random);
  return [...tests.filter(({id}) => OF_ARRIVALS.includes(id)), comesIn(takenIn, hub.excessIn)];
}

/** The grade of tests of arrivals: A or B where the hub is seen to have taken in what went on, C where nobody tells. */
export function gradeArrivals(tests: readonly TestResult[]): Grade {
  return grade(tests.map((test) => (test.id === "comes-in" ? {...test, id: "goes-on"} : test)));
}

function comesIn(takenIn: Bounds | null, wentOn: Bounds): TestResult {
  if (takenIn === null) return unknown("comes-in", "nobody reports what the origins sent to the hub");
  const needed = THRESHOLDS.goesOn * Math.max(0, wentOn.high);
  const {low, high} = takenIn;
  const why = `the hub's imports from the origins exceed theirs by ${money(low)} to ${money(high)}`;
  return between("comes-in", {passes: low > 0 && low >= needed, fails: high <= 0 || high < needed, why});
}

function rise({listed}: HubEvidence): TestResult {
  const ratio = growthOf(listed);
  if (ratio === null) return unknown("rise", "nothing was exported there before");
  return told("rise", ratio >= THRESHOLDS.rise, `listed exports ×${ratio.toFixed(2)} on the baseline`);
}

function beyondOtherGoods({growth, excessIn}: HubEvidence): TestResult {
  if (growth === null) return unknown("beyond-other-goods", "no other goods of this pair are loaded");
  return told("beyond-other-goods", excessIn.low > 0, `other goods ×${growth.toFixed(2)}`);
}

function noRiseBefore({listed}: HubEvidence): TestResult {
  const earlier = placebo(listed);
  const [now, before] = [growthOf(listed), earlier === null ? null : growthOf(earlier)];
  if (now === null || before === null) return unknown("no-rise-before", "only one baseline year is covered");
  const share = (before - 1) / (now - 1);
  return told(
    "no-rise-before",
    now > 1 && share <= THRESHOLDS.before,
    `the year before the shock ×${before.toFixed(2)}`,
  );
}

function broad({products, growth}: HubEvidence): TestResult {
  if (products.length < THRESHOLDS.products)
    return unknown("broad", `the list has ${products.length} products here`);
  const rising = products.map(({listed}) => excess(listed, growth).low).filter((value) => value > 0);
  const largest = Math.max(0, ...rising) / Math.max(sum(rising), Number.MIN_VALUE);
  const passed = rising.length >= THRESHOLDS.products && largest <= THRESHOLDS.largest;
  return told(
    "broad",
    passed,
    `${rising.length} of ${products.length} products rise; the largest is ${(100 * largest).toFixed(0)} % of the excess`,
  );
}

function sameGoods({products, growth}: HubEvidence, random: Random): TestResult {
  const pairs = products.flatMap(({listed, loss}) =>
    loss === null ? [] : [{gain: excess(listed, growth).high, lost: -excess(loss, null).high}],
  );
  if (pairs.length < THRESHOLDS.sameGoodsProducts)
    return unknown("same-goods", `${pairs.length} products are known on both roads`);
  const [gains, losses] = [pairs.map(({gain}) => gain), pairs.map(({lost}) => lost)];
  const p = spearmanP(gains, losses, {random});
  const rho = spearman(gains, losses);
  if (p === null || rho === null) return unknown("same-goods", "no product differs from another");
  return told(
    "same-goods",
    p <= THRESHOLDS.sameGoodsP,
    `rank correlation with the target's loss ${rho.toFixed(2)}, p ${p.toFixed(3)}`,
  );
}

function goesOn({onward, excessIn}: HubEvidence): TestResult {
  if (onward === null) return unknown("goes-on", "nobody reports the hub's exports to the target");
  const needed = THRESHOLDS.goesOn * Math.max(0, excessIn.high);
  const {low, high} = onward.excess;
  const why = `exports to the target ${onward.goods === "listed" ? "of the listed goods" : "of all goods"} exceed theirs by ${money(low)} to ${money(high)}`;
  return between("goes-on", {passes: low > 0 && low >= needed, fails: high <= 0 || high < needed, why});
}

function neverArrives({vanished}: HubEvidence): TestResult {
  if (vanished === null) return unknown("never-arrives", "the hub's imports from the origins are not loaded");
  const share = (amount: number): number => amount / Math.max(vanished.exported, Number.MIN_VALUE);
  const [low, high] = [share(vanished.orphans.low), share(vanished.orphans.high)];
  const why = `${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)} % of exports vanish beyond the usual gap`;
  return between("never-arrives", {
    passes: low >= THRESHOLDS.vanishes,
    fails: high < THRESHOLDS.vanishes,
    why,
  });
}

/** Bounds on both sides of a threshold leave the question open. */
export function between(
  id: TestId,
  {passes, fails, why}: {readonly passes: boolean; readonly fails: boolean; readonly why: string},
): TestResult {
  if (passes || fails) return told(id, passes, why);
  return unknown(id, `${why}: bounds on both sides of the threshold`);
}

function outlier({destinations}: HubEvidence): TestResult {
  if (destinations === null || destinations.others.length < THRESHOLDS.destinations) {
    return unknown("outlier", `fewer than ${THRESHOLDS.destinations} other destinations are loaded`);
  }
  const {own, others} = destinations;
  const above = others.filter((other) => other >= own).length;
  return told(
    "outlier",
    above / others.length <= THRESHOLDS.outlier,
    `exports of all goods ×${own.toFixed(2)}: rank ${above + 1} of ${others.length + 1} destinations`,
  );
}

/** Actual ÷ baseline mean; null without a baseline. */
export function growthOf({actual, baseline}: Measured): number | null {
  const mean = sum(baseline) / baseline.length;
  return mean > 0 ? actual / mean : null;
}

function money(usd: number): string {
  return `${(usd / 1e6).toFixed(1)} m USD`;
}

/** A test that was answered. */
export function told(id: TestId, passed: boolean, why: string): TestResult {
  return {id, passed, why};
}

/** A test that the data in hand cannot answer. */
export function unknown(id: TestId, why: string): TestResult {
  return {id, passed: null, why};
}
