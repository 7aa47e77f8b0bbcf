import {afterAll, beforeAll, expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {type FixtureStore, fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [EXERCISES = ""] = fixture(import.meta.url, "exercises.csv");
const shared = layerFile("security/multinational_military_exercises_1980_2010.csv.gz");

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfLayers([EXERCISES]);
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

// Expected: 19 participants, so 171 pairs, and each of them 18.
test("an exercise is an event between every two participants", async () => {
  const {pairs} = await store.one(sql`SELECT count(*) AS pairs FROM layer.tie WHERE record = 'mme2288'`);
  expect(pairs).toBe(171);
  expect(
    await store.rows(
      sql`SELECT a, b, start, "end", item, detail FROM layer.tie WHERE record = 'mme2288' AND a = 'ARM' AND b = 'KGZ'`,
    ),
  ).toEqual([
    {
      a: "ARM",
      b: "KGZ",
      start: "2003-04-26",
      end: "2003-04-30",
      item: "Fergana-2003",
      detail: "Fergana, eastern Uzbekistan; command post, land; humanitarian",
    },
  ]);
});

test("a beginning of which only the month is known keeps its precision; a name that is missing says so", async () => {
  expect(
    await store.rows(
      sql`SELECT a, b, start, "end", item FROM layer.tie WHERE record IN ('mme1001', 'mme1005') ORDER BY start`,
    ),
  ).toEqual([
    {a: "BRA", b: "USA", start: "1992-07", end: "1992-07-25", item: "Unitas 92"},
    {a: "RUS", b: "USA", start: "1992-07-05", end: "1992-07-05", item: "unnamed"},
  ]);
});

test("an exercise over New Year, listed in both years, is one event", async () => {
  expect(await store.rows(sql`SELECT a, b, start, "end" FROM layer.tie WHERE record = 'mme1592'`)).toEqual([
    {a: "KWT", b: "USA", start: "1997-12-16", end: "1998-01-06"},
  ]);
});

test("what is no pair is counted with its reason", async () => {
  expect(
    await store.rows(
      sql`SELECT reason, rows FROM meta.dropped WHERE source = 'troopdata/joint-exercises' ORDER BY reason`,
    ),
  ).toEqual([
    {reason: "ends before it starts: 2008-08-29 to 2008-08-22", rows: 1},
    {reason: "no other participant is known", rows: 1},
    {reason: "the participant is not named", rows: 1},
    {reason: "the participant stands twice in its exercise", rows: 2},
  ]);
});

// Expected: pairs, exercises and Armenia's pairs counted from the file by another program.
test.skipIf(shared === null)("every exercise of the file is there (needs ../shared)", async () => {
  await using whole = await storeOfLayers(shared === null ? [] : [shared]);
  expect(
    await whole.one(sql`
      SELECT count(*) AS pairs, count(DISTINCT record) AS exercises, count(*) FILTER ('ARM' IN (a, b)) AS of_armenia,
        min(left(start, 4)) AS first, max(left(start, 4)) AS last FROM layer.tie`),
  ).toEqual({pairs: 39976, exercises: 3564, of_armenia: 528, first: "1980", last: "2010"});
  const outcomes = await whole.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'troopdata/joint-exercises'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
  const states = await whole.rows(
    sql`SELECT state FROM meta.tie_coverage WHERE state IN ('GEO', 'ROU', 'TUR') GROUP BY state ORDER BY state`,
  );
  expect(states.map(({state}) => state)).toEqual(["GEO", "ROU", "TUR"]);
});
