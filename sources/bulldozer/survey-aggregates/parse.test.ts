import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [SERIES = ""] = fixture(import.meta.url, "series.csv");
const shared = layerFile("opinion/survey_aggregates_bulldozer.csv.gz");

test("a span of years is told in the detail, and Kosovo without a code is kept", async () => {
  await using store = await storeOfLayers([SERIES]);
  const [row] = await store.rows(
    sql`SELECT period, detail FROM layer.indicator WHERE item = 'evs-happiness' AND state = 'ARM'`,
  );
  expect(row).toEqual({
    period: "2017",
    detail: "Happiness (EVS), European Values Study, field work 2017–2020",
  });
  const states = await store.rows(sql`SELECT DISTINCT state FROM layer.indicator ORDER BY state`);
  expect(states.map(({state}) => state)).toEqual(["ARM", "RUS", "XKX"]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'bulldozer/survey-aggregates'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
