import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [SESSIONS = ""] = fixture(import.meta.url, "sessions.csv");

// Expected: the fixture's line 371,76 of Armenia: RUSSAgree 0.6710526, USAgree 0.2.
test("agreement is undirected, of the year in which the session opened", async () => {
  await using store = await storeOfLayers([SESSIONS]);
  expect(
    await store.rows(sql`SELECT a, b, value, start, unit FROM layer.tie WHERE kind = 'agreement' AND (a = 'ARM' OR b = 'ARM')
      AND b IN ('RUS', 'USA') AND start = '2021' ORDER BY b`),
  ).toEqual([
    {a: "ARM", b: "RUS", value: 0.6710526, start: "2021", unit: "share"},
    {a: "ARM", b: "USA", value: 0.2, start: "2021", unit: "share"},
  ]);
});

test("Turkey's session of two votes is dropped, with its reason", async () => {
  await using store = await storeOfLayers([SESSIONS]);
  expect(
    await store.one(sql`SELECT count(*) AS rows FROM layer.tie WHERE a = 'TUR' AND start = '2023'`),
  ).toEqual({rows: 0});
  expect(await store.rows(sql`SELECT DISTINCT reason FROM meta.dropped ORDER BY reason`)).toEqual([
    {reason: "fewer than five votes in the session"},
    {reason: "repeats another row of its file"},
  ]);
});

test("the number 365 is the Soviet Union before 1991", async () => {
  await using store = await storeOfLayers([SESSIONS]);
  expect(
    await store.one(
      sql`SELECT count(*) FILTER ('SUN' IN (a, b)) > 0 AS sun, count(*) FILTER ('RUS' IN (a, b)) AS rus FROM layer.tie WHERE start = '1975'`,
    ),
  ).toEqual({sun: true, rus: 0});
});
