import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [MATRIX = ""] = fixture(import.meta.url, "matrix.csv");

test("a modelled remittance says so, in whole dollars", async () => {
  await using store = await storeOfLayers([MATRIX]);
  expect(await store.rows(sql`SELECT a, b, start, value, unit, basis FROM layer.tie ORDER BY a`)).toEqual([
    {a: "PRK", b: "ARM", start: "2018", value: 1_000_000, unit: "usd", basis: "modelled"},
    {a: "RUS", b: "ARM", start: "2017", value: 2_500_000, unit: "usd", basis: "modelled"},
  ]);
});
