import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [TRIPS = ""] = fixture(import.meta.url, "trips.csv");

// Expected: the fixture's lines, thousands times 1000.
test("entries go to Russia, departures from it; a whole year and its parts are different kinds", async () => {
  await using store = await storeOfLayers([TRIPS]);
  expect(
    await store.rows(
      sql`SELECT kind, a, b, start, "end", item, value FROM layer.tie WHERE left(start, 4) = '2022' AND 'KAZ' IN (a, b) ORDER BY a, kind, item`,
    ),
  ).toMatchObject([
    {kind: "trips", a: "KAZ", b: "RUS", start: "2022", end: null, item: null},
    {
      kind: "trips_part_year",
      a: "KAZ",
      b: "RUS",
      start: "2022-01",
      end: "2022-03",
      item: "January to month 3",
    },
    {kind: "trips_part_year", a: "KAZ", b: "RUS", start: "2022-01", end: "2022-06"},
    {kind: "trips_part_year", a: "KAZ", b: "RUS", start: "2022-01", end: "2022-09"},
    {kind: "trips", a: "RUS", b: "KAZ", start: "2022"},
    {kind: "trips_part_year", a: "RUS", b: "KAZ"},
    {kind: "trips_part_year", a: "RUS", b: "KAZ"},
    {kind: "trips_part_year", a: "RUS", b: "KAZ"},
  ]);
});

test("the total, the rest and the two territories are dropped by name", async () => {
  await using store = await storeOfLayers([TRIPS]);
  expect(
    (await store.rows(sql`SELECT DISTINCT reason FROM meta.dropped ORDER BY reason`)).map(
      ({reason}) => reason,
    ),
  ).toEqual([
    "Abkhazia, listed apart",
    "South Ossetia, listed apart",
    "other states together",
    "total of all states",
  ]);
});

// Expected: sums of the workbook's thousands by another program: 945.998 and 451.836, 3,451.206 and 1,007.491.
test("trips of Russian citizens to Central Asia rise from 0.95 to 3.45 m with Kazakhstan, from 0.45 to 1.01 m without", async () => {
  await using store = await storeOfLayers([TRIPS]);
  expect(
    await store.rows(sql`SELECT start, round(sum(value)) AS trips, round(sum(value) FILTER (b <> 'KAZ')) AS without_kazakhstan FROM layer.tie
      WHERE kind = 'trips' AND a = 'RUS' AND b IN ('KAZ', 'KGZ', 'TJK', 'TKM', 'UZB') GROUP BY start ORDER BY start`),
  ).toEqual([
    {start: "2021", trips: 945_998, without_kazakhstan: 451_836},
    {start: "2022", trips: 3_451_206, without_kazakhstan: 1_007_491},
  ]);
});
