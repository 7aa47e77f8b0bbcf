import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [MATRIX = ""] = fixture(import.meta.url, "matrix.csv");

// Expected: read off the fixture's lines by eye.
test("cells become choices, 9 and the empty cell are dropped by reason, the number is read as of its time", async () => {
  await using store = await storeOfLayers([MATRIX]);
  expect(
    await store.rows(sql`SELECT state::VARCHAR AS state, choice::VARCHAR AS choice FROM layer.vote
      WHERE record = '3' AND state::VARCHAR IN ('USA', 'CAN', 'SUN', 'RUS', 'CSK', 'DEU') ORDER BY state::VARCHAR`),
  ).toEqual([
    {state: "CAN", choice: "no"},
    {state: "CSK", choice: "yes"},
    {state: "SUN", choice: "no"},
    {state: "USA", choice: "yes"},
  ]);
  expect(
    await store.rows(
      sql`SELECT DISTINCT reason FROM meta.dropped WHERE source = 'voeten/unga-votes' ORDER BY 1`,
    ),
  ).toEqual([{reason: "empty cell: not known"}, {reason: "no member at the time"}]);
  expect(
    await store.one(sql`SELECT count(*) AS rus FROM layer.vote WHERE record = '9178' AND state = 'RUS'`),
  ).toEqual({rus: 1});
});

test("emergency sessions, paragraphs and what the published scores count are told apart", async () => {
  await using store = await storeOfLayers([MATRIX]);
  expect(
    await store.rows(
      sql`SELECT DISTINCT session, meeting, motion, counted FROM layer.roll_call WHERE session IN (11, 72) ORDER BY ALL`,
    ),
  ).toEqual([
    {session: 11, meeting: "ES-1", motion: "amendment", counted: true},
    {session: 72, meeting: "ES-10", motion: "resolution", counted: true},
    {session: 72, meeting: "regular", motion: "paragraph", counted: false},
  ]);
});

test("a stated tally without a number stays unknown", async () => {
  await using store = await storeOfLayers([MATRIX]);
  const calls = await store.rows(
    sql`SELECT stated_yes, stated_no, yes, no FROM layer.roll_call WHERE session = 75 ORDER BY record`,
  );
  expect(calls.filter(({stated_no}) => stated_no === null).every(({no}) => no !== null)).toBe(true);
});

// Read off the fixture by eye: 5319 has no title in the matrix, 5980 has NA there and the chair's words beside it, 5588 has one in both.
test("a roll call without a title takes that of the file of titles; one that has its own keeps it", async () => {
  const titled = async (...files: readonly string[]) => {
    await using store = await storeOfLayers(fixture(import.meta.url, ...files));
    return await store.rows(
      sql`SELECT record, title FROM layer.roll_call WHERE record IN ('5319', '5588', '5980') ORDER BY record`,
    );
  };
  const own = {record: "5588", title: "Status of Jerusalem : resolution / adopted by the General Assembly"};
  const chair = {record: "5980", title: null};
  expect(await titled("matrix.csv", "untitled.csv")).toEqual([{record: "5319", title: null}, own, chair]);
  expect(await titled("matrix.csv", "untitled.csv", "titles.csv")).toEqual([
    {record: "5319", title: "Jerusalem : resolution / adopted by the General Assembly"},
    own,
    chair,
  ]);
});

test("a file of titles alone makes no roll call", async () => {
  await using store = await storeOfLayers(fixture(import.meta.url, "titles.csv"));
  expect(await store.rows(sql`SELECT record FROM layer.roll_call`)).toEqual([]);
  expect(
    await store.rows(
      sql`SELECT reason, rows::INTEGER AS rows FROM meta.dropped WHERE source = 'voeten/unga-votes'`,
    ),
  ).toEqual([{reason: "roll call: names a roll call that stands in another file", rows: 4}]);
});
