import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [OUTLOOK = ""] = fixture(import.meta.url, "outlook.csv");
const WDI = fileURLToPath(new URL("../../world-bank/wdi/fixture/extract.csv", import.meta.url));
const shared = layerFile("macro/imf_weo_2019_2026_and_misc.csv.gz");

// Expected: the outlook's own table, April 2026: Armenia 12.6, Georgia 11.0, Kazakhstan 3.2, Russia −1.4.
test("growth of 2022 is as printed, and a forecast says that it is one", async () => {
  await using store = await storeOfLayers([OUTLOOK]);
  const growth = await store.rows(
    sql`SELECT state, value, status FROM layer.indicator WHERE indicator = 'gdp_growth' AND period IN ('2022', '2026') ORDER BY state, period`,
  );
  expect(growth.map(({state, value, status}) => [state, value, status])).toEqual([
    ["ARM", 12.6, "observed"],
    ["ARM", 5.3, "estimate"],
    ["GEO", 11, "observed"],
    ["KAZ", 3.2, "observed"],
    ["RUS", -1.4, "observed"],
    ["XKX", 4.3, "observed"],
  ]);
});

test("series of other publishers in the file are dropped, each with its reason", async () => {
  await using store = await storeOfLayers([OUTLOOK]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped ORDER BY reason`)).toEqual([
    {reason: "another publisher: military expenditure stands in the World Development Indicators", rows: 5},
    {reason: "another publisher: refugees are taken from the UNHCR itself", rows: 5},
  ]);
});

// Expected: 9.04 from the World Bank's output of 2023 and 2024, 11.5 as the Fund prints it; 12.60 and 12.6 agree as printed.
test("what two publishers say of Kyrgyz growth in 2024 stands side by side; what agrees as printed does not", async () => {
  await using store = await storeOfLayers([OUTLOOK, WDI]);
  const rows = await store.rows(
    sql`SELECT a, period, source_one, value_one, source_other, round(value_other, 1) AS value_other FROM layer.tie_disagreement WHERE kind = 'gdp_growth'`,
  );
  expect(rows).toEqual([
    {
      a: "KGZ",
      period: "2024",
      source_one: "imf/weo",
      value_one: 11.5,
      source_other: "world-bank/wdi",
      value_other: 9,
    },
  ]);
});

test.skipIf(shared === null)("no state of the study is missing in any year (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'imf/weo'`);
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
