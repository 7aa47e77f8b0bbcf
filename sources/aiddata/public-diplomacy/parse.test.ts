import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [YEARS = ""] = fixture(import.meta.url, "years.csv");
const shared = layerFile("influence/aiddata_china_public_diplomacy_2000_2018.csv.gz");

// Expected: the file's row of Kazakhstan for 2015.
test("13,198 students went from Kazakhstan to China in 2015, and six visits of governments the other way", async () => {
  await using store = await storeOfLayers([YEARS]);
  const rows =
    await store.rows(sql`SELECT a, b, item, value FROM layer.tie WHERE start = '2015' AND 'KAZ' IN (a, b)
    AND item IN ('inbound_students_to_china', 'government_visits') ORDER BY item`);
  expect(rows).toEqual([
    {a: "CHN", b: "KAZ", item: "government_visits", value: 6},
    {a: "KAZ", b: "CHN", item: "inbound_students_to_china", value: 13_198},
  ]);
});

test("what is not known is missing and no zero", async () => {
  await using store = await storeOfLayers([YEARS]);
  const [row] = await store.rows(
    sql`SELECT value, missing FROM layer.tie WHERE start = '2018' AND b = 'KAZ' AND item = 'government_visits'`,
  );
  expect(row).toEqual({value: null, missing: "not known"});
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'aiddata/public-diplomacy'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
