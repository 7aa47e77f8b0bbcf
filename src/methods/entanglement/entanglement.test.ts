import fc from "fast-check";
import {expect, test} from "vitest";
import {normal, type Random, seeded} from "../../base/index.ts";
import {rankAcceptability, uniformWeights} from "./acceptability.ts";
import {jackknifeInterval, jointReplicates, percentileInterval, resampled} from "./interval.ts";
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

// Welch's interval of two means, as R's t.test(c(.2, .5, .7, .9, .55), c(.1, .2, .4)) gives it; t quantiles agree to 1e-10.
test("the interval of a difference of two means is Welch's", () => {
  const [after, before] = [
    [0.2, 0.5, 0.7, 0.9, 0.55],
    [0.1, 0.2, 0.4],
  ];
  const found = jackknifeInterval(meanOf(after) - meanOf(before), [leftOut(after), leftOut(before)], WIDE);
  expect(found.low).toBeCloseTo(-0.019869898010521, 9);
  expect(found.high).toBeCloseTo(0.693203231343855, 9);
  expect(found.freedom).toBeCloseTo(5.969080312647367, 9);
  expect(jackknifeInterval(0.4, [leftOut(after)], {...WIDE, least: 0.3}).low).toBe(0.3);
});

const WIDE = {level: 0.95, least: -10, most: 10};

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function leftOut(values: readonly number[]): number[] {
  return values.map((_, at) => meanOf(values.toSpliced(at, 1)));
}

/** Normal numbers of which each resembles the one before by `likeness`, from their stationary distribution. */
function years(count: number, likeness: number, random: Random): number[] {
  const found = [normal(random)];
  while (found.length < count) {
    found.push(likeness * (found.at(-1) ?? Number.NaN) + Math.sqrt(1 - likeness ** 2) * normal(random));
  }
  return found;
}

/** How often the 95 % interval of the change of a share holds the truth; weights are lognormal with a spread of 0.3. */
function coverage(counts: readonly number[], likeness: number, worlds: number): number {
  const random = seeded(20_220_224);
  let held = 0;
  for (let world = 0; world < worlds; world++) {
    const sides = counts.map((count) => {
      const [own, other] = [years(count, likeness, random), years(count, likeness, random)];
      return own.map((one, at) => [Math.exp(0.3 * one), Math.exp(0.3 * (other[at] ?? Number.NaN))]);
    });
    const share = (rows: readonly number[][]) => (sharesOf(columnMeans(rows)) ?? [])[0] ?? Number.NaN;
    const [before = [], after = []] = sides;
    const parts = sides.map((rows) => rows.map((_, at) => share(rows.toSpliced(at, 1))));
    const {low, high} = jackknifeInterval(share(after) - share(before), parts, WIDE);
    if (low <= 0 && high >= 0) held += 1;
  }
  return held / worlds;
}

// docs/methods/entanglement.md states these; 2,000 worlds leave standard errors of 0.005 to 0.009, three of them are allowed.
test.each([
  {counts: [5, 3], likeness: 0, share: 0.95, allowed: 0.015},
  {counts: [5, 4], likeness: 0, share: 0.95, allowed: 0.015},
  {counts: [5, 3], likeness: 0.5, share: 0.79, allowed: 0.027},
])(
  "over $counts years that resemble each other by $likeness the 95 % interval holds the truth in $share of worlds",
  ({counts, likeness, share, allowed}) => {
    expect(Math.abs(coverage(counts, likeness, 2000) - share)).toBeLessThan(allowed);
  },
);

// By algebra: leaving a year out of a sum leaves it out of each term.
test("years left out of terms with the same years are those of the sum itself", () => {
  const [one, other] = [
    [0.2, 0.5, 0.7, 0.9, 0.55],
    [0.1, 0.4, 0.3, 0.2, 0.6],
  ];
  const years = [2017, 2018, 2019, 2020, 2021];
  const joint = jointReplicates([
    {years, replicates: leftOut(one), weight: 0.5},
    {years, replicates: leftOut(other), weight: 0.25},
  ]);
  const sums = leftOut(one.map((value, at) => 0.5 * value + 0.25 * (other[at] ?? Number.NaN)));
  joint.forEach((value, at) => {
    expect(value).toBeCloseTo((sums[at] ?? Number.NaN) - meanOf(sums), 12);
  });
});

// In closed form: of terms without a common year the variances add up, and each is s²/n of its own years.
test("terms without a common year add their variances", () => {
  const [one, other] = [
    [0.2, 0.5, 0.7],
    [0.1, 0.4, 0.3, 0.2],
  ];
  const joint = jointReplicates([
    {years: [2015, 2016, 2017], replicates: leftOut(one), weight: 1},
    {years: [2018, 2019, 2020, 2021], replicates: leftOut(other), weight: 1},
  ]);
  const mean = meanOf(joint);
  const variance = (6 / 7) * joint.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const ofMean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + (value - meanOf(values)) ** 2, 0) /
    (values.length - 1) /
    values.length;
  expect(variance).toBeCloseTo(ofMean(one) + ofMean(other), 12);
});

/** How often the composite's interval holds the truth: three layers of which years move together by `common`. */
function compositeCoverage(isJoint: boolean, common: number, worlds: number): number {
  const random = seeded(20_220_224);
  const share = (rows: readonly number[][]) => (sharesOf(columnMeans(rows)) ?? [])[0] ?? Number.NaN;
  let held = 0;
  for (let world = 0; world < worlds; world++) {
    const sides = [5, 3].map((count) => {
      const shared = years(count, 0, random);
      return Array.from({length: 3}, () =>
        years(count, 0, random).map((own, at) => [
          Math.exp(0.3 * (Math.sqrt(common) * (shared[at] ?? Number.NaN) + Math.sqrt(1 - common) * own)),
          1,
        ]),
      );
    });
    const composite = sides.map((layers) => meanOf(layers.map(share)));
    const terms = sides.map((layers) =>
      layers.map((rows) => ({
        years: rows.map((_, at) => at),
        replicates: rows.map((_, at) => share(rows.toSpliced(at, 1))),
        weight: 1 / 3,
      })),
    );
    const apart = terms.flatMap((side) => side.map(({replicates}) => replicates.map((one) => one / 3)));
    const parts = isJoint ? terms.map(jointReplicates) : apart;
    const [before = Number.NaN, after = Number.NaN] = composite;
    const {low, high} = jackknifeInterval(after - before, parts, WIDE);
    if (low <= 0 && high >= 0) held += 1;
  }
  return held / worlds;
}

// docs/methods/entanglement.md states these; 2,000 worlds leave a standard error of 0.005 to 0.01, three of them are allowed.
test.each([
  {isJoint: true, common: 0, share: 0.95, allowed: 0.015},
  {isJoint: true, common: 0.8, share: 0.95, allowed: 0.015},
  {isJoint: false, common: 0.8, share: 0.8, allowed: 0.03},
])(
  "three layers whose years move together by $common, left out at once: $isJoint, hold the truth in $share",
  ({isJoint, common, share, allowed}) => {
    expect(Math.abs(compositeCoverage(isJoint, common, 2000) - share)).toBeLessThan(allowed);
  },
);
