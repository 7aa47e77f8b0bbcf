import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfTies} from "../../../test/support/source-store.ts";

const [SPELLS = ""] = fixture(import.meta.url, "spells.csv");
const shared = layerFile("institutions/cow_igo_v3_spells_1991_2014.csv.gz");

const UZBEKISTAN = sql`SELECT status, start, "end", source FROM layer.tie WHERE a = 'UZB' AND b = 'CSTO' ORDER BY source, start`;
const MENDED = sql`SELECT a, b, period AS dated, said_one, said_other FROM layer.tie_disagreement WHERE about = 'correction' ORDER BY a, b, dated`;

// Expected: TASS of 28 June and 19 December 2012, as reference/memberships m0040 holds it.
test("Uzbekistan is in the CSTO from 2006 to 2012, and what the data set says stays beside it", async () => {
  await using store = await storeOfTies([SPELLS]);
  expect(await store.rows(UZBEKISTAN)).toEqual([
    {status: "member", start: "2006", end: "2012", source: "cow/igo-memberships"},
    {status: "member", start: "2006-06-23", end: "2012-12-19", source: "reference/memberships"},
    {status: "suspended", start: "2012-06-28", end: "2012-12-19", source: "reference/memberships"},
  ]);
  expect(await store.rows(MENDED)).toEqual([
    {a: "GEO", b: "CIS", dated: "end", said_one: "2007", said_other: "2009"},
    {a: "GEO", b: "CIS", dated: "start", said_one: "1995", said_other: "1993"},
    {a: "UZB", b: "CSTO", dated: "end", said_one: "2011", said_other: "2012"},
    {a: "UZB", b: "CSTO", dated: "start", said_one: "2002", said_other: "2006"},
    {a: "UZB", b: "EurAsEC", dated: "start", said_one: "2005", said_other: "2006"},
  ]);
});

test("a spell that touches the cut of the data has no date there, only a year that was looked at", async () => {
  await using store = await storeOfTies([SPELLS]);
  expect(
    await store.rows(sql`SELECT a, status, start, "end", seen_from, seen_to FROM layer.tie
      WHERE source = 'cow/igo-memberships' AND b = 'CIS' AND a IN ('RUS', 'UKR') ORDER BY a, status DESC`),
  ).toEqual([
    {a: "RUS", status: "member", start: null, end: null, seen_from: "1991", seen_to: "2014"},
    {a: "UKR", status: "member", start: null, end: "1992", seen_from: "1991", seen_to: "2014"},
    {a: "UKR", status: "associate", start: "1993", end: null, seen_from: "1991", seen_to: "2014"},
  ]);
});

test.skipIf(shared === null)(
  "every spell of the data set has a state and an organisation, and no state of the study is missing (needs ../shared)",
  async () => {
    await using store = await storeOfTies([shared ?? ""]);
    // 15,475 spells, as the copy's note counts them.
    expect(
      await store.one(
        sql`SELECT count(*) AS rows, count(*) FILTER (dropped IS NULL) AS entered FROM clean.cow_igo_memberships`,
      ),
    ).toEqual({rows: 15_475, entered: 15_475});
    expect(
      await store.rows(
        sql`SELECT outcome FROM meta.check WHERE source = 'cow/igo-memberships' AND name LIKE 'no state%' ORDER BY name`,
      ),
    ).toEqual([{outcome: "passed"}, {outcome: "passed"}]);
  },
);
