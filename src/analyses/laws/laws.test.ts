import {readFileSync} from "node:fs";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type FixtureStore, fixture, storeOfTies} from "../../../test/support/source-store.ts";
import {lawFeatures, readTable} from "../../reference/index.ts";
import {evidenceRows} from "../common/evidence.ts";
import {lawsFinding} from "./finding.ts";

const COLUMNS = [
  "id",
  "state",
  "family",
  "title",
  "number",
  "introduced",
  "adopted",
  "signed",
  "in_force",
  "end",
  "status",
  "model",
  "source",
  "confidence",
  "basis",
  "note",
] as const;

const SOURCES = new URL("../../../sources/", import.meta.url).href;

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfTies(fixture(`${SOURCES}arm-cba/transfers/parse.test.ts`, "transfers.csv"));
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

const none = {families: null, states: null};

// Expected: the rows of reference/laws/laws.csv itself, read without the store.
test("every law with a day is told once, with the days, the standing and the clauses of its file", async () => {
  const {rows} = await lawsFinding(store.writer, none);
  const dated = readTable("laws/laws.csv", COLUMNS).filter(
    ({introduced, adopted, in_force}) => `${introduced}${adopted}${in_force}` !== "",
  );
  expect(rows.length).toBe(dated.length);
  const byRecord = new Map(rows.map((row) => [row.record, row]));
  for (const law of dated) {
    const orNull = (text: string) => (text === "" ? null : text);
    const clauses = lawFeatures().filter(({law: of}) => of === law.id);
    expect(byRecord.get(law.id), law.id).toMatchObject({
      state: law.state,
      family: law.family,
      title: law.title,
      introduced: orNull(law.introduced),
      adopted: orNull(law.adopted),
      in_force: orNull(law.in_force),
      // A bill's end is that of its way, not of its force.
      ended: law.in_force === "" ? null : orNull(law.end),
      status: law.status,
    });
    const told = byRecord.get(law.id)?.clauses;
    expect(typeof told === "string" ? told.split(", ").length : 0, law.id).toBe(clauses.length);
  }
});

test("a law of a family and a state leads to its row of the file", async () => {
  const finding = await lawsFinding(store.writer, {families: ["foreign_agent"], states: ["KGZ"]});
  expect(finding.rows.map(({record, status, model}) => [record, status, model])).toEqual([
    ["l011", "rejected", "RUS 121-FZ"],
    ["l013", "in_force", "RUS 121-FZ"],
  ]);
  const [answer] = await evidenceRows(store.writer, finding, 1);
  expect(answer?.rows[0]).toMatchObject({record: "l013"});
  const lines = readFileSync(new URL("../../../reference/laws/laws.csv", import.meta.url), "utf8").split(
    "\n",
  );
  expect(lines[Number(answer?.rows[0]?.source_row) - 1]).toMatch(/^l013,/);
});

test("a model named by state and number is one of the rows where it is among them", async () => {
  const all = await lawsFinding(store.writer, none);
  const of = (record: string) => all.rows.find((row) => row.record === record)?.model_record;
  // l008 is 135-FZ, l009 478-FZ, l001 121-FZ; HUN/RUS names no law.
  expect([of("l015"), of("l025"), of("l013"), of("l044")]).toEqual(["l008", "l009", "l001", null]);
  const own = await lawsFinding(store.writer, {families: null, states: ["KGZ"]});
  expect(own.rows.every(({model_record}) => model_record === null)).toBe(true);
});

test("an unknown family is refused with those that are known", async () => {
  await expect(lawsFinding(store.writer, {families: ["foreign_agents"], states: null})).rejects.toMatchObject(
    {code: "unknown-family", hint: expect.stringContaining("foreign_agent")},
  );
});
