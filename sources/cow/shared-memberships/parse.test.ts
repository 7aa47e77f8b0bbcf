import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [DYADS = ""] = fixture(import.meta.url, "dyads.csv");
const shared = layerFile("institutions/cow_igo_joint_membership_dyads_1991_2014.csv.gz");

// Expected: the file's rows of 365 (Russia) and 371 (Armenia).
test("Armenia and Russia shared 3 organisations in 1991 and 39 in 2014, one row a pair", async () => {
  await using store = await storeOfLayers([DYADS]);
  const rows =
    await store.rows(sql`SELECT a, b, directed, start, value, unit FROM layer.tie WHERE kind = 'shared_igos'
    AND 'ARM' IN (a, b) AND 'RUS' IN (a, b) ORDER BY start`);
  const pair = {a: "ARM", b: "RUS", directed: false, unit: "organisations"};
  expect(rows).toEqual([
    {...pair, start: "1991", value: 3},
    {...pair, start: "2014", value: 39},
  ]);
});

test("none shared is a measured zero and not missing", async () => {
  await using store = await storeOfLayers([DYADS]);
  const rows = await store.rows(sql`SELECT DISTINCT value, missing FROM layer.tie WHERE value = 0`);
  expect(rows).toEqual([{value: 0, missing: null}]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'cow/shared-memberships'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
