import {expect, test} from "vitest";
import {seeded} from "../../base/index.ts";
import {membersOf, states} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {growthFinding} from "./finding.ts";
import {growthParams} from "./params.ts";

const ASKED = growthParams({state: "ARM"});
const YEARS = Array.from({length: 23}, (_, at) => 2002 + at);

/** A reader that holds these figures and nothing else. */
function reader(rows: readonly StoreRow[]): Reader {
  return {
    path: ":memory:",
    rows: async ({text}) => (text.includes("layer.indicator") ? [...rows] : []),
    one: async () => ({}),
    numbers: async function* () {},
    close: () => {},
  };
}

/** Invented levels: every state wanders before 2022, then all grow by 3 of 100 a year, and the state asked by `extra` more. */
function world(extra: number, {states: many = 40, last = 2024} = {}): StoreRow[] {
  const region = new Set<string>(membersOf(ASKED.region, ASKED.shock));
  const donors = states().all.filter(({iso3, unMember}) => unMember && !region.has(iso3));
  const random = seeded(7);
  return ["ARM", ...donors.slice(0, many).map(({iso3}) => iso3)].flatMap((state) => {
    const wander = YEARS.map(() => 60 + 30 * random());
    return YEARS.filter((year) => year <= last).map((year, at) => ({
      state,
      year,
      value:
        year >= 2021
          ? 1000 * (100 + 3 * (year - 2021) + (state === "ARM" && year > 2021 ? extra : 0))
          : 1000 * (wander[at] ?? Number.NaN),
      source: "world/levels",
      rank: 1,
    }));
  });
}

// All donors are alike after the shock, so that the counterfactual is theirs whatever the weights: rounding alone is left.
test.each([10, 0, -4])("a planted difference of %d index points is found", async (extra) => {
  const {rows, estimates} = await growthFinding(reader(world(extra)), ASKED);
  expect(Number(estimates[0]?.estimate)).toBeCloseTo(extra, 8);
  expect(rows.at(-1)).toMatchObject({
    period: "2024",
    observed: expect.closeTo(109 + extra, 8),
    counterfactual: expect.closeTo(109, 8),
  });
});

test("no more donors than asked, and those left out are counted", async () => {
  const {sample, estimates} = await growthFinding(reader(world(10)), ASKED);
  expect(sample).toMatchObject({rows_in: 41, rows_used: 31});
  expect(sample.dropped).toEqual([
    {reason: "state outside the region that was less alike before the shock", rows: 10},
  ]);
  expect(estimates[0]?.method).toContain("30 placebos");
});

test("a figure that is missing drops the donor, and is never a zero", async () => {
  const rows = world(10).filter(({state, year}) => !(state === "AFG" && year === 2010));
  const {sample} = await growthFinding(reader(rows), ASKED);
  expect(sample.dropped).toContainEqual({
    reason: "state outside the region without a figure of every year",
    rows: 1,
  });
});

test("a series that ends before the shock is refused, and so are too few donors", async () => {
  await expect(growthFinding(reader(world(0, {last: 2021})), ASKED)).rejects.toMatchObject({
    code: "no-series",
  });
  await expect(growthFinding(reader(world(0, {states: 5})), ASKED)).rejects.toMatchObject({
    code: "few-donors",
  });
  await expect(growthFinding(reader([]), ASKED)).rejects.toMatchObject({code: "no-series"});
});
