import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfTies} from "../../../test/support/source-store.ts";

const [TREATIES = ""] = fixture(import.meta.url, "treaties.csv");
const shared = layerFile("institutions/desta_treaties.csv.gz");
const PAIRS = sql`SELECT a, b, start, detail FROM layer.tie WHERE item = 'Eurasian Economic Union (EAEU)' ORDER BY a, b`;

test("a treaty of three is a tie between every two of them", async () => {
  await using store = await storeOfTies([TREATIES]);
  expect(await store.rows(PAIRS)).toEqual([
    {a: "BLR", b: "KAZ", start: "2014", detail: "in force 2015"},
    {a: "BLR", b: "RUS", start: "2014", detail: "in force 2015"},
    {a: "KAZ", b: "RUS", start: "2014", detail: "in force 2015"},
  ]);
});

test("an accession or withdrawal is counted as dropped, with the reason", async () => {
  await using store = await storeOfTies([TREATIES]);
  expect(
    await store.rows(
      sql`SELECT reason, rows FROM meta.dropped WHERE source = 'desta/treaties' ORDER BY reason`,
    ),
  ).toEqual([
    {reason: "the list does not say which parties this changes: accession", rows: 1},
    {reason: "the list does not say which parties this changes: withdrawal", rows: 2},
  ]);
});

test.skipIf(shared === null)("every party of 842 base treaties is known (needs ../shared)", async () => {
  await using store = await storeOfTies([shared ?? ""]);
  expect(
    await store.one(
      sql`SELECT count(DISTINCT source_row) AS treaties FROM clean.desta_treaties WHERE status = 'signed'`,
    ),
  ).toEqual({treaties: 842});
  expect(
    await store.rows(
      sql`SELECT reason FROM meta.dropped WHERE source = 'desta/treaties' AND reason LIKE '%unknown code'`,
    ),
  ).toEqual([]);
});
