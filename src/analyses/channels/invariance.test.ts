import fc from "fast-check";
import {beforeAll, expect, test} from "vitest";
import {castOf} from "../../../test/world/cast.ts";
import {
  type Answer,
  answerOf,
  type Publication,
  plant,
  publicationsOf,
  type Truth,
  type WorldRow,
  world,
} from "../../../test/world/index.ts";
import {type FindingRow, seeded, shuffled} from "../../base/index.ts";
import {referenceRates} from "../../ingest/index.ts";

const SIZE = {
  plants: [
    plant("channel", {size: 0.2, onward: 0.7}),
    plant("transit", {size: 0.15, vanishes: 0.7}),
    plant("silent", {size: 0.1, onward: 0.5, publishes: "nothing"}),
    plant("totals", {size: 0.2, onward: 0.4, vanishes: 0.3, publishes: "totals"}),
    plant("boom", {boom: 1.7, sells: 8}),
  ],
  plain: 1,
  origins: 2,
  listed: 10,
  controls: 8,
} as const;

const SEEDS = [21, 22] as const;
interface Base {
  readonly rows: readonly WorldRow[];
  readonly truth: Truth;
  readonly answer: Answer;
}
const bases = new Map<number, Base>();
beforeAll(async () => {
  for (const seed of SEEDS) {
    const {rows, truth} = world(seed, SIZE);
    bases.set(seed, {rows, truth, answer: await answerOf(truth, publicationsOf(rows))});
  }
});

interface Change {
  readonly truth: Truth;
  readonly publications: readonly Publication[];
  /** What every amount must be multiplied by. */
  readonly scale?: number;
  /** A state's new label. */
  readonly rename?: (state: string) => string;
}

/** Every world, changed by `change` with a number that fast-check draws, gives the answer it gave before. */
async function unchanged(change: (base: Base, draw: number) => Change): Promise<void> {
  const draws = fc.tuple(fc.constantFrom(...SEEDS), fc.integer({min: 1, max: 1_000_000}));
  const check = fc.asyncProperty(draws, async ([seed, draw]) => {
    const base = bases.get(seed);
    if (base === undefined) throw new Error(`world ${seed} was not asked`);
    const {truth, publications, scale = 1, rename = (state) => state} = change(base, draw);
    const {finding} = await answerOf(truth, publications);
    const expected = base.answer.finding.rows;
    expect(finding.rows.map(({hub}) => hub)).toEqual(expected.map(({hub}) => rename(String(hub))));
    for (const [at, row] of expected.entries()) expectSame(row, finding.rows[at] ?? {}, scale);
  });
  await fc.assert(check, {numRuns: 2, seed: 2022, endOnFailure: true});
}

const NAMES = ["hub", "hub_name"];

function expectSame(before: FindingRow, after: FindingRow, scale: number): void {
  for (const [column, value] of Object.entries(before)) {
    const now = after[column];
    if (NAMES.includes(column)) continue;
    if (typeof value !== "number" || typeof now !== "number") {
      expect(now, column).toBe(value);
      continue;
    }
    const wanted = column.endsWith("_usd") ? value * scale : value;
    // Sums of doubles in another order, and differences of such sums against all trade of the hub.
    const size = Number(before.listed_in_usd) * scale + Math.abs(wanted);
    expect(Math.abs(now - wanted) / size, column).toBeLessThan(1e-9);
  }
}

test("new labels for all states change nothing but the labels", async () => {
  await unchanged(({rows, truth}, draw) => {
    const cast = castOf(seeded(draw), {origins: truth.origins.length, hubs: truth.hubs.length});
    const labels = new Map([
      [truth.target, cast.target],
      ...truth.origins.map((state, at) => [state, cast.origins[at] ?? state] as const),
      ...truth.hubs.map((state, at) => [state, cast.hubs[at] ?? state] as const),
    ]);
    const rename = (state: string): string => labels.get(state) ?? state;
    const renamed = rows.map((row) => ({
      ...row,
      reporter: rename(row.reporter),
      partner: rename(row.partner),
    }));
    return {truth: {...truth, ...cast}, publications: publicationsOf(renamed), rename};
  });
});

test("all values times c: amounts times c, grades and tests the same", async () => {
  await unchanged(({rows, truth}, draw) => {
    const scale = 1 + draw / 1000;
    return {
      truth,
      scale,
      publications: publicationsOf(rows.map((row) => ({...row, value: scale * row.value}))),
    };
  });
});

test("states that trade with each other alone change nothing", async () => {
  await unchanged(({rows, truth}, draw) => {
    const random = seeded(draw);
    const known = new Set([truth.target, ...truth.origins, ...truth.hubs]);
    const others = castOf(random, {origins: 1, hubs: 40}).hubs.filter((state) => !known.has(state));
    const [one = "", two = ""] = others;
    const apart = rows
      .filter(
        ({book, flow, reporter}) => book === "customs" && flow === "X" && truth.origins.includes(reporter),
      )
      .flatMap((row) => [
        {...row, reporter: one, partner: two, value: 1e9 * random()},
        {...row, reporter: two, partner: one, value: 1e9 * random(), flow: "M" as const},
      ]);
    return {truth, publications: publicationsOf([...rows, ...onceEach(apart)])};
  });
});

function onceEach(rows: readonly WorldRow[]): WorldRow[] {
  return [...new Map(rows.map((row) => [`${row.period} ${row.reporter} ${row.product}`, row])).values()];
}

test("rows in another order change nothing", async () => {
  await unchanged(({rows, truth}, draw) => ({
    truth,
    publications: publicationsOf(shuffled(seeded(draw), rows)),
  }));
});

test("a record given in two parts changes nothing", async () => {
  await unchanged(({rows, truth}, draw) => {
    const random = seeded(draw);
    const split = rows.flatMap((row) => {
      const part = random();
      return part < 0.5
        ? [row]
        : [
            {...row, value: part * row.value},
            {...row, value: (1 - part) * row.value},
          ];
    });
    return {truth, publications: publicationsOf(split)};
  });
});

test("the same records in euro change nothing", async () => {
  const rates = referenceRates();
  await unchanged(({rows, truth}) => {
    const euro = rows.map((row) => ({...row, value: row.value / (rates.get(row.period) ?? Number.NaN)}));
    return {
      truth,
      publications: publicationsOf(euro).map((publication) => ({...publication, currency: "EUR"})),
    };
  });
});

test("another publication of the same cells at other values changes nothing", async () => {
  await unchanged(({rows, truth}, draw) => {
    const random = seeded(draw);
    const copy = rows
      .filter(({book}) => book === "customs")
      .map((row) => ({...row, value: 2 * random() * row.value}));
    return {truth, publications: [...publicationsOf(rows), {id: "copy", rank: 9, rows: copy}]};
  });
});

test("headings published beside their lines change nothing", async () => {
  await unchanged(({rows, truth}, draw) => {
    const random = seeded(draw);
    const headings = rows
      .filter(({book}) => book === "customs")
      .map((row) => ({...row, product: row.product.slice(0, random() < 0.5 ? 2 : 4), value: 5 * row.value}));
    return {truth, publications: publicationsOf([...rows, ...headings])};
  });
});
