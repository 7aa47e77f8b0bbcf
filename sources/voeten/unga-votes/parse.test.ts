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
