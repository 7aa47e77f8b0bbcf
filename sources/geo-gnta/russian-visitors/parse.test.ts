import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [TRIPS = ""] = fixture(import.meta.url, "trips.csv");

test("a month's trips go from Russia to Georgia", async () => {
  await using store = await storeOfLayers([TRIPS]);
  expect(
    await store.rows(sql`SELECT kind, a, b, start, value, unit FROM layer.tie ORDER BY start LIMIT 1`),
  ).toEqual([{kind: "trips", a: "RUS", b: "GEO", start: "2021-01", value: 1000, unit: "trips"}]);
});
