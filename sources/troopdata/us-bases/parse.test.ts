import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [BASES = ""] = fixture(import.meta.url, "bases.csv");
const shared = layerFile("security/us_bases_vine_troopdata.csv");

test("a base is a spell seen once, without a beginning or an end", async () => {
  await using store = await storeOfLayers([BASES]);
  const rows = await store.rows(
    sql`SELECT DISTINCT a, b, start, "end", seen_from, seen_to FROM layer.tie WHERE a = 'BGR'`,
  );
  expect(rows).toEqual([{a: "BGR", b: "USA", start: null, end: null, seen_from: "2018", seen_to: "2018"}]);
});

test("a base that stands twice enters once", async () => {
  await using store = await storeOfLayers([BASES]);
  expect(
    await store.one(sql`SELECT count(*) AS rows FROM layer.tie WHERE item = 'Naval Support Activity Naples'`),
  ).toEqual({rows: 1});
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'troopdata/us-bases'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
