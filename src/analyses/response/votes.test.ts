import {readFileSync} from "node:fs";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type FixtureStore, fixture, storeOfLayers} from "../../../test/support/source-store.ts";
import {day} from "../../base/index.ts";
import {responseRollCalls} from "../../reference/index.ts";
import {sql} from "../../store/index.ts";
import {evidenceRows} from "../common/evidence.ts";
import {responseFinding} from "./finding.ts";
import {classifyVotes, type VoteAct, voteRecord} from "./votes.ts";

const SOURCES = new URL("../../../sources/", import.meta.url).href;
const [keyVotes = ""] = fixture(`${SOURCES}un/ukraine-votes/parse.test.ts`, "key_votes.csv");
const ASKED = {pole: "RUS", shock: day("2022-02-24")};

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfLayers([keyVotes]);
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

// Expected: official records A/ES-11/PV.5, PV.9, PV.10 and A/68/PV.80, yes, no and abstentions.
test.each([
  ["ES-11/1", [141, 5, 35]],
  ["ES-11/2", [140, 5, 38]],
  ["ES-11/3", [93, 24, 58]],
  ["68/262", [100, 11, 58]],
] as const)("%s: the acts of all states add up to the record's tally", async (resolution, tally) => {
  const voters = await store.rows(sql`SELECT DISTINCT state::VARCHAR AS state FROM layer.vote`);
  const {after, before, disputed} = await voteRecord(store.writer, {
    ...ASKED,
    states: voters.map(({state}) => String(state)),
  });
  const own = [...before, ...after].filter(({item}) => item?.startsWith(`${resolution} `));
  const count = (choice: string) => own.filter(({status}) => status === choice).length;
  expect([count("yes"), count("no"), count("abstain")]).toEqual(tally);
  expect(count("absent")).toBe(193 - tally[0] - tally[1] - tally[2]);
  expect(disputed).toEqual([]);
});

test("a state's record holds its votes by date, the one before the shock first and without a direction", async () => {
  const finding = await responseFinding(store.writer, {state: "KGZ", ...ASKED});
  const said = finding.rows.map(({date, act, item, direction}) => [date, act, item, direction].join(" | "));
  expect(said).toEqual([
    "2014-03-27 | had cast no vote on | 68/262 territorial integrity of Ukraine | ",
    "2022-03-02 | abstained on | ES-11/1 aggression against Ukraine | ",
    "2022-03-24 | abstained on | ES-11/2 humanitarian consequences of the aggression against Ukraine | ",
    "2022-04-07 | voted against | ES-11/3 suspension of Russia's membership in the Human Rights Council | toward",
  ]);
  const [answer] = await evidenceRows(store.writer, finding, 3);
  expect(answer?.rows).toMatchObject([{record: "A/RES/ES-11/3", state: "KGZ", choice: "no"}]);
});

// Expected: the letters of the file, read by hand.
test.each([
  ["ARM", "stood aside", [0, 0, 2, 1]],
  ["BLR", "toward", [0, 3, 0, 0]],
  ["GEO", "away", [3, 0, 0, 0]],
  ["KAZ", "toward", [0, 1, 2, 0]],
  ["MDA", "away", [3, 0, 0, 0]],
  ["TKM", "stood aside", [0, 0, 0, 3]],
  ["UZB", "toward", [0, 1, 1, 1]],
] as const)("%s: %s", async (state, type, counts) => {
  const {rows} = await responseFinding(store.writer, {state: null, ...ASKED});
  const [away, toward, abstained, no_vote] = counts;
  expect(rows.find((row) => row.state === state)).toMatchObject({
    vote_type: type,
    voted_away: away,
    voted_toward: toward,
    abstained,
    no_vote,
  });
});

test("votes are not among the acts that give the type", async () => {
  const {rows} = await responseFinding(store.writer, {state: null, ...ASKED});
  expect(new Set(rows.map(({type}) => type))).toEqual(new Set(["no act on record"]));
});

test("relative to another pole the same votes stand in the record without a direction, and give no type", async () => {
  const one = await responseFinding(store.writer, {...ASKED, state: "MDA", pole: "EU"});
  expect(one.rows.map(({direction}) => direction)).toEqual([null, null, null, null]);
  const all = await responseFinding(store.writer, {...ASKED, state: null, pole: "EU"});
  expect(all.rows.every(({vote_type}) => vote_type === null)).toBe(true);
});

test("every roll call of the list is in the file that the repository holds of them", () => {
  const text = readFileSync(keyVotes, "utf8");
  for (const {resolution} of responseRollCalls()) expect(text).toContain(`A/RES/${resolution},`);
});

function vote(status: string, direction: VoteAct["direction"]): VoteAct {
  return {
    state: "ARM",
    date: "2022-03-02",
    act: "",
    layer: "votes",
    kind: "roll_call",
    status,
    partner: null,
    item: null,
    direction,
    isMeasure: false,
    isOfPole: true,
    row: {},
  };
}

test.each([
  ["away", [vote("yes", "away"), vote("absent", null)]],
  ["both ways", [vote("yes", "away"), vote("no", "toward")]],
  ["toward", [vote("no", "toward"), vote("abstain", null)]],
  ["stood aside", [vote("absent", null), vote("abstain", null)]],
] as const)("votes of type %s", (type, votes) => {
  expect(classifyVotes(votes)?.type).toBe(type);
});

test("no vote on record is no type", () => {
  expect(classifyVotes([])).toBeNull();
});
