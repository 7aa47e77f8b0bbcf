import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [VIEWS = ""] = fixture(import.meta.url, "views.csv");

// Expected: sqrt(0.25 · 0.75 / 1000) by hand.
test("a share has the sampling error of its n, and says n", async () => {
  await using store = await storeOfLayers([VIEWS]);
  const [row] = await store.rows(
    sql`SELECT a, b, value, std_error, detail FROM layer.tie WHERE a = 'POL' AND item = 'fav'`,
  );
  expect(row).toMatchObject({a: "POL", b: "RUS", value: 0.25, detail: "n = 1000"});
  expect(Number(row?.std_error)).toBeCloseTo(Math.sqrt((0.25 * 0.75) / 1000), 12);
});

test("without n there is no error, and the row says why", async () => {
  await using store = await storeOfLayers([VIEWS]);
  expect(
    await store.rows(sql`SELECT a, b, std_error, detail FROM layer.tie WHERE b = 'EU' AND item = 'fav'`),
  ).toEqual([{a: "PSE", b: "EU", std_error: null, detail: "no sample size published: no sampling error"}]);
});

test("a people's view of its own state is no tie", async () => {
  await using store = await storeOfLayers([VIEWS]);
  expect(await store.rows(sql`SELECT DISTINCT reason FROM meta.dropped`)).toEqual([
    {reason: "both ends are one: USA"},
  ]);
});
