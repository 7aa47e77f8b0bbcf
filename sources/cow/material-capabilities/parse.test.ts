import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [YEARS = ""] = fixture(import.meta.url, "years.csv");
const shared = layerFile("security/cow_nmc_cinc_1991_2022.csv.gz");

// Expected: the file's row of Armenia in 2022: 781,000 thousand dollars, 43 thousand persons.
test("thousands become whole dollars and persons, the index stays a share", async () => {
  await using store = await storeOfLayers([YEARS]);
  const rows = await store.rows(
    sql`SELECT indicator, value FROM layer.indicator WHERE state = 'ARM' AND period = '2022' ORDER BY indicator`,
  );
  expect(rows).toEqual([
    {indicator: "capability_share", value: 0.00055959501},
    {indicator: "military_expenditure_usd", value: 781_000_000},
    {indicator: "military_personnel", value: 43_000},
  ]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'cow/material-capabilities'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
