import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [LONG = ""] = fixture(import.meta.url, "key_votes.csv");

// Expected: the tallies of the official records.
test("the four votes have the tallies of the records, and their days", async () => {
  await using store = await storeOfLayers([LONG]);
  expect(
    await store.rows(
      sql`SELECT record, date, session, meeting, yes, no, abstain FROM layer.roll_call ORDER BY record`,
    ),
  ).toEqual([
    {
      record: "A/RES/68/262",
      date: "2014-03-27",
      session: 68,
      meeting: "regular",
      yes: 100,
      no: 11,
      abstain: 58,
    },
    {
      record: "A/RES/ES-11/1",
      date: "2022-03-02",
      session: 76,
      meeting: "ES-11",
      yes: 141,
      no: 5,
      abstain: 35,
    },
    {
      record: "A/RES/ES-11/2",
      date: "2022-03-24",
      session: 76,
      meeting: "ES-11",
      yes: 140,
      no: 5,
      abstain: 38,
    },
    {
      record: "A/RES/ES-11/3",
      date: "2022-04-07",
      session: 76,
      meeting: "ES-11",
      yes: 93,
      no: 24,
      abstain: 58,
    },
  ]);
});

test("a choice that is none of the four stops the build by row and value", async () => {
  const {mkdtempSync, writeFileSync, rmSync} = await import("node:fs");
  const folder = mkdtempSync("votes-");
  try {
    writeFileSync(`${folder}/bad.csv`, "resolution,date,iso3,vote\nA/RES/68/262,2014-03-27,ARM,Q\n");
    await expect(storeOfLayers([`${folder}/bad.csv`])).rejects.toMatchObject({code: "bad-cell"});
  } finally {
    rmSync(folder, {recursive: true});
  }
});
