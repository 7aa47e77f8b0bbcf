import {afterAll, beforeAll, expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {type FixtureStore, fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [CASES = ""] = fixture(import.meta.url, "cases.csv");
const shared = layerFile("influence/gsdb_v3_cases_active_2013_2022.csv.gz");

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfLayers([CASES]);
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

test("a case is a spell of each sender against each target, with what it forbids", async () => {
  expect(
    await store.rows(
      sql`SELECT a, b, status, start, "end", seen_to, item, detail FROM layer.tie WHERE record = '998'`,
    ),
  ).toEqual([
    {
      a: "AUS",
      b: "RUS",
      status: "by itself",
      start: "2014",
      end: null,
      seen_to: "2022",
      item: "case 998: trade, arms, military, financial, travel",
      detail: "exp_part; objective: policy_change; success: ongoing",
    },
  ]);
});

// Expected: 28 members from 2013-07-01 to 2020-01-31, 27 after; Croatia acceded on 2013-07-01 (reference/blocs).
test.each([
  ["1001", 28],
  ["1302", 27],
  ["990", 28],
])("case %s through the EU is one of its %i members of the time", async (record, members) => {
  expect(
    await store.one(
      sql`SELECT count(DISTINCT a) AS members FROM layer.tie WHERE record = ${record} AND status = 'through EU'`,
    ),
  ).toEqual({members});
});

test("a member that leaves the group leaves the case, and one that was never in it has none", async () => {
  expect(
    await store.rows(
      sql`SELECT record, start, "end" FROM layer.tie WHERE a = 'GBR' AND b = 'RUS' ORDER BY record`,
    ),
  ).toEqual([
    {record: "1001", start: "2014", end: "2020-01-31"},
    {record: "1315", start: "2022", end: null},
  ]);
});

test("a sender named by itself and through a group stands once, by itself", async () => {
  expect(await store.rows(sql`SELECT status FROM layer.tie WHERE record = '1315' AND a = 'DEU'`)).toEqual([
    {status: "by itself"},
  ]);
  expect(
    await store.rows(sql`SELECT start, status FROM layer.tie WHERE record = '864' AND a = 'HRV'`),
  ).toEqual([{start: "2010", status: "by itself"}]);
});

// North Korea, 1951: of the United Nations' members only those of 2013 on are known, so that no beginning is said.
test("a case older than what is known of its group's members has no beginning", async () => {
  expect(
    await store.one(
      sql`SELECT count(*) AS rows, count(start) AS started, min(seen_from) AS seen_from FROM layer.tie WHERE record = '26'`,
    ),
  ).toEqual({rows: 192, started: 0, seen_from: "2013"});
});

test("a name with a comma is one state, and an old name is today's", async () => {
  expect(
    await store.rows(
      sql`SELECT DISTINCT record, b FROM layer.tie WHERE record IN ('990', '1025', '1142') ORDER BY record`,
    ),
  ).toEqual([
    {record: "1025", b: "YEM"},
    {record: "1142", b: "LKA"},
    {record: "990", b: "GMB"},
  ]);
});

test("what cannot be dissolved is counted with its reason", async () => {
  expect(
    await store.rows(
      sql`SELECT reason, rows FROM meta.dropped WHERE source = 'gsdb/sanctions' ORDER BY reason`,
    ),
  ).toEqual([
    {reason: "both ends are one: PRK", rows: 1},
    {reason: "both ends are one: YEM", rows: 1},
    {reason: "no state of that time: Terrorist Organizations (ISIL and ANF)", rows: 193},
    {reason: "no state of that time: Yugoslavia", rows: 28},
    {reason: "the case names the pair twice, by itself and through a group", rows: 4},
    {reason: "the members of the group are not in reference/: African Union", rows: 1},
    {reason: "the members of the group are not in reference/: G7", rows: 1},
  ]);
});

test.skipIf(shared === null)("every case of the file enters or says why not (needs ../shared)", async () => {
  await using whole = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await whole.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'gsdb/sanctions'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
  expect(await whole.one(sql`SELECT count(DISTINCT record) AS cases FROM clean.gsdb_sanctions`)).toEqual({
    cases: 588,
  });
  // Expected: a count of the file's names by another program; EU members by the days of accession and exit.
  expect(
    await whole.rows(
      sql`SELECT status, count(*) AS rows, count(DISTINCT record) AS cases FROM layer.tie WHERE kind = 'sanction' GROUP BY ALL ORDER BY ALL`,
    ),
  ).toEqual([
    {status: "by itself", rows: 785, cases: 467},
    {status: "on EU", rows: 164, cases: 6},
    {status: "through EU", rows: 2133, cases: 77},
    {status: "through UN", rows: 6912, cases: 36},
  ]);
  expect(await whole.rows(sql`SELECT about FROM layer.tie_disagreement`)).toEqual([]);
});
