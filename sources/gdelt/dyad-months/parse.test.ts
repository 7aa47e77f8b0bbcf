import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [MONTHS = ""] = fixture(import.meta.url, "months.csv");

test("scores are undirected, positive and negative apart; Georgia is dropped with its reason", async () => {
  await using store = await storeOfLayers([MONTHS]);
  expect(
    await store.rows(sql`SELECT a, b, directed, item, start, value, detail FROM layer.tie ORDER BY item`),
  ).toEqual([
    {
      a: "ARM",
      b: "RUS",
      directed: false,
      item: "neg_sum",
      start: "2018-01",
      value: -8,
      detail: "28 active of 31 days with data",
    },
    {
      a: "ARM",
      b: "RUS",
      directed: false,
      item: "pos_sum",
      start: "2018-01",
      value: 50,
      detail: "28 active of 31 days with data",
    },
  ]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped`)).toEqual([
    {reason: "Georgia: mostly missing by a mismatch of codes upstream", rows: 2},
  ]);
});
