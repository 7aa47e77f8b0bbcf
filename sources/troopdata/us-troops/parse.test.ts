import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [YEARS = ""] = fixture(import.meta.url, "years.csv");
const shared = layerFile("security/us_troops_country_year_1991_on.csv.gz");

// Expected: the file's cells; the count of 2005 is the office's, far below what was there.
test("troops go from the United States to the state they are in", async () => {
  await using store = await storeOfLayers([YEARS]);
  const rows = await store.rows(
    sql`SELECT a, b, value FROM layer.tie WHERE start = '2005' AND b IN ('KGZ', 'GEO', 'UZB') ORDER BY b`,
  );
  expect(rows).toEqual([
    {a: "USA", b: "GEO", value: 42},
    {a: "USA", b: "KGZ", value: 5},
    {a: "USA", b: "UZB", value: 1},
  ]);
});

test("a territory without a code is dropped by its name, Kosovo is kept", async () => {
  await using store = await storeOfLayers([YEARS]);
  const reasons = await store.rows(
    sql`SELECT reason FROM meta.dropped WHERE reason LIKE 'no code%' ORDER BY reason`,
  );
  expect(reasons.map(({reason}) => reason)).toContain("no code: Guam");
  expect(reasons.map(({reason}) => reason)).not.toContain("no code: Kosovo");
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'troopdata/us-troops'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
