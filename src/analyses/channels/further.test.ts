import {afterAll, beforeAll, expect, test} from "vitest";
import {castOf} from "../../../test/world/cast.ts";
import {
  type Plant,
  plant,
  publicationsOf,
  questionOf,
  storeOf,
  type Truth,
  type WeighedRow,
  type WorldOptions,
  withWeights,
  world,
} from "../../../test/world/index.ts";
import {type Finding, type FindingRow, seeded} from "../../base/index.ts";
import {spearman} from "../../methods/index.ts";
import type {Writer} from "../../store/index.ts";
import {channelsFinding} from "./finding.ts";
import {FURTHER_IDS, TEST_IDS} from "./judge.ts";
import type {ChannelBy} from "./params.ts";

const WEDGES: Readonly<Record<string, number>> = {channel: 1.4, "other goods": 0.3, maker: 1.4, silent: 1.4};
const PLANTS: readonly Plant[] = [
  plant("channel", {size: 0.2, onward: 0.8}),
  // What comes in stays; what leaves is cheaper goods of its own.
  plant("other goods", {size: 0.2}),
  plant("maker", {size: 0.05, onward: 0.5}),
  plant("silent", {size: 0.1, onward: 0.5, publishes: "nothing"}),
];
const SIZE = {plants: PLANTS, plain: 22, origins: 2, listed: 14, controls: 8} as const;
/** Products that the first two of the plants get for the first time in 2022. */
const NEW = 5;

interface Planted {
  readonly rows: readonly WeighedRow[];
  readonly truth: Truth;
}

/** A world with weights; `channel` gets five products for the first time, and a maker sells fifty times what others do. */
function planted(seed: number, given: Partial<WorldOptions> = {}): Planted {
  const made = world(seed, {...SIZE, ...given});
  const plants = new Map([...made.truth.hubTruths].map(([hub, {plant}]) => [hub, plant.name]));
  const fresh = new Set(listedCodes(made.truth).slice(0, NEW));
  const random = seeded(seed + 1);
  // Among ordinary destinations products come and go at random, so that entry is nothing rare.
  const missing = new Map<string, boolean>();
  const isMissing = ({partner, product, period}: {partner: string; product: string; period: number}) => {
    const key = `${partner} ${product} ${Math.floor(period / (period > 9999 ? 100 : 1))}`;
    const known = missing.get(key) ?? random() < 0.25;
    missing.set(key, known);
    return known;
  };
  const inward = (flow: "X" | "M", reporter: string, partner: string): string | null =>
    made.truth.origins.includes(flow === "X" ? reporter : partner) ? (flow === "X" ? partner : reporter) : null;
  const rows = made.rows.filter(({flow, reporter, partner, product, period}) => {
    const to = inward(flow, reporter, partner);
    const name = plants.get(to ?? "");
    if (to === null || name === undefined) return true;
    if (name === "channel") return !(fresh.has(product) && String(period) < "2022");
    return !name.startsWith("ordinary") || !isMissing({partner: to, product, period});
  });
  const listed = new Set(listedCodes(made.truth));
  const sold = rows.map((row) => {
    const seller = row.flow === "X" ? row.reporter : row.partner;
    const makes = plants.get(seller) === "maker" && listed.has(row.product);
    return makes ? {...row, value: 50 * row.value} : row;
  });
  return withWeights(
    {rows: sold, truth: made.truth},
    {seed, noise: 0.1, wedge: (hub) => WEDGES[plants.get(hub) ?? ""] ?? 1},
  );
}

function listedCodes({products}: Truth): string[] {
  return products
    .filter(({listed, broken, code, before2022}) => listed && !broken && code === before2022)
    .map(({code}) => code);
}

let made: Planted;
let store: Writer;
let hubs: Finding;
beforeAll(async () => {
  made = planted(41);
  store = await storeOf(publicationsOf(made.rows));
  hubs = await ask(store, made.truth, "hub");
});
afterAll(() => store.close());

function ask(reader: Writer, truth: Truth, by: ChannelBy): Promise<Finding> {
  return channelsFinding(reader, {...questionOf(truth), by, tests: "full"});
}

function hubOf(name: string, truth = made.truth): string {
  const [hub = ""] = [...truth.hubTruths].find(([, own]) => own.plant.name === name) ?? [];
  return hub;
}

function rowOf(name: string): FindingRow {
  return hubs.rows.find(({hub}) => hub === hubOf(name)) ?? {};
}

const marks = (name: string): Record<string, string> =>
  Object.fromEntries(
    String(rowOf(name).tests)
      .split(", ")
      .map((test) => [test.slice(2), test.slice(0, 1)]),
  );

test("a planted channel passes all further tests", () => {
  expect(marks("channel")).toMatchObject({
    "unit-values": "+",
    "new-products": "+",
    "no-capability": "+",
    "in-and-out": "+",
  });
});

test("goods that stay while others leave pass neither unit values nor in against out", () => {
  expect(marks("other goods")).toMatchObject({"unit-values": "−", "in-and-out": "−"});
});

test("a state that sold such goods all along had the capability, and one that got no new products is not new", () => {
  expect(marks("maker")).toMatchObject({"no-capability": "−", "new-products": "−"});
});

test("a hub that publishes nothing: its capability is by its partners' imports, the rest is unknown and says why", () => {
  expect(marks("silent")).toMatchObject({"unit-values": "?", "in-and-out": "?", "no-capability": "+"});
  const row = rowOf("silent");
  expect(row.unit_value_ratio).toBeNull();
  expect(row.unknown).toContain("unit values: nobody reports the hub's exports to the target by product");
  expect(row.unknown).toContain("in and out: 0 products are known on both roads");
});

test("the planted wedge lies in its interval", () => {
  for (const [name, wedge] of Object.entries(WEDGES)) {
    const row = rowOf(name);
    if (name === "silent") continue;
    expect(Number(row.unit_value_low_ratio), name).toBeLessThanOrEqual(wedge);
    expect(Number(row.unit_value_high_ratio), name).toBeGreaterThanOrEqual(wedge);
  }
});

test("the planted new products are counted, and none besides", () => {
  expect(rowOf("channel")).toMatchObject({new_products: NEW, absent_products: NEW});
});

test("without --tests full nothing is added, and the tests of the grade are the same", async () => {
  const core = await channelsFinding(store, questionOf(made.truth));
  const added = new Set(hubs.columns.map(({name}) => name).filter((name) => !isIn(core, name)));
  expect(added.size).toBe(10);
  for (const [at, row] of core.rows.entries()) {
    expect(hubs.rows[at]).toMatchObject({hub: row.hub, grade: row.grade});
    expect(String(hubs.rows[at]?.tests).startsWith(String(row.tests))).toBe(true);
    expect(Object.keys(row).filter((name) => added.has(name))).toEqual([]);
  }
  const tests = await channelsFinding(store, {...questionOf(made.truth), by: "test"});
  expect(new Set(tests.rows.map(({test: id}) => id))).toEqual(new Set([...TEST_IDS, ...FURTHER_IDS]));
});

function isIn({columns}: Finding, name: string): boolean {
  return columns.some((column) => column.name === name);
}

// Plain loops over the records. A sum of doubles in another order, and decimals of four places in the store.
const CLOSE = 1e-8;

function sumOf(chosen: readonly WeighedRow[], part: "value" | "kg" = "value"): number {
  return chosen.reduce((total, row) => total + Number(row[part]), 0);
}

test("unit values are those of plain loops over the records", async () => {
  const products = await ask(store, made.truth, "product");
  const hub = hubOf("channel");
  const {origins, target} = made.truth;
  const now = made.rows.filter(({flow, period}) => flow === "X" && period === 2022);
  const ratios = listedCodes(made.truth).flatMap((code) => {
    const sent = now.filter(
      ({reporter, partner, product}) => origins.includes(reporter) && partner === hub && product === code,
    );
    const onward = now.filter(
      ({reporter, partner, product}) => reporter === hub && partner === target && product === code,
    );
    const row = products.rows.find((own) => own.hub === hub && own.product === code);
    const [came, went] = [sent, onward].map((own) => sumOf(own) / sumOf(own, "kg"));
    expect(Number(row?.in_usd_per_kg) / (came ?? Number.NaN)).toBeCloseTo(1, 6);
    expect(Number(row?.out_usd_per_kg) / (went ?? Number.NaN)).toBeCloseTo(1, 6);
    return (went ?? Number.NaN) / (came ?? Number.NaN);
  });
  expect(ratios.every((ratio) => ratio > 0)).toBe(true);
  const sorted = ratios.toSorted((a, b) => a - b);
  const row = rowOf("channel");
  // Weights and the renumbered product move the median within the middle of the plain ratios.
  expect(Number(row.unit_value_ratio)).toBeGreaterThanOrEqual(sorted[3] ?? Number.NaN);
  expect(Number(row.unit_value_ratio)).toBeLessThanOrEqual(sorted.at(-4) ?? Number.NaN);
});

test("the advantage before is that of plain loops over all exporters' records", async () => {
  const products = await ask(store, made.truth, "product");
  const told = made.rows.filter(({flow, period}) => flow === "X" && period < 2022);
  const world = sumOf(told);
  for (const name of ["channel", "maker"]) {
    const hub = hubOf(name);
    const own = told.filter(({reporter}) => reporter === hub);
    for (const code of listedCodes(made.truth)) {
      const row = products.rows.find((candidate) => candidate.hub === hub && candidate.product === code);
      const of = (rows: readonly WeighedRow[]): number => sumOf(rows.filter(({product}) => product === code));
      const expected = of(own) / sumOf(own) / (of(told) / world);
      expect(Math.abs(Number(row?.advantage_before_ratio) / expected - 1), `${name} ${code}`).toBeLessThan(CLOSE);
    }
  }
});

test("in against out is the rank correlation of what the product rows show", async () => {
  const products = await ask(store, made.truth, "product");
  for (const name of ["channel", "other goods", "maker"]) {
    const own = products.rows.filter(({hub, excess_out_usd: out}) => hub === hubOf(name) && out !== null);
    const rho = spearman(
      own.map((row) => Number(row.excess_in_low_usd)),
      own.map((row) => Number(row.excess_out_usd)),
    );
    expect(Number(rowOf(name).in_out_rank)).toBeCloseTo(rho ?? Number.NaN, 12);
  }
});

test("substitution of a product is its refill over what the target lost of it, within bounds, or has a reason", async () => {
  const {rows} = await ask(store, made.truth, "product");
  for (const row of rows) {
    const [low, high] = [row.substitution_documented_ratio, row.substitution_upper_ratio];
    const lost = row.direct_loss_usd;
    if (lost === null || Number(lost) <= 0) {
      expect([low, high]).toEqual([null, null]);
      expect(row.unknown).toContain("substitution:");
      continue;
    }
    expect(Number(low)).toBeGreaterThanOrEqual(0);
    expect(Number(low)).toBeLessThanOrEqual(Number(high));
    // Never more than all that came in beyond the counterfactual.
    const came = Math.max(0, Number(row.excess_in_high_usd)) / Number(lost);
    expect(Number(high)).toBeLessThanOrEqual(came * (1 + CLOSE));
  }
  const whole = (name: string): number =>
    rows
      .filter(({hub, substitution_upper_ratio: ratio}) => hub === hubOf(name) && ratio !== null)
      .reduce((sum, row) => sum + Number(row.substitution_upper_ratio) * Number(row.direct_loss_usd), 0);
  expect(whole("channel") / Number(rowOf("channel").refill_upper_usd)).toBeCloseTo(1, 6);
});

test("other labels and other units of value and weight change no further figure", async () => {
  const {truth} = made;
  const cast = castOf(seeded(77), {origins: truth.origins.length, hubs: truth.hubs.length});
  const labels = new Map([
    [truth.target, cast.target],
    ...truth.origins.map((state, at) => [state, cast.origins[at] ?? state] as const),
    ...truth.hubs.map((state, at) => [state, cast.hubs[at] ?? state] as const),
  ]);
  const rename = (state: string): string => labels.get(state) ?? state;
  const rows = made.rows.map((row) => ({
    ...row,
    reporter: rename(row.reporter),
    partner: rename(row.partner),
    value: 3 * row.value,
    kg: row.kg === null ? null : 3 * row.kg,
  }));
  const other = await storeOf(publicationsOf(rows));
  const found = await ask(other, {...truth, ...cast}, "hub");
  other.close();
  expect(found.rows.map(({hub}) => hub)).toEqual(hubs.rows.map(({hub}) => rename(String(hub))));
  const figures = hubs.columns.map(({name}) => name).filter((name) => /^(unit|new_p|new_prod|absent|no_cap|in_out)/.test(name));
  expect(figures.length).toBe(9);
  for (const [at, row] of hubs.rows.entries()) {
    expect(found.rows[at]?.tests).toBe(row.tests);
    for (const name of figures) {
      const [before, after] = [row[name], found.rows[at]?.[name]];
      if (typeof before !== "number") expect(after, name).toBe(before);
      else expect(Number(after), name).toBeCloseTo(before, 6);
    }
  }
});

test("without weights, and with one of two offices weighing, the wedge is unknown and says why", async () => {
  const light = made.rows.map((row) => (made.truth.hubs.includes(row.reporter) ? {...row, kg: 0} : row));
  const other = await storeOf(publicationsOf(light));
  const {rows} = await ask(other, made.truth, "hub");
  other.close();
  const row = rows.find(({hub}) => hub === hubOf("channel"));
  expect(row?.unit_value_ratio).toBeNull();
  expect(row?.unknown).toContain("unit values: weights are missing or zero on one road in all");
  expect(row?.tests).toContain("? unit-values");
});

test("a hub that publishes years only is held against a year's exports, and shows the planted wedge", async () => {
  const {rows, truth} = world(9, {
    frequency: "M",
    firstYear: 2020,
    plants: [plant("channel", {size: 0.2, onward: 0.7, publishes: "years"})],
    plain: 3,
    origins: 1,
    listed: 9,
    controls: 3,
  });
  const weighed = withWeights({rows, truth}, {seed: 3, noise: 0, wedge: () => 1.35});
  const reader = await storeOf(publicationsOf(weighed.rows));
  const found = await ask(reader, truth, "hub");
  reader.close();
  const row = found.rows.find(({hub}) => hub === hubOf("channel", truth));
  // Every price is exact; values are stored to four decimals and weights to three, of thousands.
  expect(Number(row?.unit_value_ratio)).toBeCloseTo(1.35, 4);
  expect(row?.tests).toContain("? new-products");
  expect(row?.unknown).toContain("no capability: neither");
});
