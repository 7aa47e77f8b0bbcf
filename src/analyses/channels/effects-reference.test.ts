import {expect, test} from "vitest";
import {type StoredRow, storedRows} from "../../../test/support/verify.ts";
import {day, period, seeded} from "../../base/index.ts";
import {fitPanel} from "./effect-fit.ts";
import type {EffectPanel} from "./effect-panel.ts";
import {staggeredEffect} from "./staggered.ts";
import {postRegressors, rowsOf, termOf, tripleDifference} from "./triple-difference.ts";

const shock = day("2022-02-24");
const reference = new Map(
  storedRows("effects/reference.csv").map((row) => [bare(row['"what"']), Number(row['"value"'])]),
);
const cells = storedRows("effects/panel.csv");

function bare(text = ""): string {
  return text.replaceAll('"', "");
}

function stored(name: string): EffectPanel {
  const own = cells.filter(({panel}) => panel === name);
  const distinct = (key: (row: StoredRow) => string | undefined): string[] => [
    ...new Set(own.map((row) => key(row) ?? "")),
  ];
  const destinations = distinct(({destination}) => destination);
  const labels = distinct(({good}) => good);
  const periods = distinct((row) => row.period).map(period);
  const goods = labels.map((label) => {
    const row = own.find(({good}) => good === label);
    const side = row?.side === "listed" ? ("listed" as const) : ("control" as const);
    return {label, side, from: row?.listed ? day(row.listed) : null};
  });
  const pairs = destinations.flatMap((_, destination) => goods.map((_, good) => ({destination, good})));
  const values = pairs.flatMap(({destination, good}) =>
    own
      .filter((row) => row.destination === destinations[destination] && row.good === labels[good])
      .map(({usd}) => Number(usd)),
  );
  return {destinations, goods, periods, pairs, values: Float64Array.from(values)};
}

// verify/effects/reference.R: explicit dummies over single months. Both converge to a relative step below 1e-10.
test("the staggered effect is that of explicit dummies over months, though it is fitted on blocks", async () => {
  const found = await staggeredEffect(stored("staggered"), 0, {shock, transition: 1});
  if ("reason" in found) throw new Error(found.reason);
  expect(found.estimate).toBeCloseTo(reference.get("staggered mean") ?? Number.NaN, 8);
  // The reference refits without each of 24 pairs, ours takes one Newton step: within a fifth.
  const ratio = found.se / (reference.get("staggered jackknife error") ?? Number.NaN);
  expect(Math.abs(ratio - 1)).toBeLessThan(0.2);
});

// The reference has G/(G − 1) alone; ours (n − 1)/(n − K) besides, K being coefficients and 1 + 19 + 87 or 1 + 15 + 87 levels not nested in pairs.
test.each([
  {of: "the hubs", own: [0, 1], factor: 439 / 331},
  {of: "the target", own: [2], factor: 351 / 248},
])(
  "the triple difference of $of and its clustered errors are those of explicit dummies",
  async ({own, factor}) => {
    const panel = stored("triple");
    const found = await tripleDifference({
      panel,
      roles: {hubs: [0, 1], target: 2, controls: [3, 4, 5]},
      shock,
    });
    const rows = rowsOf(panel, [...own, 3, 4, 5], shock);
    const {names, covariance} = await fitPanel(panel, rows, {
      regressors: postRegressors(panel, rows, own, shock),
      further: ["product×period"],
      jackknife: false,
    });
    expect(found.map(({destination}) => destination).sort()).toEqual(panel.destinations.slice(0, 3).sort());
    for (const place of own) {
      const destination = panel.destinations[place];
      const effect = found.find((one) => one.destination === destination);
      if (effect === undefined || "reason" in effect) throw new Error(effect?.reason ?? "no effect");
      expect(effect.estimate).toBeCloseTo(reference.get(`triple ${destination}`) ?? Number.NaN, 8);
      const error = Math.sqrt(factor) * (reference.get(`triple error ${destination}`) ?? Number.NaN);
      // Standard errors are right to 1e-6.
      const at = names.indexOf(termOf(effect.destination));
      const clustered = Math.sqrt(covariance.matrix[at * names.length + at] ?? Number.NaN);
      expect(clustered / error).toBeCloseTo(1, 6);
      // The jackknife against regressions without each pair: src/methods/inference/blocked-jackknife.test.ts.
      expect(effect.se).toBeGreaterThan(clustered);
    }
  },
);

test("a panel too large for the jackknife has clustered errors and says so", async () => {
  const months = Array.from({length: 330}, (_, at) =>
    period(`${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`),
  );
  const goods = Array.from({length: 20}, (_, at) => ({
    label: `g${at}`,
    side: at < 10 ? ("listed" as const) : ("control" as const),
    from: at < 10 ? shock : null,
  }));
  // 4 destinations × 330 months: more than the 1,200 levels that the jackknife takes.
  const pairs = [0, 1, 2, 3].flatMap((destination) => goods.map((_, good) => ({destination, good})));
  const random = seeded(11);
  const values = Float64Array.from({length: pairs.length * months.length}, () => 50 + 100 * random());
  const panel = {destinations: ["AAA", "BBB", "CCC", "DDD"], goods, periods: months, pairs, values};
  const rows = rowsOf(panel, [0, 1, 2, 3], shock);
  const {errors, covariance} = await fitPanel(panel, rows, {
    regressors: postRegressors(panel, rows, [0], shock),
    further: ["product×period"],
    jackknife: true,
  });
  expect(errors).toBe("clustered");
  expect(covariance.matrix[0]).toBeGreaterThan(0);
});
