import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [INDEX = ""] = fixture(import.meta.url, "index.csv");

test("China's index is a tie to the state, the Western sums are of the state alone, an empty year is dropped", async () => {
  await using store = await storeOfLayers([INDEX]);
  expect(
    await store.rows(
      sql`SELECT kind, a, b, item, start, value FROM layer.tie WHERE item LIKE '%fbic' ORDER BY kind, a, b, item`,
    ),
  ).toEqual([
    {kind: "fbic", a: "CHN", b: "KGZ", item: "fbic", start: "2023", value: 0.2},
    {kind: "fbic", a: "CHN", b: "XKX", item: "fbic", start: "2023", value: 0.1},
    {kind: "fbic_western", a: "KGZ", b: null, item: "west1_fbic", start: "2023", value: 0.3},
    {kind: "fbic_western", a: "KGZ", b: null, item: "west2_fbic", start: "2023", value: 0.4},
    {kind: "fbic_western", a: "XKX", b: null, item: "west1_fbic", start: "2023", value: 0.5},
    {kind: "fbic_western", a: "XKX", b: null, item: "west2_fbic", start: "2023", value: 0.6},
  ]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped`)).toEqual([
    {reason: "no value published", rows: 6},
  ]);
});
