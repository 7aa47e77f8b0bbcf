import {afterAll, beforeAll, expect, test} from "vitest";
import {inventedMeasure} from "../../../test/world/entanglement.ts";
import {type TieRow, tieStoreOf} from "../../../test/world/ties.ts";
import {sql, type Writer} from "../../store/index.ts";
import {poleTiesFinding} from "./finding.ts";
import {type PoleTieRequest, poleTieParams} from "./params.ts";

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
  inventedMeasure({
    layer: "money",
    measure: "remittances",
    kinds: ["remittances"],
    ends: "in",
    absent: "unknown",
  }),
  inventedMeasure({layer: "people", measure: "asylum", kinds: ["asylum_applications"]}),
  inventedMeasure({layer: "votes", measure: "points", kinds: ["ideal_point"], statistic: "proximity"}),
];

const member = (a: string, start: string, more: Partial<TieRow> = {}): TieRow => ({
  kind: "membership",
  a,
  b: "CSTO",
  status: "member",
  start,
  seen_from: "2002",
  seen_to: "2024-12-31",
  ...more,
});

const MEMBERS = [
  member("ARM", "2002"),
  member("KAZ", "2002"),
  member("UZB", "2006-07-01", {end: "2012-06-30"}),
  member("MNG", "2002", {status: "observer"}),
  member("ARM", "2024-07-01", {status: "participation_frozen"}),
];

const PEOPLE = [
  {kind: "asylum_applications", a: "ARM", b: "DEU", start: "2012", value: 8},
  {kind: "asylum_applications", a: "ARM", b: "FRA", start: "2012", value: 3},
  {kind: "asylum_applications", a: "ARM", b: "USA", start: "2012", value: 2},
  {kind: "asylum_applications", a: "KAZ", b: "DEU", start: "2012", value: 5},
  {kind: "asylum_applications", a: "KAZ", b: "DEU", start: "2013", value: 6},
  {kind: "asylum_applications", a: "FRA", b: "GBR", start: "2014", value: 1},
] satisfies TieRow[];

const MONEY = [
  {kind: "remittances", a: "RUS", b: "ARM", start: "2012", value: 700},
  {kind: "remittances", a: "ARM", b: "RUS", start: "2012", value: 30},
] satisfies TieRow[];

let store: Writer;
beforeAll(async () => {
  store = await tieStoreOf([
    {id: "members", rows: MEMBERS},
    {id: "people", layer: "people", rows: PEOPLE},
    {id: "money", layer: "money", rows: MONEY},
  ]);
});
afterAll(() => store.close());

function ask(request: PoleTieRequest) {
  return poleTiesFinding(store, poleTieParams(request), MEASURES);
}

// By hand: Kazakhstan is covered in 2012 and has no row with the USA; of Germany and France no row says that they send anybody.
test("a pair without a row is zero where the source looked at both in the year, and has no row where it did not", async () => {
  const {rows} = await ask({pole: "USA", layer: "people"});
  expect(rows.map(({state, period, weight}) => [state, period, weight])).toEqual([
    ["ARM", "2012", 2],
    ["DEU", "2012", 0],
    ["FRA", "2012", 0],
    ["KAZ", "2012", 0],
  ]);
});

// The same without the row of two states outside the study: nobody says that the file lists pairs of such states.
test("data cut to pairs with a state of the study say nothing of two others", async () => {
  const cut = await tieStoreOf([{id: "people", layer: "people", rows: PEOPLE.filter(({b}) => b !== "GBR")}]);
  const {rows} = await poleTiesFinding(cut, poleTieParams({pole: "USA", layer: "people"}), MEASURES);
  expect(rows.map(({state, weight}) => [state, weight])).toEqual([
    ["ARM", 2],
    ["KAZ", 0],
  ]);
  cut.close();
});

test("weights with a pole are those added up by SQL, and the pole itself has no row", async () => {
  const {rows, parameters, columns} = await ask({pole: "DEU", layer: "people"});
  const sums = await store.rows(sql`
    SELECT a AS state, start AS period, sum(value) AS weight FROM layer.tie
    WHERE kind = 'asylum_applications' AND b = 'DEU' GROUP BY a, start ORDER BY period, state`);
  const tied = rows.filter(({weight}) => weight !== 0);
  expect(tied.map(({state, period, weight}) => ({state, period, weight}))).toEqual(sums);
  expect(rows.some(({state}) => state === "DEU")).toBe(false);
  expect(parameters).toMatchObject({direction: "to pole", form: "amount", weight_unit: "applications"});
  expect(columns.find(({name}) => name === "weight")?.unit).toBe("count");
});

test("money comes from the pole, and what went the other way is not it", async () => {
  const {rows, parameters} = await ask({pole: "RUS", layer: "money"});
  expect(rows).toEqual([{state: "ARM", period: "2012", weight: 700, weight_unit: "usd"}]);
  expect(parameters).toMatchObject({direction: "from pole", form: "amount"});
});

// By hand: Uzbekistan is in from 1 July 2006 (184 of 365 days) and to 30 June 2012 (182 of 366); Armenia is frozen from 1 July 2024 (182 of 366 left).
test("memberships are the mean number over the days of a year; an observer is looked at and weighs nothing", async () => {
  const {rows} = await ask({pole: "RUS", layer: "institutions", from: 2005, to: 2025});
  const of = (state: string, period: string) =>
    rows.find((row) => row.state === state && row.period === period)?.weight;
  expect(of("UZB", "2006")).toBeCloseTo(184 / 365, 12);
  expect(of("UZB", "2012")).toBeCloseTo(182 / 366, 12);
  expect(of("ARM", "2024")).toBeCloseTo(182 / 366, 12);
  expect(of("KAZ", "2024")).toBe(1);
  expect(of("MNG", "2012")).toBe(0);
  // Nobody looked at Uzbekistan after its last tie, nor at Georgia at all.
  expect([of("UZB", "2014"), of("GEO", "2012"), of("KAZ", "2025")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("each row leads to the ties of the two ends in its year", async () => {
  const {rows, evidence} = await ask({pole: "DEU", layer: "people"});
  expect(evidence).toHaveLength(rows.length);
  expect(evidence[0]?.parameters).toMatchObject({state: "ARM", others: ["DEU"], from: 2012, to: 2012});
});

test("the measures that the store holds are listed, with the years they speak of, and no others", async () => {
  const {rows} = await ask({show: "measures"});
  expect(rows.map(({layer, measure, ties, first_year: first}) => [layer, measure, ties, first])).toEqual([
    ["institutions", "memberships", 5, "2002"],
    ["money", "remittances", 2, "2012"],
    ["people", "asylum", 6, "2012"],
  ]);
});

test("unknown layers, measures, poles and years, and memberships of a state without organisations, are refused", async () => {
  await expect(ask({layer: "trde"})).rejects.toMatchObject({code: "unknown-layer"});
  await expect(ask({layer: "people", measure: "asylumm"})).rejects.toMatchObject({code: "unknown-measure"});
  await expect(ask({layer: "people", pole: "Atlantis"})).rejects.toMatchObject({code: "unknown-state"});
  await expect(ask({layer: "people", from: 2020, to: 2010})).rejects.toMatchObject({code: "bad-years"});
  await expect(ask({pole: "DEU"})).rejects.toMatchObject({code: "no-organisations"});
});
