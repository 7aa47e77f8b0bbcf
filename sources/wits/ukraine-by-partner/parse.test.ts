import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

// The fixture has the copy's shape and partners; its figures are invented.
const [COPY = ""] = fixture(import.meta.url, "ukraine_by_partner_1996_2022.csv");
const shared = sharedFiles("flows/ukraine_wits_by_partner_annual_1996_2022.csv.gz");

test("imports and exports of a line are Ukraine's, in whole dollars", async () => {
  await using store = await storeOf([COPY]);
  expect(
    await store.rows(
      sql`SELECT reporter, flow, value_usd FROM layer.trade WHERE partner = 'RUS' AND period = 2021 ORDER BY flow`,
    ),
  ).toEqual([
    {reporter: "UKR", flow: "M", value_usd: 886_250},
    {reporter: "UKR", flow: "X", value_usd: 923_250},
  ]);
});

test("NA makes no row and no zero, also where a partner has two lines", async () => {
  await using store = await storeOf([COPY]);
  expect(
    await store.one(
      sql`SELECT count(*) FILTER (value_usd = 0) AS zeros, count(DISTINCT partner) AS partners FROM layer.trade`,
    ),
  ).toEqual({
    zeros: 0,
    partners: 2,
  });
});

// Expected: UN Comtrade through WITS, 2011: imports from Russia 29.13 bn USD, exports to it 19.82.
test.skipIf(shared === null)(
  "trade with Russia in 2011 was 29.1 bn USD in and 19.8 out (needs ../shared)",
  async () => {
    await using store = await storeOf(shared ?? []);
    expect(
      await store.rows(
        sql`SELECT flow, round(value_usd / 1e9, 1) AS bn FROM layer.trade WHERE partner = 'RUS' AND period = 2011 ORDER BY flow`,
      ),
    ).toEqual([
      {flow: "M", bn: 29.1},
      {flow: "X", bn: 19.8},
    ]);
  },
);
