import fc from "fast-check";
import {expect, test} from "vitest";
import {storedRows} from "../../../test/support/verify.ts";
import {seeded} from "../../base/index.ts";
import {
  cifMargin,
  commonChange,
  drawCommon,
  drawNoise,
  exporterWeight,
  gapNoise,
  type MirrorPoint,
  type MirrorUnit,
  mirrorGap,
  orphanSpans,
  orphansOf,
  reliability,
  usualGaps,
  vanished,
  yearPoints,
} from "./index.ts";

const STILL = {noise: null, common: 0, commonDraws: [], random: seeded(1), draws: 0};

function unit(
  baseline: readonly (readonly [number, number])[],
  window: readonly [number, number],
  place: Partial<MirrorUnit> = {},
): MirrorUnit {
  const point = ([exported, imported]: readonly [number, number]): MirrorPoint => ({exported, imported});
  const years = new Map(baseline.map((pair, at) => [String(2019 + at), point(pair)]));
  return {
    exporter: "A",
    importer: "H",
    product: "1",
    ...place,
    baseline: yearPoints(years),
    window: point(window),
  };
}

function lost(units: readonly MirrorUnit[]) {
  const {placed, groups} = usualGaps(units);
  return vanished(placed, drawNoise(groups, STILL), STILL);
}

const data = storedRows("mirror/data.csv").map((row) => ({
  exporter: row.exporter ?? "",
  importer: row.importer ?? "",
  year: row.year ?? "",
  point: {exported: Number(row.exported), imported: Number(row.imported)},
}));
const reference = new Map(storedRows("mirror/reference.csv").map(({term, value}) => [term, Number(value)]));
const before = data.filter(({year}) => year !== "2022");
const logOf = ({point}: (typeof data)[number]): number => Math.log(point.imported / point.exported);

test("margin and reliabilities equal those of R's median and lm", () => {
  const pairs = Map.groupBy(before, ({exporter, importer}) => `${exporter} ${importer}`);
  const {log, margin} = cifMargin([...pairs.values()].map((rows) => rows.map(logOf)));
  expect(log).toBeCloseTo(reference.get("margin") ?? Number.NaN, 12);
  expect(margin).toBeCloseTo(Math.exp(log ?? Number.NaN) - 1, 12);
  const found = reliability(before.map((row) => ({...row, log: logOf(row) - (log ?? Number.NaN)})));
  const all = [...found.exporters, ...found.importers];
  expect(all).toHaveLength(11);
  // Effects are found by turns until none moves by more than 1e-12 of the largest square.
  for (const [name, value] of all) expect(value).toBeCloseTo(reference.get(name) ?? Number.NaN, 9);
});

test("what arrived and what controls share equal R's sums", () => {
  const units = [...Map.groupBy(data, ({exporter, importer}) => `${exporter} ${importer}`).values()].map(
    (rows) => {
      const [{exporter = "", importer = ""} = {}] = rows;
      const years = rows.filter(({year}) => year !== "2022").map(({year, point}) => [year, point] as const);
      const window = rows.find(({year}) => year === "2022")?.point ?? {
        exported: Number.NaN,
        imported: Number.NaN,
      };
      return {exporter, importer, product: "1", baseline: yearPoints(new Map(years)), window};
    },
  );
  const own = Map.groupBy(units, ({importer}) => importer);
  expect(lost(own.get("M1") ?? []).arrived / (reference.get("arrived") ?? Number.NaN)).toBeCloseTo(1, 12);
  const others = new Map(
    [...own]
      .filter(([name]) => name !== "M1")
      .map(([name, some]) => [name, -Math.log(1 - (lost(some).share ?? Number.NaN))]),
  );
  expect(commonChange(others)?.change).toBeCloseTo(reference.get("common") ?? Number.NaN, 12);
});

test("a pair at its usual gap has lost nothing, and half of the record is half of the exports", () => {
  // ln 2 in each year: twice as much is exported as recorded.
  expect(
    lost([
      unit(
        [
          [200, 100],
          [400, 200],
        ],
        [300, 150],
      ),
    ]).amount,
  ).toBeCloseTo(0, 9);
  expect(
    lost([
      unit(
        [
          [200, 100],
          [400, 200],
        ],
        [300, 75],
      ),
    ]),
  ).toMatchObject({share: 0.5, amount: 150});
});

test("a product that the importer never recorded is part of what its pair usually misses, not an orphan", () => {
  const seen = unit(
    [
      [100, 100],
      [100, 100],
    ],
    [100, 100],
  );
  const unseen = unit(
    [
      [50, 0],
      [50, 0],
    ],
    [50, 0],
    {product: "2"},
  );
  const lumped = unit(
    [
      [50, 100],
      [50, 100],
    ],
    [50, 100],
    {product: "3"},
  );
  const {placed, without} = usualGaps([seen, unseen]);
  expect(placed.map(({of}) => of)).toEqual(["own"]);
  expect(without).toEqual([unseen]);
  expect(
    usualGaps([
      unseen,
      unit(
        [
          [50, 25],
          [0, 25],
        ],
        [50, 25],
        {product: "4"},
      ),
    ]).placed.map(({of}) => of),
  ).toEqual(["pair", "pair"]);
  expect(usualGaps([seen, lumped]).placed.map(({of}) => of)).toEqual(["own", "own"]);
});

test("nothing recorded is everything vanished, and its interval has no width", () => {
  const units = [
    unit(
      [
        [100, 90],
        [100, 110],
      ],
      [80, 0],
    ),
  ];
  const {placed, groups} = usualGaps(units);
  const options = {...STILL, noise: gapNoise(groups), draws: 100};
  expect(vanished(placed, drawNoise(groups, options), options)).toMatchObject({
    share: 1,
    interval: {low: 1, high: 1},
  });
});

test("one year tells no noise, and no year no usual gap", () => {
  expect(gapNoise(usualGaps([unit([[100, 90]], [100, 50])]).groups)).toBeNull();
  expect(usualGaps([unit([], [100, 50])])).toMatchObject({placed: [], without: [{product: "1"}]});
});

test.each([-1, Number.NaN, Infinity])("an amount of %d is refused by place", (bad) => {
  expect(() => usualGaps([unit([[100, bad]], [100, 50])])).toThrowError(
    expect.objectContaining({code: "bad-mirror-value", message: expect.stringContaining("A to H, 1, 2019")}),
  );
});

test("fewer than five pairs tell no margin, and a median below zero is no freight", () => {
  expect(cifMargin([[0.1], [0.1], [0.1], [0.1], []])).toMatchObject({log: null, margin: 0, pairs: 4});
  expect(cifMargin(Array.from({length: 5}, () => [-0.2]))).toMatchObject({log: -0.2, margin: 0});
});

test("an importer unlike the others is set aside from what controls share", () => {
  const changes = new Map([
    ["A", 0.01],
    ["B", -0.01],
    ["C", 0],
    ["D", 0.02],
    ["E", 1.5],
  ]);
  const common = commonChange(changes);
  expect(common).toMatchObject({kept: ["A", "B", "C", "D"], aside: ["E"]});
  expect(common?.change).toBeCloseTo(0.005, 12);
  expect(commonChange(new Map())).toBeNull();
  expect(
    common === null
      ? []
      : drawCommon(new Map([["A", 1]]), {...common, kept: ["A"]}, {random: seeded(1), draws: 9}),
  ).toEqual([]);
});

test("goods under way go away in sums of three months", () => {
  const late = [
    [100, 0],
    [100, 100],
    [100, 200],
    [100, 100],
  ].map(([exported = 0, imported = 0]) => ({exported, imported}));
  expect(orphanSpans(late, 0)).toEqual({monthly: 100, quarterly: 0, whole: 0});
  expect(orphanSpans([], 0)).toEqual({monthly: 0, quarterly: 0, whole: 0});
});

test("orphans, gap and weights are what their formulas say", () => {
  expect(orphansOf({exported: 100, imported: 53}, 0.06, 0.1)).toBeCloseTo(100 - 1.1 * 50, 12);
  expect(orphansOf({exported: 100, imported: 300}, 0.06)).toBe(0);
  expect(mirrorGap({exported: 100, imported: 53}, 0.06)).toBeCloseTo(Math.log(2), 12);
  expect(mirrorGap({exported: 100, imported: 0}, 0)).toBeNull();
  const known = {exporters: new Map([["A", 0.04]]), importers: new Map([["H", 0.01]])};
  expect(exporterWeight(known, "A", "H")).toBeCloseTo(0.2, 12);
  expect(exporterWeight(known, "A", "nobody")).toBe(0.5);
});

const amounts = fc.integer({min: 1, max: 1_000_000});
const pairs = fc.array(fc.tuple(amounts, amounts), {minLength: 2, maxLength: 4});
const some = fc.array(fc.tuple(pairs, fc.tuple(amounts, amounts)), {minLength: 1, maxLength: 6});
const made = some.map((all) => all.map(([years, window], at) => unit(years, window, {product: String(at)})));

test("currency and freight change no share: both sides scaled, and all imports scaled, leave it as it is", () => {
  fc.assert(
    fc.property(made, fc.double({min: 0.1, max: 10, noNaN: true}), (units, by) => {
      const scaled = (out: number, back: number) =>
        units.map((own) => {
          const point = ({exported, imported}: MirrorPoint) => ({
            exported: out * exported,
            imported: back * imported,
          });
          const {years, exported, imported} = own.baseline;
          const baseline = {
            years,
            exported: exported.map((value) => out * value),
            imported: imported.map((value) => back * value),
          };
          return {...own, baseline, window: point(own.window)};
        });
      const share = lost(units).share ?? Number.NaN;
      // Logs of ratios: rounding of exp and log, times the largest ratio of a million.
      for (const other of [scaled(by, by), scaled(1, by)]) {
        const found = lost(other).share ?? Number.NaN;
        expect(Math.abs(found - share)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(share)));
      }
    }),
    {numRuns: 100, seed: 2022},
  );
});

test("shortfalls are never less than what is lost in sum, and the order of units changes nothing", () => {
  fc.assert(
    fc.property(made, (units) => {
      const {amount, shortfalls} = lost(units);
      expect(shortfalls).toBeGreaterThanOrEqual(amount - 1e-9 * Math.abs(amount));
      const turned = lost(units.toReversed()).amount;
      expect(Math.abs(turned - amount)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(amount)));
    }),
    {numRuns: 100, seed: 2023},
  );
});
