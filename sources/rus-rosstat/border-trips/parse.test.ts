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
