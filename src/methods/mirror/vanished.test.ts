import {expect, test} from "vitest";
import {PLANTS, world} from "../../../test/world/index.ts";
import {normal, type Random, seeded} from "../../base/index.ts";
import {
  commonChange,
  drawCommon,
  drawNoise,
  gapNoise,
  type MirrorUnit,
  sharedMoments,
  usualGaps,
  vanished,
  yearPoints,
} from "./index.ts";

const YEARS = ["2019", "2020", "2021"];
const DRAWS = 300;
const SMALL = {plain: 6, listed: 8, controls: 10, origins: 2, renumbered: false} as const;

/** The estimate for one importer, with the change of the other importers taken off. */
function estimate(units: readonly MirrorUnit[], importer: string, seed: number) {
  const {placed, groups} = usualGaps(units);
  const mine = groups.filter((group) => group.importer === importer);
  const noise = gapNoise(mine, sharedMoments(groups.filter((group) => group.importer !== importer)));
  const random = seeded(seed);
  const others = [...Map.groupBy(placed, ({unit}) => unit.importer)].filter(([name]) => name !== importer);
  const still = {noise: null, common: 0, commonDraws: [], random, draws: 0};
  const changes = new Map(
    others.map(([name, own]) => {
      const {share} = vanished(
        own,
        drawNoise(
          own.map(({group}) => group),
          still,
        ),
        still,
      );
      return [name, -Math.log(1 - (share ?? Number.NaN))];
    }),
  );
  const common = commonChange(changes);
  if (common === null) throw new Error("the worlds have other importers");
  const commonDraws = drawCommon(changes, common, {random, draws: DRAWS});
  const options = {noise, common: common.change, commonDraws, random, draws: DRAWS};
  return vanished(
    placed.filter(({unit}) => unit.importer === importer),
    drawNoise(mine, options),
    options,
  );
}

/** Units of a world from its rows: every product of every pair of an origin and a hub that publishes products. */
function unitsOf({rows, truth}: ReturnType<typeof world>): MirrorUnit[] {
  const hubs = new Set(truth.hubs.filter((hub) => truth.hubTruths.get(hub)?.plant.publishes === "products"));
  const code = new Map(truth.products.map((product) => [product.before2022, product.code]));
  const pair = ({flow, reporter, partner}: (typeof rows)[number]): readonly [string, string] =>
    flow === "X" ? [reporter, partner] : [partner, reporter];
  const kept = rows.filter((row) => {
    const [from, to] = pair(row);
    return row.book === "customs" && truth.origins.includes(from) && hubs.has(to);
  });
  const cells = Map.groupBy(kept, (row) => `${pair(row).join(" ")} ${code.get(row.product) ?? row.product}`);
  return [...cells].map(([key, own]) => {
    const [exporter = "", importer = "", product = ""] = key.split(" ");
    const at = (period: number) => ({
      exported: own.find((row) => row.period === period && row.flow === "X")?.value ?? Number.NaN,
      imported: own.find((row) => row.period === period && row.flow === "M")?.value ?? Number.NaN,
    });
    const baseline = yearPoints(new Map(YEARS.map((year) => [year, at(Number(year))])));
    return {exporter, importer, product, baseline, window: at(2022)};
  });
}

// 200 worlds with two false transits each: 400 intervals. A true coverage of 95 % stays above 93 % with probability 0.96.
test("the planted share of false transit lies inside the 95 % interval in at least 93 % of 200 worlds", {
  timeout: 240_000,
}, () => {
  let [inside, all, width] = [0, 0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const made = world(seed, {
      ...SMALL,
      plants: PLANTS.filter(({vanishes, publishes}) => vanishes > 0 && publishes === "products"),
    });
    const units = unitsOf(made);
    for (const [hub, {plant, vanishedUsd}] of made.truth.hubTruths) {
      if (plant.vanishes === 0 || plant.publishes !== "products") continue;
      const {exported, interval} = estimate(units, hub, seed);
      const share = vanishedUsd / exported;
      if (interval === null) throw new Error("three years give an interval");
      all += 1;
      width += interval.high - interval.low;
      if (interval.low <= share && share <= interval.high) inside += 1;
    }
  }
  expect(all).toBe(400);
  expect(inside / all).toBeGreaterThanOrEqual(0.93);
  // Cells are recorded to 4 %: over the 36 of a hub a share is known to two or three points, and the interval is no wider.
  expect(width / all).toBeLessThan(0.06);
});

const FIVE = ["2017", "2018", "2019", "2020", "2021"];

/** Cells whose noise falls with their size, in an office whose whole record also moves by `shared` a year; and the planted share. */
function harder(random: Random, shared: number) {
  const share = 0.6 * random();
  const year = new Map([...FIVE, "window"].map((at) => [at, shared * normal(random)] as const));
  let [lostUsd, sentUsd] = [0, 0];
  const units = Array.from({length: 36}, (_, at): MirrorUnit => {
    const size = Math.exp(1.2 * normal(random));
    const [sd, habit] = [0.25 / (1 + size) ** 0.5, 0.7 + 0.4 * random()];
    const record = (sent: number, when: string) =>
      sent * habit * Math.exp(sd * normal(random) + (year.get(when) ?? Number.NaN));
    const grown = () => size * Math.exp(0.3 * normal(random));
    const points = FIVE.map((when) => {
      const exported = grown();
      return [when, {exported, imported: record(exported, when)}] as const;
    });
    const baseline = yearPoints(new Map(points));
    const exported = 3 * grown();
    const gone = random() < 0.5 ? 2 * share * exported : 0;
    sentUsd += exported;
    lostUsd += Math.min(gone, exported);
    const window = {exported, imported: record(Math.max(0, exported - gone), "window")};
    return {exporter: `E${at % 3}`, importer: "H", product: String(at), baseline, window};
  });
  return {units, share: lostUsd / sentUsd};
}

// Of 300 intervals of 95 %, fewer than 91 % hold the truth with a probability of 0.2 %: 3.2 binomial standard errors.
test.each([0, 0.08])(
  "noise that falls with size, and %d of the whole office a year, are within the interval",
  (shared) => {
    const random = seeded(7);
    let inside = 0;
    for (let made = 0; made < 300; made++) {
      const {units, share} = harder(random, shared);
      const {placed, groups} = usualGaps(units);
      const options = {noise: gapNoise(groups), common: 0, commonDraws: [], random, draws: DRAWS};
      const {interval} = vanished(placed, drawNoise(groups, options), options);
      if (interval !== null && interval.low <= share && share <= interval.high) inside += 1;
    }
    expect(inside / 300).toBeGreaterThanOrEqual(0.91);
  },
);
