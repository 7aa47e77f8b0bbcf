import {afterAll, beforeAll, expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {type FixtureStore, fixture, layerFile, storeOfTies} from "../../../test/support/source-store.ts";

const [CONFLICTS = ""] = fixture(import.meta.url, "conflicts.csv");
const shared = layerFile("security/ucdp_acd_1991_on.csv.gz");

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfTies([CONFLICTS]);
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

function ties(record: string) {
  return store.rows(
    sql`SELECT kind, a, b, status FROM layer.tie WHERE source = 'ucdp/armed-conflicts' AND record = ${record} ORDER BY kind, a, b`,
  );
}

// Expected: rows of the list read by hand: Russia against Ukraine, and in 2024 North Korea with Russia.
test("two states at war are one event without direction, and who joined fights the other and supports its own", async () => {
  expect(await ties("13243 2022")).toEqual([{kind: "armed_conflict", a: "RUS", b: "UKR", status: "war"}]);
  expect(await ties("13243 2024")).toEqual([
    {kind: "armed_conflict", a: "PRK", b: "UKR", status: "war"},
    {kind: "armed_conflict", a: "RUS", b: "UKR", status: "war"},
    {kind: "conflict_support", a: "PRK", b: "RUS", status: "war"},
  ]);
});

test("a state that joined those who fight a government fights the state, and a conflict without another state is its own", async () => {
  expect(await ties("393 2008")).toEqual([
    {kind: "armed_conflict", a: "GEO", b: "RUS", status: "minor"},
    {kind: "internal_conflict", a: "GEO", b: null, status: "minor"},
  ]);
  expect(await ties("11342 2012")).toEqual([{kind: "internal_conflict", a: "IND", b: null, status: "minor"}]);
});

// In Syria in 2020 Russia and Iran joined the government, Türkiye the other side: the list does not say that they fought each other.
test("two states that joined opposite sides are no pair", async () => {
  expect(await ties("299 2020")).toEqual([
    {kind: "armed_conflict", a: "SYR", b: "TUR", status: "war"},
    {kind: "conflict_support", a: "IRN", b: "SYR", status: "war"},
    {kind: "conflict_support", a: "RUS", b: "SYR", status: "war"},
    {kind: "internal_conflict", a: "SYR", b: null, status: "war"},
  ]);
});

// By hand: two states against one, two of which joined the first and one the second: four rows of the fixture name three pairs of fighters.
test("the product of both sides in the file is one event a pair", async () => {
  expect(await ties("16099 2024")).toEqual([
    {kind: "armed_conflict", a: "CAN", b: "YEM", status: "minor"},
    {kind: "armed_conflict", a: "GBR", b: "YEM", status: "minor"},
    {kind: "armed_conflict", a: "NOR", b: "YEM", status: "minor"},
    {kind: "armed_conflict", a: "USA", b: "YEM", status: "minor"},
    {kind: "conflict_support", a: "CAN", b: "GBR", status: "minor"},
    {kind: "conflict_support", a: "CAN", b: "USA", status: "minor"},
    {kind: "conflict_support", a: "NOR", b: "GBR", status: "minor"},
  ]);
});

// Brute force on the file itself: every conflict and year of it has an event of a state that fights.
test.skipIf(shared === null)("no conflict and year of the list is lost (needs ../shared)", async () => {
  await using whole = await storeOfTies([shared ?? ""]);
  const {years} = await whole.one(
    sql`SELECT count(DISTINCT (conflict_id, year)) AS years FROM raw.ucdp_armed_conflicts__conflict_years_csv`,
  );
  const {records} = await whole.one(
    sql`SELECT count(DISTINCT record) AS records FROM layer.tie WHERE kind IN ('armed_conflict', 'internal_conflict')`,
  );
  expect(records).toBe(years);
  expect(years).toBeGreaterThan(1400);
});
