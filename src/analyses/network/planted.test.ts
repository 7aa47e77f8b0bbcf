import {afterAll, beforeAll, expect, test} from "vitest";
import {inventedMeasure} from "../../../test/world/entanglement.ts";
import {type TieRow, tieStoreOf} from "../../../test/world/ties.ts";
import type {Writer} from "../../store/index.ts";
import {networkFinding} from "./finding.ts";
import {type NetworkRequest, networkParams} from "./params.ts";

const MEASURES = [
  inventedMeasure({
    layer: "institutions",
    measure: "memberships",
    kinds: ["membership"],
    statuses: ["member"],
    pausedBy: ["participation_frozen"],
    statistic: "memberships",
    absent: "none",
  }),
  inventedMeasure({layer: "people", measure: "asylum", kinds: ["asylum_applications"]}),
  inventedMeasure({layer: "votes", measure: "points", kinds: ["ideal_point"], statistic: "proximity"}),
];

const member = (a: string, start: string, end?: string): TieRow => ({
  kind: "membership",
  a,
  b: "CSTO",
  status: "member",
  start,
  ...(end === undefined ? {} : {end}),
  seen_to: "2024-12-31",
});

const MEMBERS = [
  member("ARM", "2002"),
  member("KAZ", "2002"),
  member("RUS", "2002"),
  member("UZB", "2006-06-23", "2012-12-19"),
  {
    kind: "membership",
    a: "ARM",
    b: "CSTO",
    status: "participation_frozen",
    start: "2024-02-22",
    seen_to: "2024-12-31",
  },
  {kind: "membership", a: "MNG", b: "CSTO", status: "observer", start: "2002", seen_to: "2024-12-31"},
] satisfies TieRow[];

const PEOPLE = [
  {kind: "asylum_applications", a: "ARM", b: "DEU", start: "2012", value: 8},
  {kind: "asylum_applications", a: "ARM", b: "USA", start: "2012", value: 2},
  {kind: "asylum_applications", a: "ARM", b: "RUS", start: "2012", value: 0},
  {kind: "asylum_applications", a: "KAZ", b: "DEU", start: "2024", value: 5},
  {kind: "asylum_applications", a: "FRA", b: "GBR", start: "2011", value: 1},
] satisfies TieRow[];

let store: Writer;
beforeAll(async () => {
  store = await tieStoreOf([
    {id: "members", rows: MEMBERS},
    {id: "people", layer: "people", rows: PEOPLE},
  ]);
});
afterAll(() => store.close());

function ask(request: NetworkRequest) {
  return networkFinding(store, networkParams({layers: ["institutions", "people"], ...request}), MEASURES);
}

// Counted by hand. In 2012 four members make six pairs; Armenia has three of them and two destinations: o = 5, P = 2 · [1 − 9/25 − 4/25].
test("degrees by layer, overlap and participation of a planted network", async () => {
  const {rows} = await ask({date: "2012"});
  const arm = rows.find(({state}) => state === "ARM");
  expect(arm).toMatchObject({institutions_degree: 3, people_degree: 2, overlap: 5});
  expect(arm?.participation).toBeCloseTo(0.96, 12);
  expect(rows.map(({state}) => state)).toEqual(["ARM", "DEU", "KAZ", "RUS", "USA", "UZB"]);
});

// Planted: of Armenia's neighbours Germany (EU), USA and Russia are of three poles and none tied to another: three pairs, of which memberships
// gathered for the study say nothing of Germany with the USA. States of a pole have none.
test("a state between poles has the pairs that it stands between, and those of which nobody knows", async () => {
  const {rows} = await ask({date: "2012"});
  const pairs = Object.fromEntries(
    rows.map((row) => [String(row.state), [row.pole_pairs, row.pole_pairs_unknown]]),
  );
  expect(pairs).toMatchObject({ARM: [2, 1], KAZ: [0, 0], UZB: [0, 0], RUS: [null, null], DEU: [null, null]});
  const people = await ask({date: "2012", layers: ["people"]});
  expect(people.rows.find(({state}) => state === "ARM")).toMatchObject({
    pole_pairs: 1,
    pole_pairs_unknown: 0,
  });
});

// The same less the row of two states outside the study: what is left has the ties of Armenia, and of Germany only some.
test("data cut to pairs with a state of the study give its degrees, and nothing that hangs on the whole network", async () => {
  const cut = await tieStoreOf([{id: "people", layer: "people", rows: PEOPLE.filter(({a}) => a !== "FRA")}]);
  const params = networkParams({date: "2012", layers: ["people"]});
  const {rows, warnings} = await networkFinding(cut, params, MEASURES);
  cut.close();
  const [arm, deu] = rows;
  const unknown =
    "what hangs on the whole network is not known where people/asylum hold only pairs with a state of the study";
  expect(arm).toMatchObject({
    state: "ARM",
    people_degree: 2,
    overlap: 2,
    pole_pairs: 0,
    pole_pairs_unknown: 1,
    unknown,
  });
  expect(deu).toMatchObject({state: "DEU", people_degree: null, overlap: null, participation: null});
  for (const {constraint, effective_size, betweenness, eigenvector, pagerank} of rows)
    expect([constraint, effective_size, betweenness, eigenvector, pagerank]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  expect(warnings.join()).toContain("people/asylum hold only pairs with a state of the study");
  const whole = await ask({date: "2012", layers: ["people"]});
  expect(whole.rows.every(({betweenness}) => betweenness !== null)).toBe(true);
});

test("Uzbekistan is in on the last day and out the day after; a frozen membership is no tie", async () => {
  const edges = async (date: string) =>
    (await ask({date, layers: ["institutions"], show: "edges"})).rows.map(({a}) => a);
  expect(await edges("2012-12-19")).toEqual(["ARM", "KAZ", "RUS", "UZB"]);
  expect(await edges("2012-12-20")).toEqual(["ARM", "KAZ", "RUS"]);
  expect(await edges("2024-02-21")).toEqual(["ARM", "KAZ", "RUS"]);
  expect(await edges("2024-02-22")).toEqual(["KAZ", "RUS"]);
});

test("two dates are compared tie by tie, each with where it can be read", async () => {
  const {rows, evidence} = await ask({date: "2024-06", compare: "2012"});
  expect(
    rows.map(({a, b, change, weight_before, weight_after}) => [a, b, change, weight_before, weight_after]),
  ).toEqual([
    ["ARM", "CSTO", "ended", 1, null],
    ["UZB", "CSTO", "ended", 1, null],
    ["KAZ", "DEU", "added", null, 5],
    ["ARM", "DEU", "ended", 8, null],
    ["ARM", "USA", "ended", 2, null],
  ]);
  expect(evidence).toHaveLength(rows.length);
});

test("a layer that has no ties, and a text that is no date, are refused", async () => {
  await expect(ask({layers: ["votes"]})).rejects.toMatchObject({code: "unknown-layer"});
  for (const date of ["20x2", "2022-13", "2022-00", "2022-02-30"])
    await expect(ask({date}), date).rejects.toMatchObject({code: "bad-date"});
});
