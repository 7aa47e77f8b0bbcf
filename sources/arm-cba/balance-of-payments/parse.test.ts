import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [QUARTERS = ""] = fixture(import.meta.url, "quarters.csv");
const shared = layerFile("macro/armenia_bop_quarterly_2005_2024Q1.csv.gz");

// Expected: the file's own lines 1, 8 and 269 of the first quarter of 2022, in millions.
test("a line keeps its code, name, side and number, and millions become dollars", async () => {
  await using store = await storeOfLayers([QUARTERS]);
  const rows = await store.rows(sql`
    SELECT item, round(value / 1e6, 3) AS million, unit FROM layer.indicator WHERE period = '2022-Q1' AND regexp_matches(item, 'line (1|8|269)\\)')
    ORDER BY item`);
  expect(rows).toEqual([
    {item: "1 CURRENT ACCOUNT, net (line 1)", million: -193.341, unit: "usd"},
    {item: "1.1.1. GOODS, credit (line 8)", million: 815.336, unit: "usd"},
    {item: "3.5.2. Currency and deposits, net (line 269)", million: 247.807, unit: "usd"},
  ]);
  expect(
    await store.rows(
      sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'arm-cba/balance-of-payments'`,
    ),
  ).toEqual([{outcome: "passed"}]);
});

// Brute force on the file: 77 quarters of 359 lines.
test.skipIf(shared === null)(
  "every line of every quarter is in, and the accounts add up (needs ../shared)",
  async () => {
    await using store = await storeOfLayers([shared ?? ""]);
    expect(
      await store.one(
        sql`SELECT count(*) AS rows, count(DISTINCT item) AS items, min(period) AS first, max(period) AS last FROM layer.indicator`,
      ),
    ).toEqual({rows: 77 * 359, items: 359, first: "2005-Q1", last: "2024-Q1"});
  },
);
