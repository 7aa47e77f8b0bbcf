import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [PARTIES = ""] = fixture(import.meta.url, "parties.csv");
const shared = layerFile("institutions/gatt_accession_dates.csv");

// Expected: the list itself.
test("India is a party from 8 July 1948 on, the Gambia is found under our name", async () => {
  await using store = await storeOfLayers([PARTIES]);
  const rows = await store.rows(
    sql`SELECT a, start, seen_to, "end" FROM layer.tie WHERE a IN ('IND', 'GMB') ORDER BY a`,
  );
  expect(rows).toEqual([
    {a: "GMB", start: "1965-02-22", seen_to: "1994", end: null},
    {a: "IND", start: "1948-07-08", seen_to: "1994", end: null},
  ]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'wto/gatt-parties'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
