import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [YEARS = ""] = fixture(import.meta.url, "years.csv");

test("four kinds of events by directed pair; an inverted name is one state", async () => {
  await using store = await storeOfLayers([YEARS]);
  expect(
    await store.rows(sql`SELECT a, b, item, value FROM layer.tie WHERE a = 'MKD' ORDER BY item`),
  ).toEqual(
    [
      {a: "MKD", b: "RUS", item: "matlCoop", value: 1},
      {a: "MKD", b: "RUS", item: "matlConf", value: 0},
      {a: "MKD", b: "RUS", item: "verbConf", value: 2},
      {a: "MKD", b: "RUS", item: "verbCoop", value: 5},
    ].sort((one, other) => (one.item < other.item ? -1 : 1)),
  );
});
