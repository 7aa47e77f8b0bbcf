import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

// The fixture has the publisher's shape and lines; its figures are invented.
const [SUMMARY = ""] = fixture(import.meta.url, "en_KGZ_AllYears_WITS_Trade_Summary.csv");
const shared = sharedFiles(
  ...["ARM", "GEO", "KAZ", "KGZ", "RUS"].map(
    (iso3) => `raw_samples/wits/en_${iso3}_AllYears_WITS_Trade_Summary.csv`,
  ),
);

test("world totals and the five largest partners are loaded, nothing else", async () => {
  await using store = await storeOf([SUMMARY]);
  expect(
    await store.rows(
      sql`SELECT DISTINCT dropped FROM clean.wits_country_summaries WHERE dropped IS NOT NULL ORDER BY 1`,
    ),
  ).toEqual([
    {dropped: "no HS code: a group of goods of WITS"},
    {dropped: "no value of trade: a share, count, tariff or other indicator"},
  ]);
  expect(
    await store.one(
      sql`SELECT count(*) FILTER (partner = 'W00') AS world, min(period) AS first, max(period) AS last FROM layer.trade WHERE flow = 'X'`,
    ),
  ).toEqual({
    world: 17,
    first: 1995,
    last: 2015,
  });
});

test("a partner has no row in years in which it was not among the five largest", async () => {
  await using store = await storeOf([SUMMARY]);
  const most = await store.one(
    sql`SELECT max(n) AS most FROM (SELECT count(*) AS n FROM layer.trade WHERE partner <> 'W00' GROUP BY period, flow)`,
  );
  expect(most).toEqual({most: 5});
});

// Expected: the publisher's cell, "Exports (in US$ Mil)" of Kazakhstan in 2014: 79 458.75.
test.skipIf(shared === null)("Kazakhstan exported 79.46 bn USD in 2014 (needs ../shared)", async () => {
  await using store = await storeOf(shared ?? []);
  expect(
    await store.one(
      sql`SELECT round(value_usd / 1e9, 2) AS bn FROM layer.trade WHERE reporter = 'KAZ' AND partner = 'W00' AND flow = 'X' AND period = 2014`,
    ),
  ).toEqual({
    bn: 79.46,
  });
});
