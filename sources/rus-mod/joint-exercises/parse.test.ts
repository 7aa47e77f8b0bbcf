import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [EXERCISES = ""] = fixture(import.meta.url, "exercises.csv");
const shared = layerFile("security/russia_joint_exercises_2009_2018.csv");

// Expected: the first rows of the file: Indra with India, Combat Brotherhood with five members of the CSTO.
test("an exercise is an event between Russia and each participant, with the page it was read on", async () => {
  await using store = await storeOfLayers([EXERCISES]);
  const rows = await store.rows(
    sql`SELECT a, b, start FROM layer.tie WHERE item = 'Боевое братство-2018' ORDER BY a, b`,
  );
  expect(rows).toEqual([
    {a: "ARM", b: "RUS", start: "2018"},
    {a: "BLR", b: "RUS", start: "2018"},
    {a: "KAZ", b: "RUS", start: "2018"},
    {a: "KGZ", b: "RUS", start: "2018"},
    {a: "RUS", b: "TJK", start: "2018"},
  ]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'rus-mod/joint-exercises'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
