import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [BASES = ""] = fixture(import.meta.url, "bases.csv");
const shared = layerFile("security/foreign_military_bases_openbasemap.csv");

test("the host is the end of the place; where its standing is disputed, nobody is given the base", async () => {
  await using store = await storeOfLayers([BASES]);
  const disputed = await store.rows(
    sql`SELECT reason, rows FROM meta.dropped WHERE reason LIKE 'disputed%' ORDER BY reason`,
  );
  expect(disputed.map(({reason}) => reason)).toEqual([
    "disputed: Abkhazia",
    "disputed: Crimea",
    "disputed: Diego Garcia",
    "disputed: South Ossetia",
  ]);
  expect(await store.rows(sql`SELECT a, b FROM layer.tie WHERE detail = 'Arta. Djibouti'`)).toEqual([
    {a: "DJI", b: "ITA"},
  ]);
  const hosts = await store.rows(sql`SELECT DISTINCT a FROM layer.tie WHERE b = 'RUS' ORDER BY a`);
  expect(hosts.map(({a}) => a)).toEqual(expect.arrayContaining(["ARM", "KGZ", "TJK"]));
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'open-base-map/foreign-bases'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
