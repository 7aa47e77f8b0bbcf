import {readFileSync} from "node:fs";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type FixtureStore, fixture, storeOfLayers} from "../../../test/support/source-store.ts";
import {referenceUnits} from "../../ingest/index.ts";
import {emptyStore} from "../../store/index.ts";
import {evidenceRows} from "../common/evidence.ts";
import {rollCallFinding} from "./roll-call.ts";
import {rollCallsFinding} from "./roll-calls.ts";

const SOURCES = new URL("../../../sources/", import.meta.url).href;
const at = (source: string, name: string) => fixture(`${SOURCES}${source}/parse.test.ts`, name);
const [keyVotes = ""] = at("un/ukraine-votes", "key_votes.csv");

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfLayers([
    keyVotes,
    ...at("un/library-votes", "wide.csv"),
    ...at("voeten/unga-votes", "matrix.csv"),
  ]);
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

const ask = (resolution: string, source: string | null = null) =>
  rollCallFinding(store.writer, {resolution, source});
const list = (sessions: readonly number[] | {readonly from: number} | null, match: string | null = null) =>
  rollCallsFinding(store.writer, {sessions, match, source: null});

// Expected: the tallies of the official records A/68/PV.80, A/ES-11/PV.5, PV.9 and PV.10.
test.each([
  ["68/262", [100, 58, 11]],
  ["A/RES/ES-11/1", [141, 35, 5]],
  ["es-11/2", [140, 38, 5]],
  ["R/ES-11/3", [93, 58, 24]],
])("%s: each state's choice is the file's, and the tally the record's", async (name, tally) => {
  const {rows, estimates} = await ask(name);
  expect(estimates.slice(0, 3).map(({estimate}) => estimate)).toEqual(tally);
  const number = name.replace(/^(A\/RES|R)\//, "").toUpperCase();
  const records = readFileSync(keyVotes, "utf8")
    .split("\n")
    .map((line) => line.split(","));
  const said = {Y: "yes", A: "abstain", N: "no", X: "none"};
  const expected = Object.entries(said).flatMap(([letter, choice]) =>
    records.flatMap(([resolution = "", , iso3 = "", vote]) =>
      resolution === `A/RES/${number}` && vote === letter ? [`${iso3} ${choice}`] : [],
    ),
  );
  const given = rows.flatMap(({state, choice}) => (choice === null ? [] : [`${state} ${choice}`]));
  expect(given.sort()).toEqual(expected.sort());
});

test("a state without a vote on record is missing with its reason, and a vote not cast is a known one", async () => {
  const {rows, sample} = await ask("ES-11/1");
  const of = (iso3: string) => rows.find(({state}) => state === iso3);
  expect(of("UZB")).toMatchObject({choice: "none", choice_missing: null});
  expect(of("VAT")).toMatchObject({
    choice: null,
    choice_missing: "no vote on record: not a member of the United Nations",
    source: null,
  });
  const silent = rows.filter(({choice}) => choice === null).length;
  expect(sample.dropped).toEqual([{reason: "state without a vote on record", rows: silent}]);
  expect(sample.rows_used + silent).toBe(sample.rows_in);
});

test("the records behind a state's vote are that vote alone", async () => {
  const finding = await ask("ES-11/1");
  const row = finding.rows.findIndex(({state}) => state === "KAZ");
  const [answer] = await evidenceRows(store.writer, finding, row);
  expect(answer?.rows).toMatchObject([{record: "A/RES/ES-11/1", state: "KAZ", choice: "abstain"}]);
});

test("a roll call that two sources have stands once, with the other named; emergency meetings come first", async () => {
  const {rows, sample} = await list([76]);
  expect(rows.map(({resolution}) => resolution)).toEqual(["ES-11/3", "ES-11/2", "ES-11/1", "76/10"]);
  expect(rows[0]).toMatchObject({
    date: "2022-04-07",
    yes: 93,
    no: 24,
    abstain: 58,
    counted: "no",
    source: "un/ukraine-votes",
    also_in: "un/library-votes",
  });
  expect(sample.rows_in - sample.rows_used).toBe(sample.dropped[0]?.rows);
});

test("every roll call of every session can be listed, and found by words of its title", async () => {
  const {rows} = await list({from: 1});
  const count = await store.one({
    text: "SELECT count(DISTINCT (session, regexp_replace(resolution, '^(A/RES|R)/', ''))) AS calls FROM layer.roll_call",
    values: [],
  });
  expect(rows.length).toBe(Number(count.calls));
  const jerusalem = await list({from: 1}, "status of jerusalem");
  expect(jerusalem.rows).toMatchObject([{resolution: "ES-10/19", session: "72"}]);
  // Their sources have no titles.
  const war = await list([76], "Aggression against Ukraine");
  expect(war.rows.map(({resolution, title}) => `${resolution} ${title}`)).toEqual([
    "ES-11/2 humanitarian consequences of the aggression against Ukraine",
    "ES-11/1 aggression against Ukraine",
  ]);
});

test("what is not there is refused with what is", async () => {
  await expect(ask("99/1")).rejects.toMatchObject({code: "no-roll-call"});
  await expect(list([5])).rejects.toMatchObject({code: "no-session"});
  const empty = await emptyStore({units: referenceUnits()});
  await expect(rollCallFinding(empty, {resolution: "ES-11/1", source: null})).rejects.toMatchObject({
    code: "no-votes",
  });
  empty.close();
});
