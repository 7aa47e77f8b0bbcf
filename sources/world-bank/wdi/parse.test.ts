import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [EXTRACT = ""] = fixture(import.meta.url, "extract.csv");
const shared = layerFile("macro/wdi_extract_gapminder_sg_1990_2024.csv.gz");

// Expected: the World Bank's own series NY.GDP.MKTP.KD.ZG, 12.6 and 5.8 for Armenia; 9.0 for Kyrgyzstan in 2024. One decimal as printed.
test("Armenian output grew by 12.6 % in 2022, computed from output at constant prices", async () => {
  await using store = await storeOfLayers([EXTRACT]);
  const rows = await store.rows(
    sql`SELECT state, period, round(value, 1) AS value, unit, detail FROM layer.indicator WHERE indicator = 'gdp_growth' ORDER BY state, period`,
  );
  const detail = "computed from output at constant prices";
  expect(rows).toEqual([
    {state: "ARM", period: "2021", value: 5.8, unit: "% a year", detail},
    {state: "ARM", period: "2022", value: 12.6, unit: "% a year", detail},
    {state: "KGZ", period: "2024", value: 9, unit: "% a year", detail},
  ]);
});

test("the copy's own codes are mapped by name, the Channel Islands are dropped by name", async () => {
  await using store = await storeOfLayers([EXTRACT]);
  expect(await store.one(sql`SELECT count(*) > 0 AS found FROM layer.indicator WHERE state = 'XKX'`)).toEqual(
    {
      found: true,
    },
  );
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped`)).toEqual([
    {reason: "no state: the Channel Islands together", rows: 4},
  ]);
});

test.skipIf(shared === null)(
  "no state of the study is missing from output in any year (needs ../shared)",
  async () => {
    await using store = await storeOfLayers(shared === null ? [] : [shared]);
    const outcomes = await store.rows(
      sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'world-bank/wdi'`,
    );
    expect(outcomes).toEqual([{outcome: "passed"}]);
  },
);
