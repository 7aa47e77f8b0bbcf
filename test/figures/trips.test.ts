import {afterAll, beforeAll, expect, test} from "vitest";
import {sql} from "../../src/store/index.ts";
import {packStore, type TestStore} from "../support/stores.ts";

let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
}, 300_000);
afterAll(() => pack[Symbol.asyncDispose]());

// Expected: the publisher's twelve-month figures of the five states, added up by hand: 494.162 + 233.473 + 64.780 + 0.605 + 152.978
// thousand in 2021 and 2,443.715 + 399.735 + 246.575 + 3.562 + 357.619 thousand in 2022.
test("trips of Russians to Central Asia: 3.45 m in 2022 with Kazakhstan and 1.01 m without, 0.95 m and 0.45 m in 2021", async () => {
  const rows = await pack.store.rows(sql`
    SELECT start AS year, count(*) AS states, sum(value) AS trips, sum(value) FILTER (b <> 'KAZ') AS trips_without FROM layer.tie
    WHERE kind = 'trips' AND a = 'RUS' AND b IN ('KAZ', 'KGZ', 'TJK', 'TKM', 'UZB') AND start IN ('2021', '2022')
    GROUP BY start ORDER BY start`);
  // Thousands with three digits become whole trips: rounding alone is left.
  expect(rows).toEqual([
    {year: "2021", states: 5, trips: expect.closeTo(945_998, 3), trips_without: expect.closeTo(451_836, 3)},
    {
      year: "2022",
      states: 5,
      trips: expect.closeTo(3_451_206, 3),
      trips_without: expect.closeTo(1_007_491, 3),
    },
  ]);
});
