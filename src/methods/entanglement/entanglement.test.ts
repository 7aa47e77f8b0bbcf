import fc from "fast-check";
import {expect, test} from "vitest";
import {normal, seeded} from "../../base/index.ts";
import {rankAcceptability, uniformWeights} from "./acceptability.ts";
import {percentileInterval, resampled} from "./interval.ts";
import {shapley} from "./shapley.ts";
import {columnMeans, evenness, herfindahl, sharesOf} from "./shares.ts";

const weights = fc.array(
  fc.integer({min: 0, max: 1e9}).map((thousandths) => thousandths / 1000),
  {minLength: 2, maxLength: 7},
);

// Counted by hand: 3 of 4 and 1 of 4; 9/16 + 1/16; −(3/4 ln 3/4 + 1/4 ln 1/4) / ln 2.
test("three and one are shares of 3/4 and 1/4, concentration 5/8, evenness 0.8113", () => {
  expect(sharesOf([3, 1])).toEqual([0.75, 0.25]);
  expect(herfindahl([0.75, 0.25])).toBe(0.625);
  expect(evenness([0.75, 0.25])).toBeCloseTo(0.8112781244591328, 14);
  expect([evenness([1, 0]), evenness([0.25, 0.25, 0.25, 0.25]), evenness([1])]).toEqual([0, 1, null]);
});

test("weights that add up to nothing have no shares", () => {
  expect(sharesOf([0, 0, 0])).toBeNull();
});

// A sum of at most seven shares rounds by a few units in the last place.
test("shares add up to one, do not depend on the unit, and move with the poles", () => {
  fc.assert(
    fc.property(weights, fc.double({min: 1e-3, max: 1e3, noNaN: true}), (list, unit) => {
      const shares = sharesOf(list);
      if (shares === null) return;
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
      const scaled = sharesOf(list.map((weight) => weight * unit)) ?? [];
      for (const [at, share] of shares.entries()) expect(scaled[at]).toBeCloseTo(share, 12);
      expect(sharesOf(list.toReversed())?.toReversed()[0]).toBeCloseTo(shares[0] ?? Number.NaN, 12);
      expect(herfindahl(shares)).toBeGreaterThanOrEqual(1 / list.length - 1e-12);
      expect(evenness(shares)).toBeLessThanOrEqual(1);
    }),
  );
});

/** Every order of joining, one after another. */
function byOrders(players: number, worth: (coalition: number) => number): number[] {
  const orders = permutations(Array.from({length: players}, (_, player) => player));
  const sums = new Array<number>(players).fill(0);
  for (const order of orders) {
    let coalition = 0;
    for (const player of order) {
      sums[player] = (sums[player] ?? Number.NaN) + worth(coalition | (1 << player)) - worth(coalition);
      coalition |= 1 << player;
    }
  }
  return sums.map((sum) => sum / orders.length);
}

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}

// Brute force over all orders: sums of at most 5! × 5 differences of numbers below 1 round to less than 1e-12.
test("Shapley's split equals the mean over all orders of joining, and adds up to the whole change", () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 5}), fc.integer(), (players, seed) => {
      const random = seeded(seed);
      const worths = Array.from({length: 2 ** players}, () => random());
      const worth = (coalition: number) => worths[coalition] ?? Number.NaN;
      const split = shapley(players, worth);
      for (const [player, share] of byOrders(players, worth).entries())
        expect(split[player]).toBeCloseTo(share, 12);
      const whole = split.reduce((sum, share) => sum + share, 0);
      expect(whole).toBeCloseTo(worth(2 ** players - 1) - worth(0), 12);
    }),
    {numRuns: 40},
  );
});

// The glove game: one left glove, two right ones; known split 2/3, 1/6, 1/6 (Shapley 1953).
test("the glove game splits into 2/3, 1/6 and 1/6; a sum of parts into its parts", () => {
  const gloves = shapley(3, (coalition) => ((coalition & 1) !== 0 && (coalition & 6) !== 0 ? 1 : 0));
  expect(gloves[0]).toBeCloseTo(2 / 3, 14);
  expect(gloves[1]).toBeCloseTo(1 / 6, 14);
  const parts = [0.5, -0.2, 0.1];
  const split = shapley(3, (coalition) =>
    parts.reduce((sum, part, at) => ((coalition & (1 << at)) === 0 ? sum : sum + part), 0),
  );
  for (const [at, part] of parts.entries()) expect(split[at]).toBeCloseTo(part, 14);
});

test("more than twenty players are refused", () => {
  expect(() => shapley(21, () => 0)).toThrow(/21 players/);
});

// Closed form: with two criteria the weight of the first is uniform on [0, 1]; a (1, 0) beats b (0.25, 0.5) where w > 0.5 (1 − w) + 0.25 w,
// that is for w > 0.4. 20,000 draws leave a standard error of 0.0035; four of them are allowed.
test("with two criteria the share of weightings is the length of an interval", () => {
  const scores = [
    [1, 0.25],
    [0, 0.5],
  ];
  const {shares, meanRanks} = rankAcceptability(scores, {random: seeded(1), draws: 20_000});
  expect(Math.abs((shares[0]?.[0] ?? Number.NaN) - 0.6)).toBeLessThan(0.014);
  expect((shares[0]?.[0] ?? Number.NaN) + (shares[0]?.[1] ?? Number.NaN)).toBeCloseTo(1, 12);
  expect((meanRanks[0] ?? Number.NaN) + (meanRanks[1] ?? Number.NaN)).toBeCloseTo(3, 10);
});

test("what is best in every layer is first under every weighting; equals share a rank", () => {
  const {shares} = rankAcceptability(
    [
      [0.6, 0.2, 0.2],
      [0.5, 0.25, 0.25],
    ],
    {random: seeded(3), draws: 200},
  );
  expect(shares[0]).toEqual([1, 0, 0]);
  expect(shares[1]).toEqual([0, 0.5, 0.5]);
});

// Dirichlet(1, 1, 1) has means 1/3 and variances 1/18; 30,000 draws leave errors of 0.0014 and 0.0004. Four of them are allowed.
test("weights are uniform on the simplex", () => {
  const random = seeded(7);
  const draws = Array.from({length: 30_000}, () => uniformWeights(3, random));
  const [mean = Number.NaN] = columnMeans(draws);
  const variance = draws.reduce((sum, [first = Number.NaN]) => sum + (first - mean) ** 2, 0) / draws.length;
  expect(Math.abs(mean - 1 / 3)).toBeLessThan(0.0056);
  expect(Math.abs(variance - 1 / 18)).toBeLessThan(0.0016);
});

test("a percentile interval of 0 to 100 at 90 % is 5 to 95; none without draws", () => {
  const draws = Array.from({length: 101}, (_, at) => 100 - at);
  const {low, high} = percentileInterval(draws, 0.9) ?? {low: Number.NaN, high: Number.NaN};
  expect(low).toBeCloseTo(5, 10);
  expect(high).toBeCloseTo(95, 10);
  expect(percentileInterval([], 0.9)).toBeNull();
  expect(resampled(4, seeded(1)).every((at) => at >= 0 && at < 4)).toBe(true);
});

/** How often the 95 % interval of a difference of two means holds the truth, years normal and independent. */
function coverage(before: number, after: number, worlds: number): number {
  const random = seeded(20_220_224);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  let held = 0;
  for (let world = 0; world < worlds; world++) {
    const [first, last] = [before, after].map((years) => Array.from({length: years}, () => normal(random)));
    const redrawn = (values: readonly number[] = []) =>
      mean(resampled(values.length, random).map((at) => values[at] ?? Number.NaN));
    const draws = Array.from({length: 199}, () => redrawn(last) - redrawn(first));
    const interval = percentileInterval(draws, 0.95);
    if (interval !== null && interval.low <= 0 && interval.high >= 0) held += 1;
  }
  return held / worlds;
}

// docs/methods/entanglement.md states these; 600 worlds leave a standard error of 0.016, three of them are allowed.
test.each([
  {before: 5, after: 3, share: 0.8},
  {before: 5, after: 4, share: 0.83},
])(
  "over $before years and $after the interval of nominally 0.95 holds the truth in about $share of worlds",
  ({before, after, share}) => {
    expect(Math.abs(coverage(before, after, 600) - share)).toBeLessThan(0.048);
  },
);
