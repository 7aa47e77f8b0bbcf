import {afterAll, beforeAll, expect, test} from "vitest";
import {type SourceRow, storeOf} from "../../../test/world/index.ts";
import {period, periodRange} from "../../base/index.ts";
import type {Writer} from "../../store/index.ts";
import {evidenceRows} from "../common/evidence.ts";
import {editionsDiffer} from "./editions.ts";
import {type TransitRequest, transitFinding} from "./index.ts";

const YEARS = [2019, 2020, 2021, 2022];
/** Exports and imports of one product: half as much arrives in 2022; weights arrive in full. */
const PLAIN: SourceRow[] = YEARS.flatMap((year) => [
  {period: year, reporter: "DEU", partner: "GEO", flow: "X" as const, product: "847150", value: 1000, kg: 10},
  {
    period: year,
    reporter: "GEO",
    partner: "DEU",
    flow: "M" as const,
    product: "847150",
    value: year === 2022 ? 500 : 1000,
    kg: 10,
  },
]);
/** Reported by one side only. */
const ALONE: SourceRow[] = YEARS.flatMap((year) => [
  {period: year, reporter: "DEU", partner: "ARM", flow: "X" as const, product: "847150", value: 700},
  {period: year, reporter: "GEO", partner: "FRA", flow: "M" as const, product: "847150", value: 300},
]);

const stores: {plain?: Writer; odd?: Writer} = {};
beforeAll(async () => {
  stores.plain = await storeOf([{id: "customs", rows: [...PLAIN, ...ALONE]}]);
  stores.odd = await storeOf([
    {
      id: "customs",
      rows: PLAIN.map((row) =>
        row.flow === "M" && row.period === 2022 ? {...row, value: -5, kg: -1} : {...row, kg: 0},
      ),
    },
  ]);
});
afterAll(() => {
  for (const store of Object.values(stores)) store.close();
});

const USUAL: TransitRequest = {origins: ["DEU"], hubs: ["GEO"], period: periodRange("2022")};
async function ask(request: TransitRequest, store = stores.plain) {
  if (store === undefined) throw new Error("the store was not built");
  return transitFinding(store, {...USUAL, ...request});
}

test("both sides are shown, the usual gap is none, and half of the exports vanished", async () => {
  const {rows} = await ask({});
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({exporter_usd: 1000, importer_usd: 500, ratio: 0.5, usual_years: 3});
  expect(Number(rows[0]?.share_pct)).toBeCloseTo(50, 9);
  expect(rows[0]).toMatchObject({
    exporter_kg: 10,
    importer_kg: 10,
    reading: "weight arrives, value does not",
  });
});

test("a pair that one side reports is unknown and says so, whichever side it is", async () => {
  const [exported] = (await ask({hubs: ["ARM"]})).rows;
  expect(exported).toMatchObject({
    exporter_usd: null,
    importer_usd: null,
    unmatched_exports_usd: 700,
    orphans_usd: null,
  });
  expect(exported?.unknown).toContain("the importer does not speak of this trade (unknown, not zero)");
  const [imported] = (await ask({origins: ["FRA"]})).rows;
  expect(imported).toMatchObject({importer_usd: null, unmatched_imports_usd: 300, shock_usd: null});
  expect(imported?.unknown).toContain("the exporter does not speak of this trade");
});

test("a negative amount is left out and counted, and a weight of zero or less is no weight", async () => {
  const {rows, sample} = await ask({}, stores.odd);
  expect(rows[0]).toMatchObject({exporter_kg: null, importer_kg: null, reading: null});
  expect(
    sample.dropped.some(({reason, rows: count}) => /below zero|negative/.test(reason) && count > 0),
  ).toBe(true);
});

test.each([
  [{target: "GEO"}, "hub-is-target"],
  [{hubs: ["DEU"]}, "hub-is-origin"],
  [{hubs: ["GEO"], origins: ["GEO"]}, "hub-is-origin"],
  [{target: "DEU"}, "origin-is-target"],
  [{controls: ["GEO"]}, "control-is-hub"],
  [{controls: ["FRA"], target: "FRA"}, "control-is-hub"],
  [{origins: ["EU27", "DEU"]}, "units-overlap"],
  [{goods: "8471,847150"}, "codes-overlap"],
  [{goods: "85xx"}, "bad-product"],
  [{hubs: ["Ruritania"]}, "unknown-state"],
  [{period: periodRange("1990")}, "no-mirrored-trade"],
] as const)("%j is refused as %s", async (request, code) => {
  await expect(ask(request)).rejects.toMatchObject({code});
});

test("codes of sources that use different editions in a period are not of one thing; where one names none, nothing is known", () => {
  const span = (source: string, edition: string, first: number, last: number) => ({
    source,
    edition,
    first,
    last,
  });
  const editions = new Map([
    ["late", [span("late", "HS2017", 2018, 2022), span("late", "HS2022", 2023, 2024)]],
    ["prompt", [span("prompt", "HS2017", 2018, 2021), span("prompt", "HS2022", 2022, 2024)]],
  ]);
  const differ = ["2021", "2022-03", "2023"].map((at) =>
    editionsDiffer(editions, "late", "prompt", period(at)),
  );
  expect(differ).toEqual([false, true, false]);
  expect(editionsDiffer(editions, "late", "silent", period("2022"))).toBe(false);
});

test("each side's records of the window and of every baseline year stand behind a row", async () => {
  if (stores.plain === undefined) throw new Error("the store was not built");
  const finding = await ask({by: "product", digits: 6});
  const answers = await evidenceRows(stores.plain, finding, 0);
  const records = answers.flatMap(({rows}) => rows);
  expect(records.map(({reporter, period, value_usd}) => [reporter, period, value_usd])).toEqual(
    expect.arrayContaining(PLAIN.map(({reporter, period, value}) => [reporter, period, value])),
  );
  expect(records).toHaveLength(PLAIN.length);
});
