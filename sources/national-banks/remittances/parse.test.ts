import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [QUARTERS = ""] = fixture(import.meta.url, "quarters.csv");
const shared = layerFile("people/remittances_quarterly_ca_caucasus_2017_2023.csv");

// Expected: the four quarters as printed, 271.6 + 612.4 + 613.8 + 533.3; the World Bank has 2.0 bn USD for the year.
test("Armenia received 2,031 m USD in 2022 and 1,559 m in 2021", async () => {
  await using store = await storeOfLayers([QUARTERS]);
  const rows = await store.rows(sql`
    SELECT left(period, 4) AS year, round(sum(value) / 1e5) / 10 AS m_usd, any_value(unit) AS unit FROM layer.indicator WHERE state = 'ARM' GROUP BY ALL ORDER BY year`);
  expect(rows).toEqual([
    {year: "2021", m_usd: 1559.2, unit: "usd"},
    {year: "2022", m_usd: 2031.1, unit: "usd"},
  ]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'national-banks/remittances'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
