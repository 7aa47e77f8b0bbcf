import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [GDP = "", POPULATION = ""] = fixture(import.meta.url, "gdp.csv", "population.csv");
const shared = [layerFile("macro/wb_gdp_current_usd.csv.gz"), layerFile("macro/wb_population.csv.gz")];

// Expected: the World Bank's table, NY.GDP.MKTP.CD and SP.POP.TOTL of Armenia for 2022.
test("the two tables of one header are told apart by their values", async () => {
  await using store = await storeOfLayers([GDP, POPULATION]);
  expect(
    await store.rows(
      sql`SELECT indicator, value, unit FROM layer.indicator WHERE state = 'ARM' AND period = '2022' ORDER BY indicator`,
    ),
  ).toEqual([
    {indicator: "gdp_current_usd", value: 19_513_474_648.242935, unit: "usd"},
    {indicator: "population", value: 2_969_200, unit: "persons"},
  ]);
});

test("regions are dropped by name and counted, Kosovo is a state", async () => {
  await using store = await storeOfLayers([POPULATION]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped ORDER BY reason`)).toEqual([
    {reason: 'state "AFE": no state: Africa Eastern and Southern', rows: 2},
    {reason: "total of all states", rows: 2},
  ]);
  expect(await store.one(sql`SELECT count(*) AS rows FROM layer.indicator WHERE state = 'XKX'`)).toEqual({
    rows: 2,
  });
});

test.skipIf(shared.includes(null))(
  "no state of the study is missing in any year (needs ../shared)",
  async () => {
    await using store = await storeOfLayers(shared.filter((file) => file !== null));
    const outcomes = await store.rows(
      sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'world-bank/gdp-population'`,
    );
    expect(outcomes).toEqual([{outcome: "passed"}]);
  },
);
