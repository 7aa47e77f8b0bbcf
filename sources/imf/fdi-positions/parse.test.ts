import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [POSITIONS = ""] = fixture(import.meta.url, "positions.csv");

test("inward positions go from the investor to the reporter, regions are dropped, a negative position stands", async () => {
  await using store = await storeOfLayers([POSITIONS]);
  expect(await store.rows(sql`SELECT a, b, item, value FROM layer.tie ORDER BY a, b`)).toEqual([
    {a: "CHN", b: "KAZ", item: "outward, reported", value: 7_000_000},
    {a: "RUS", b: "CHN", item: "inward, derived", value: -2_000_000},
    {a: "USA", b: "XKX", item: "outward, reported", value: 1_000_000},
  ]);
  expect(await store.rows(sql`SELECT reason FROM meta.dropped`)).toEqual([
    {reason: "a region, beside its members"},
  ]);
});
