import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {plainSums} from "../../../test/world/brute-force.ts";
import {type SourceRow, storeOf} from "../../../test/world/index.ts";
import {below, periodRange, type Random, seeded} from "../../base/index.ts";
import type {Writer} from "../../store/index.ts";
import {tradeFinding} from "./finding.ts";
import type {TradeBy, TradeParams} from "./params.ts";

const STATES = ["ARM", "KAZ", "KGZ", "RUS", "DEU", "FRA", "GBR", "USA"];
const PRODUCTS = ["010121", "847150", "850440", "854110", "854121", "870323"];
const FLOWS = ["X", "M", "RX"] as const;

/** Who publishes in which year: the year's figure, so many months, both, or nothing. */
const PUBLISHES: Readonly<Record<string, readonly (readonly [year: boolean, months: number])[]>> = {
  ARM: [
    [true, 0],
    [true, 12],
    [false, 12],
    [false, 7],
  ],
  KAZ: [
    [true, 0],
    [true, 0],
    [true, 0],
    [true, 0],
  ],
  KGZ: [
    [false, 12],
    [false, 12],
    [false, 12],
    [true, 3],
  ],
  RUS: [
    [true, 12],
    [true, 12],
    [false, 0],
    [false, 0],
  ],
  DEU: [
    [false, 12],
    [false, 12],
    [false, 12],
    [false, 9],
  ],
  FRA: [
    [true, 0],
    [false, 12],
    [true, 0],
    [false, 5],
  ],
  GBR: [
    [false, 12],
    [false, 12],
    [true, 0],
    [true, 0],
  ],
  USA: [
    [true, 0],
    [false, 0],
    [true, 0],
    [true, 0],
  ],
};

function records(random: Random): SourceRow[] {
  return STATES.flatMap((reporter) =>
    (PUBLISHES[reporter] ?? []).flatMap(([whole, months], at) => {
      const year = 2019 + at;
      const periods = [
        ...(whole ? [year] : []),
        ...Array.from({length: months}, (_, month) => year * 100 + month + 1),
      ];
      return periods.flatMap((period) =>
        pairsOf(reporter, random).map((pair) => ({...pair, reporter, period})),
      );
    }),
  );
}

// A third of all cells are traded, so that gaps of every kind occur.
function pairsOf(reporter: string, random: Random): Omit<SourceRow, "period" | "reporter">[] {
  return STATES.filter((partner) => partner !== reporter).flatMap((partner) =>
    PRODUCTS.flatMap((product) =>
      FLOWS.filter(() => random() < 0.15).map((flow) => ({
        partner,
        product,
        flow,
        value: 1 + below(random, 1_000_000),
      })),
    ),
  );
}

const ROWS = records(seeded(8));

/** The same records at other values, so that a mixture of both would show. */
const OTHER_VALUES = ROWS.map((row) => ({...row, value: 3 * row.value + 1}));
/** Chapters and headings over the same cells, each more than its lines: hidden goods are in them. */
const HEADINGS = ROWS.flatMap((row) =>
  [2, 4].map((digits) => ({...row, product: row.product.slice(0, digits), value: 10 * row.value})),
);

const stores: {plain?: Writer; twice?: Writer; headings?: Writer; selected?: Writer} = {};
beforeAll(async () => {
  stores.plain = await storeOf([{id: "customs", rows: ROWS}]);
  stores.twice = await storeOf([
    {id: "customs", rank: 1, rows: ROWS},
    {id: "copy", rank: 2, rows: OTHER_VALUES},
  ]);
  stores.headings = await storeOf([{id: "customs", rows: [...ROWS, ...HEADINGS]}]);
  stores.selected = await storeOf([{id: "customs", partners: "selected", rows: ROWS}]);
});
afterAll(() => {
  for (const store of Object.values(stores)) store.close();
});

const BASE: TradeParams = {
  reporters: null,
  partners: null,
  flow: "X",
  product: "TOTAL",
  goods: null,
  period: periodRange("2021"),
  compare: null,
  by: [],
  side: "reporter",
  currency: "usd",
  source: null,
  basis: "origin",
  codes: "all",
  hs: null,
};

function fail(): never {
  throw new Error("the store was not built");
}

const units = fc.option(
  fc.uniqueArray(fc.constantFrom(...STATES, "EU", "EAEU", "JPN"), {minLength: 1, maxLength: 3}),
  {
    nil: null,
  },
);
const disjoint = units.filter(
  (ids) =>
    ids === null ||
    !(
      (ids.includes("EU") && ids.some((id) => ["DEU", "FRA", "GBR"].includes(id))) ||
      (ids.includes("EAEU") && ids.some((id) => ["ARM", "KAZ", "KGZ", "RUS"].includes(id)))
    ),
);
const slices: fc.Arbitrary<TradeParams> = fc.record({
  reporters: disjoint,
  partners: disjoint,
  flow: fc.constantFrom("X", "M", "RX", null),
  product: fc.constantFrom("TOTAL", "8541", "85", "854110", "8541,8703", "84,870323,01", "99"),
  goods: fc.constantFrom(null, null, null, "chpl", "eu-bans"),
  period: fc
    .constantFrom("2019", "2021", "2022", "2019..2022", "2020..2021", "2020-01..2020-03", "2022-02..2022-11")
    .map(periodRange),
  compare: fc.constant(null),
  by: fc.uniqueArray(fc.constantFrom<TradeBy>("reporter", "partner", "product", "period", "flow"), {
    maxLength: 4,
  }),
  side: fc.constantFrom("reporter", "partner"),
  currency: fc.constantFrom("usd", "eur"),
  source: fc.constantFrom(null, "world/customs"),
  basis: fc.constant("origin"),
  codes: fc.constant("all"),
  hs: fc.constant(null),
});

/** Answers by key, without the rows that say "nobody reports this" and without the sums of both flows. */
async function answered(
  store: Writer | undefined,
  params: TradeParams,
): Promise<Map<string, {value: number; months: unknown; records: unknown}>> {
  const {rows} = await tradeFinding(store ?? fail(), params);
  const by = params.flow === null && !params.by.includes("flow") ? [...params.by, "flow"] : params.by;
  const found = rows.flatMap((row) => {
    const value = row[`value_${params.currency}`];
    if (typeof value !== "number" || row.flow === "X+M") return [];
    return [
      [
        by.map((dimension) => row[dimension]).join(" "),
        {value, months: row.months, records: row.records},
      ] as const,
    ];
  });
  return new Map(found);
}

async function expectPlainSums(store: Writer | undefined, params: TradeParams): Promise<void> {
  const expected = plainSums(ROWS, params);
  const found = await answered(store, params);
  expect([...found.keys()].sort()).toEqual(expected.map(({key}) => key).sort());
  for (const {key, value, months, records} of expected) {
    const sum = found.get(key);
    // Doubles added in another order: sums of some thousand values differ by less than 1e-12 of the whole.
    expect(Math.abs((sum?.value ?? Number.NaN) / value - 1)).toBeLessThan(1e-9);
    expect({months: sum?.months, records: sum?.records}).toEqual({months, records});
  }
}

test("any slice of the reporter's or the partner's side equals plain sums over the records", async () => {
  const check = fc.asyncProperty(slices, (params) => expectPlainSums(stores.plain, params));
  await fc.assert(check, {numRuns: 30, seed: 2022, endOnFailure: true});
});

test("a second source of the same cells changes no slice", async () => {
  const check = fc.asyncProperty(slices, (params) => expectPlainSums(stores.twice, params));
  await fc.assert(check, {numRuns: 8, seed: 2023, endOnFailure: true});
});

test("headings beside their lines change no sum of lines, lists or all goods", async () => {
  const lines = fc.constantFrom(
    {product: "TOTAL", goods: null},
    {product: "854110,010121", goods: null},
    {product: "TOTAL", goods: "chpl"},
    {product: "TOTAL", goods: "eu-bans"},
  );
  const check = fc.asyncProperty(slices, lines, (params, goods) =>
    expectPlainSums(stores.headings, {...params, ...goods}),
  );
  await fc.assert(check, {numRuns: 8, seed: 2024, endOnFailure: true});
});

test("a source of selected partners never answers for the world", async () => {
  const check = fc.asyncProperty(slices, async (params) => {
    const by = params.by.filter((dimension) => dimension !== "partner");
    const world = {...params, partners: null, by, side: "reporter"} as const;
    expect([...(await answered(stores.selected, world))]).toEqual([]);
  });
  await fc.assert(check, {numRuns: 8, seed: 2025, endOnFailure: true});
});

test("growth is told only between years that the same number of months covers, and partial years are named", async () => {
  const partial = {...BASE, by: ["reporter", "period"], period: periodRange("2019..2022")} as const;
  const {rows, warnings} = await tradeFinding(stores.plain ?? fail(), partial);
  const at = (reporter: string, period: string) =>
    rows.find((row) => row.reporter === reporter && row.period === period);
  // DEU publishes twelve months in 2020 and 2021 and nine in 2022; KAZ publishes years.
  expect(at("DEU", "2022")).toMatchObject({months: 9, change_pct: null});
  const [before, now] = [at("DEU", "2020")?.value_usd, at("DEU", "2021")?.value_usd].map(Number);
  expect(at("DEU", "2021")?.change_pct).toBeCloseTo(
    100 * ((now ?? Number.NaN) / (before ?? Number.NaN) - 1),
    9,
  );
  expect(at("KAZ", "2022")?.months).toBe(12);
  // ARM has seven months of 2022, DEU nine and FRA five; the three months of KGZ stand behind its year.
  expect(warnings.find((warning) => warning.includes("only in part"))).toMatch(
    /: ARM 2022; DEU 2022; FRA 2022$/,
  );
});

test("a period that nobody covers is a row without a value, not a zero", async () => {
  const params = {...BASE, reporters: ["RUS"], by: ["period"], period: periodRange("2020..2022")} as const;
  const {rows, warnings} = await tradeFinding(stores.plain ?? fail(), params);
  expect(rows.map(({value_usd}) => value_usd === null)).toEqual([false, true, true]);
  expect(warnings.filter((warning) => warning.includes("no loaded source"))).toHaveLength(1);
});
