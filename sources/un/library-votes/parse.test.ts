import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [WIDE = ""] = fixture(import.meta.url, "wide.csv");

// Expected: the tallies of the United Nations press releases GA/12407, GA/12411 and GA/12414.
test("ES-11/1 to 3 stand as 141-5-35, 140-5-38 and 93-24-58, of an emergency session and not counted", async () => {
  await using store = await storeOfLayers([WIDE]);
  expect(
    await store.rows(
      sql`SELECT record, meeting, session, counted, yes, no, abstain, absent FROM layer.roll_call WHERE meeting = 'ES-11' ORDER BY record`,
    ),
  ).toEqual([
    {
      record: "A/RES/ES-11/1",
      meeting: "ES-11",
      session: 76,
      counted: false,
      yes: 141,
      no: 5,
      abstain: 35,
      absent: 12,
    },
    {
      record: "A/RES/ES-11/2",
      meeting: "ES-11",
      session: 76,
      counted: false,
      yes: 140,
      no: 5,
      abstain: 38,
      absent: 10,
    },
    {
      record: "A/RES/ES-11/3",
      meeting: "ES-11",
      session: 76,
      counted: false,
      yes: 93,
      no: 24,
      abstain: 58,
      absent: 18,
    },
  ]);
});

test("the heading that stands between the years is dropped by name", async () => {
  await using store = await storeOfLayers([WIDE]);
  expect(
    await store.rows(sql`SELECT reason, sum(rows) AS rows FROM meta.dropped GROUP BY reason ORDER BY reason`),
  ).toEqual([
    {reason: "heading of the file for a year, repeated", rows: 386},
    {reason: "roll call: heading of the file for a year, repeated", rows: 2},
  ]);
});

test("the session is that of the resolution's symbol", async () => {
  await using store = await storeOfLayers([WIDE]);
  expect(await store.rows(sql`SELECT DISTINCT session FROM layer.roll_call ORDER BY session`)).toEqual([
    {session: 74},
    {session: 75},
    {session: 76},
  ]);
});
