import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [MONTHS = ""] = fixture(import.meta.url, "months.csv");
const shared = layerFile("people/armenia_tourist_arrivals_monthly_2018_2024.csv");

// Expected: the file's own cells.
test("nobody came in April 2020, which is a measured zero; months to come are no rows", async () => {
  await using store = await storeOfLayers([MONTHS]);
  const rows = await store.rows(
    sql`SELECT period, value FROM layer.indicator WHERE period IN ('2020-01', '2020-04', '2024-03', '2024-04') ORDER BY period`,
  );
  expect(rows).toEqual([
    {period: "2020-01", value: 142_370},
    {period: "2020-04", value: 0},
    {period: "2024-03", value: 154_215},
  ]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped`)).toEqual([
    {reason: "no value published", rows: 9},
  ]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'arm-armstat/tourist-arrivals'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
