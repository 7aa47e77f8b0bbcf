import {readFileSync} from "node:fs";
import {afterAll, beforeAll, expect, test} from "vitest";
import {parseCsv} from "../../../test/csv.ts";
import {type FixtureStore, fixture, storeOfLayers} from "../../../test/support/source-store.ts";
import {referenceUnits} from "../../ingest/index.ts";
import {emptyStore} from "../../store/index.ts";
import {evidenceRows} from "../common/evidence.ts";
import {idealPointsFinding} from "./ideal-points.ts";
import type {IdealPointParams} from "./params.ts";

const [file = ""] = fixture(
  new URL("../../../sources/voeten/ideal-points/x.ts", import.meta.url).href,
  "sessions.csv",
);

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfLayers([file]);
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

const ask = (part: Partial<IdealPointParams>) =>
  idealPointsFinding(store.writer, {sessions: null, states: null, source: null, ...part});

// Expected: the fixture itself, read by another parser than the engine's: the columns IdealPointAll, Q5%All, Q95%All and NVotesAll.
test("every position, its interval and its votes are the file's", async () => {
  const [head = [], ...lines] = parseCsv(readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
  const cell = (line: readonly (string | null)[], name: string) => line[head.indexOf(name)] ?? "";
  const expected = lines
    .filter((line) => Number(cell(line, "NVotesAll")) >= 5)
    .map((line) => {
      const session = Number(cell(line, "session"));
      // The number 365 is the Soviet Union until 1991.
      const state = session < 46 && cell(line, "ccode") === "365" ? "SUN" : cell(line, "iso3c");
      const figures = ["IdealPointAll", "Q5%All", "Q95%All", "NVotesAll"].map((name) =>
        Number(cell(line, name)),
      );
      return [session, state, ...figures].join(" ");
    });
  const {rows} = await ask({sessions: {from: 1}});
  const given = rows.map((row) =>
    [row.session, row.state, row.ideal_point, row.ideal_point_low, row.ideal_point_high, row.votes].join(" "),
  );
  expect(given.sort()).toEqual(expected.sort());
});

test("without a session it is the last; a state is listed where it is placed", async () => {
  const {rows, parameters} = await ask({});
  expect(parameters).toMatchObject({sessions: [78], source: "voeten/ideal-points"});
  expect(rows.map(({state}) => state)).toEqual(["ARM", "KAZ", "RUS", "USA"]);
});

test("a state that was asked for and is not placed is missing, and each reason is its own", async () => {
  const {rows, warnings, evidence} = await ask({
    sessions: [30, 70, 78],
    states: ["Turkey", "ARM", "DEU", "TUR"],
  });
  const missing = rows.flatMap(({session, state, ideal_point, ideal_point_missing: why}) =>
    ideal_point === null ? [`${session} ${state}: ${why}`] : [],
  );
  expect(missing).toEqual([
    "30 ARM: the source places this state from session 70 on",
    "30 DEU: the store has no ideal point of this state",
    "70 DEU: the store has no ideal point of this state",
    "78 TUR: the source places this state up to session 76",
    "78 DEU: the store has no ideal point of this state",
  ]);
  expect(warnings).toEqual(['the store has no ideal point of "DEU"']);
  expect(evidence.length).toBe(rows.length - missing.length);
});

test("the record behind a position is the file's row", async () => {
  const finding = await ask({sessions: [76], states: ["KAZ"]});
  const [answer] = await evidenceRows(store.writer, finding, 0);
  // A row of the file holds the agreement with six states beside the position.
  const own = answer?.rows.filter(({kind}) => kind === "ideal_point");
  expect(own).toMatchObject([
    {a: "KAZ", value: -0.509506, low: -0.7701096, high: -0.2734375, source_row: 18},
  ]);
});

test("what is not there is refused with what is", async () => {
  await expect(ask({sessions: [79]})).rejects.toMatchObject({code: "no-session"});
  await expect(ask({sessions: {from: 79}})).rejects.toMatchObject({code: "no-session"});
  await expect(ask({source: "nobody/points"})).rejects.toMatchObject({code: "no-ideal-points"});
  const empty = await emptyStore({units: referenceUnits()});
  await expect(idealPointsFinding(empty, {sessions: null, states: null, source: null})).rejects.toMatchObject(
    {
      code: "no-ideal-points",
    },
  );
  empty.close();
});
