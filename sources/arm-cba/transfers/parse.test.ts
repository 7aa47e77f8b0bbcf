import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [TRANSFERS = ""] = fixture(import.meta.url, "transfers.csv");

// Expected: sums of the copy's own months by awk: 865.7 and 3,598.4 m USD.
test("from Russia came 866 m USD in 2021 and 3,598 m in 2022", async () => {
  await using store = await storeOfLayers([TRANSFERS]);
  expect(
    await store.rows(sql`SELECT left(start, 4) AS year, round(sum(value) / 1e6) AS m_usd, count(*) AS months FROM layer.tie
      WHERE kind = 'transfers' AND a = 'RUS' AND b = 'ARM' AND item = 'total' GROUP BY 1 ORDER BY 1`),
  ).toEqual([
    {year: "2021", m_usd: 866, months: 12},
    {year: "2022", m_usd: 3598, months: 12},
  ]);
});

test("the difference and the total are dropped by name", async () => {
  await using store = await storeOfLayers([TRANSFERS]);
  expect(
    (await store.rows(sql`SELECT DISTINCT reason FROM meta.dropped ORDER BY reason`)).map(
      ({reason}) => reason,
    ),
  ).toEqual(["the difference of the two flows", "total of all countries"]);
});
