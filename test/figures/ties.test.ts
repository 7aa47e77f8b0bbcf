import {afterAll, beforeAll, expect, test} from "vitest";
import {responseFinding} from "../../src/analyses/response/index.ts";
import {EVERY_TIE, type TieParams, tiesFinding} from "../../src/analyses/ties/index.ts";
import {day} from "../../src/base/index.ts";
import {sql} from "../../src/store/index.ts";
import {packStore, type TestStore} from "../support/stores.ts";

let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
});
afterAll(() => pack[Symbol.asyncDispose]());

function ties(params: Partial<TieParams>) {
  return tiesFinding(pack.store, {...EVERY_TIE, ...params});
}

// Expected: announced by the prime minister on 22 February 2024; no withdrawal was notified (reference/memberships m0038, m0039).
test("Armenia's part in the CSTO is frozen from 2024-02-22, and its membership has no end", async () => {
  const {rows} = await ties({
    states: ["ARM"],
    partners: ["CSTO"],
    kinds: ["membership"],
    source: "reference/memberships",
  });
  expect(rows.map(({status, start, end}) => [status, start, end])).toEqual([
    ["member", "2002-10-07", null],
    ["participation_frozen", "2024-02-22", null],
  ]);
});

test.each([
  ["2006-06-22", 0],
  ["2006-06-23", 1],
  ["2012-12-19", 2],
  ["2012-12-20", 0],
] as const)("Uzbekistan in the CSTO on %s: %i spells hold", async (date, spells) => {
  const {rows} = await ties({states: ["UZB"], partners: ["CSTO"], kinds: ["membership"], date});
  expect(rows).toHaveLength(spells);
});

test("every tie leads back to the row of the table it came from", async () => {
  const {rows, evidence, lineage} = await ties({states: ["ARM"], partners: ["CSTO"]});
  expect(evidence).toHaveLength(rows.length);
  expect(lineage.map(({source}) => source)).toEqual([
    "cia/factbook-memberships",
    "reference/memberships",
    "reference/security",
  ]);
});

test("every state of the study is covered by the facts on institutions and security, in every year since 1992", async () => {
  const rows = await pack.store.rows(sql`
    SELECT iso3, count(DISTINCT year) FILTER (year BETWEEN 1995 AND 2025) AS years FROM ref.state
    LEFT JOIN meta.tie_coverage ON state = iso3 AND kind = 'membership' WHERE study GROUP BY iso3 HAVING years < 31`);
  expect(rows).toEqual([]);
});

test("what Armenia did after the shock holds the freeze, and no exit from the CSTO", async () => {
  const {rows} = await responseFinding(pack.store, {state: "ARM", pole: "RUS", shock: day("2022-02-24")});
  const csto = rows
    .filter(({partner}) => partner === "CSTO")
    .map(({date, act, direction}) => [date, act, direction]);
  expect(csto).toEqual([["2024-02-22", "froze its part in", "away"]]);
});

// Expected: reference/blocs holds these four of the study among the states with export bans of their own.
test("the Baltic states and Ukraine took measures, and every other state of the study but the pole has a type", async () => {
  const {rows} = await responseFinding(pack.store, {state: null, pole: "RUS", shock: day("2022-02-24")});
  expect(rows).toHaveLength(14);
  expect(rows.filter(({type}) => type === "took measures").map(({state}) => state)).toEqual([
    "EST",
    "LTU",
    "LVA",
    "UKR",
  ]);
});
