import {expect, test} from "vitest";
import {type Publication, type SourceRow, storeOf} from "../../../test/world/index.ts";
import {periodRange} from "../../base/index.ts";
import type {StoreRow} from "../../store/index.ts";
import {holdingSources, reportedPeriods, tradeCells} from "./cells.ts";
import {type Goods, listGoods, parseGoods} from "./goods.ts";
import type {TradeSlice} from "./slice.ts";
import {unitMembers} from "./units.ts";

interface Asked extends Partial<Omit<TradeSlice, "reporters" | "partners" | "goods" | "range">> {
  readonly reporters?: readonly string[];
  readonly partners?: readonly string[];
  readonly goods?: Goods;
  readonly range?: string;
}

function slice({reporters, partners, goods, range = "2021", ...rest}: Asked): TradeSlice {
  return {
    reporters: reporters === undefined ? null : unitMembers(reporters),
    partners: partners === undefined ? null : unitMembers(partners),
    flows: ["X"],
    goods: goods ?? {kind: "total"},
    range: periodRange(range),
    source: null,
    basis: "origin",
    sides: "any",
    codes: "all",
    codesYear: null,
    splitGoods: false,
    splitPartners: false,
    ...rest,
  };
}

async function cells(publications: readonly Publication[], asked: Asked): Promise<StoreRow[]> {
  const store = await storeOf(publications);
  try {
    return await store.rows(tradeCells(slice(asked)));
  } finally {
    store.close();
  }
}

/** One publication of rows, the first by rank. */
const office = (rows: readonly SourceRow[], traits: Partial<Publication> = {}): Publication => ({
  id: "one",
  rank: 1,
  rows,
  ...traits,
});
const other = (rows: readonly SourceRow[], traits: Partial<Publication> = {}): Publication => ({
  id: "two",
  rank: 2,
  rows,
  ...traits,
});

function row(text: string, value: number): SourceRow {
  const [reporter = "", partner = "", product = "", period = "2021"] = text.split(" ");
  return {period: Number(period), reporter, partner, flow: "X", product, value};
}

const values = (rows: readonly StoreRow[]) => rows.map(({value_usd}) => value_usd);

test("a published world total is the world, not its partners and not both", async () => {
  const rows = [row("KAZ USA TOTAL", 100), row("KAZ CAN TOTAL", 20), row("KAZ W00 TOTAL", 150)];
  expect(values(await cells([office(rows)], {}))).toEqual([150]);
  expect(values(await cells([office(rows)], {splitPartners: true}))).toEqual([20, 100]);
});

test("the world asked for by name stands beside other partners and hides none", async () => {
  const rows = [row("KAZ USA TOTAL", 100), row("KAZ CAN TOTAL", 20), row("KAZ W00 TOTAL", 150)];
  expect(await cells([office(rows)], {partners: ["W00", "USA"]})).toMatchObject([
    {partner: "USA", value_usd: 100},
    {partner: "W00", value_usd: 150},
  ]);
});

test("where one source alone is read, a bloc published as one is still not added to its members", async () => {
  const months = ["202101", "202102"];
  const rows = months.flatMap((month) =>
    ["DEU", "FRA", "EU27"].map((reporter) =>
      row(`${reporter} USA TOTAL ${month}`, reporter === "EU27" ? 35 : 10),
    ),
  );
  const asked = {reporters: ["EU27"], range: "2021-01..2021-02", splitPartners: true};
  const among = await cells([office(rows)], asked);
  expect(values(among)).toEqual([20, 20]);
  expect(await cells([office(rows)], {...asked, within: ["world/one"]})).toEqual(among);
});

test("without a world total, a full set of partners is the world and a selected one is not", async () => {
  const rows = [row("KAZ USA TOTAL", 100), row("KAZ CAN TOTAL", 20)];
  expect(values(await cells([office(rows)], {}))).toEqual([120]);
  expect(await cells([office(rows, {partners: "selected"})], {})).toEqual([]);
  expect(values(await cells([office(rows, {partners: "selected"})], {partners: ["USA"]}))).toEqual([100]);
});

test("a source of selected partners that publishes the world total answers with it", async () => {
  const rows = [row("KAZ USA TOTAL", 100), row("KAZ W00 TOTAL", 150)];
  expect(values(await cells([office(rows, {partners: "selected"})], {}))).toEqual([150]);
});

test("asked for every partner, a full set comes before a better ranked selection", async () => {
  const few = office([row("KAZ USA TOTAL", 100)], {partners: "selected"});
  const all = other([row("KAZ USA TOTAL", 90), row("KAZ CAN TOTAL", 20)]);
  expect(values(await cells([few, all], {splitPartners: true}))).toEqual([20, 90]);
  expect(values(await cells([few, all], {partners: ["USA"]}))).toEqual([100]);
});

test("two sources that hold one cell are never added: the lower rank answers, with all its partners", async () => {
  const best = office([row("KAZ USA TOTAL", 100)]);
  const second = other([row("KAZ USA TOTAL", 90), row("KAZ CAN TOTAL", 20)]);
  expect(values(await cells([best, second], {}))).toEqual([100]);
  expect(values(await cells([best, second], {splitPartners: true}))).toEqual([100]);
  expect(values(await cells([best, second], {source: "world/two"}))).toEqual([110]);
});

test("a source fills the periods and products that a better ranked one does not hold", async () => {
  const best = office([row("KAZ USA 854110 2021", 100)]);
  const second = other([
    row("KAZ USA 854110 2022", 90),
    row("KAZ USA 870323 2021", 5),
    row("KAZ USA 854110 2021", 1),
  ]);
  const goods = parseGoods("854110,870323");
  const found = await cells([best, second], {goods, range: "2021..2022", splitGoods: true});
  expect(found.map(({period, label, source, value_usd}) => [period, label, source, value_usd])).toEqual([
    [2021, "854110", "world/one", 100],
    [2021, "870323", "world/two", 5],
    [2022, "854110", "world/two", 90],
  ]);
});

const monthly = (months: number, value: number): SourceRow[] =>
  Array.from({length: months}, (_, at) => row(`KAZ USA TOTAL ${202_101 + at}`, value));

test("months add up to a year that says how many they are", async () => {
  const [year] = await cells([office(monthly(12, 10))], {});
  expect(year).toMatchObject({period: 2021, frequency: "M", months: 12, value_usd: 120, records: 12});
  const [part] = await cells([office(monthly(5, 10))], {});
  expect(part).toMatchObject({frequency: "M", months: 5, value_usd: 50});
});

test("a whole year comes before part of one, whatever the rank", async () => {
  const found = await cells([office(monthly(11, 10)), other([row("KAZ USA TOTAL 2021", 130)])], {});
  expect(found).toMatchObject([{source: "world/two", months: 12, value_usd: 130}]);
});

test("of a source's own year and months, the year is taken and never both", async () => {
  expect(values(await cells([office([...monthly(12, 10), row("KAZ USA TOTAL 2021", 125)])], {}))).toEqual([
    125,
  ]);
});

test("months are asked for as months, years do not answer", async () => {
  const rows = [...monthly(3, 10), row("KAZ USA TOTAL 2021", 125)];
  expect(values(await cells([office(rows)], {range: "2021-02..2021-03"}))).toEqual([10, 10]);
});

test("a bloc is its members at the time, and a member that left counts no more", async () => {
  const rows = [
    row("DEU RUS TOTAL 201912", 10),
    row("GBR RUS TOTAL 201912", 5),
    row("DEU RUS TOTAL 202001", 10),
    row("GBR RUS TOTAL 202001", 5),
    row("DEU RUS TOTAL 202002", 10),
    row("GBR RUS TOTAL 202002", 5),
  ];
  // The United Kingdom left on 31 January 2020.
  expect(values(await cells([office(rows)], {reporters: ["EU"], range: "2019-12..2020-02"}))).toEqual([
    15, 15, 10,
  ]);
  expect(values(await cells([office(rows)], {reporters: ["EU27"], range: "2019-12..2020-02"}))).toEqual([
    10, 10, 10,
  ]);
});

test("a bloc whose members publish by themselves is all of them, each from its own best source", async () => {
  const first = office([row("KAZ USA TOTAL", 100)]);
  const second = other([row("KGZ USA TOTAL", 7), row("KAZ USA TOTAL", 90)]);
  const found = await cells([first, second], {reporters: ["EAEU"]});
  expect(found.map(({reporter, source, value_usd}) => [reporter, source, value_usd])).toEqual([
    ["EAEU", "world/one", 100],
    ["EAEU", "world/two", 7],
  ]);
});

test("a bloc published as one is never added to its members", async () => {
  const members = [row("DEU RUS TOTAL", 60), row("FRA RUS TOTAL", 30)];
  const whole = row("EU27 RUS TOTAL", 100);
  expect(values(await cells([office([...members, whole])], {reporters: ["EU27"]}))).toEqual([90]);
  expect(values(await cells([office([whole]), other(members)], {reporters: ["EU27"]}))).toEqual([100]);
  expect(values(await cells([office(members), other([whole])], {reporters: ["EU27"]}))).toEqual([90]);
});

test("a bloc as partner is the sum over its members", async () => {
  const rows = [row("KAZ DEU TOTAL", 60), row("KAZ FRA TOTAL", 30), row("KAZ USA TOTAL", 5)];
  const found = await cells([office(rows)], {partners: ["EU27", "USA"]});
  expect(found.map(({partner, value_usd}) => [partner, value_usd])).toEqual([
    ["EU27", 90],
    ["USA", 5],
  ]);
});

const LINES = [row("KAZ USA 85411000", 100), row("KAZ USA 85412100", 20), row("KAZ USA 8541", 130)];

test("a heading is taken where it is published, with the goods that its lines hide", async () => {
  const goods = parseGoods("8541");
  expect(values(await cells([office(LINES)], {goods}))).toEqual([130]);
  expect(values(await cells([office(LINES, {goods: "selected"})], {goods}))).toEqual([130]);
});

test("a heading that is not published is the sum of all its lines, never of chosen ones", async () => {
  const goods = parseGoods("8541");
  expect(values(await cells([office(LINES.slice(0, 2))], {goods}))).toEqual([120]);
  expect(await cells([office(LINES.slice(0, 2), {goods: "selected"})], {goods})).toEqual([]);
});

test("a heading published for some partners does not hide the lines of others", async () => {
  const rows = [...LINES, row("KAZ CAN 85411000", 7)];
  const found = await cells([office(rows)], {goods: parseGoods("8541"), splitPartners: true});
  expect(found.map(({partner, value_usd}) => [partner, value_usd])).toEqual([
    ["CAN", 7],
    ["USA", 130],
  ]);
});

test("a chapter above published headings and lines is the sum of the lines alone", async () => {
  expect(values(await cells([office(LINES)], {goods: parseGoods("85")}))).toEqual([120]);
});

test("a list counts lines, never the headings that repeat them, and each line once", async () => {
  const rows = [...LINES, row("KAZ USA 85423100", 3)];
  const {goods} = listGoods("chpl");
  const found = await cells([office(rows, {goods: "selected"})], {goods, splitGoods: true});
  expect(found.map(({label, value_usd}) => [label, value_usd])).toEqual([
    ["854110", 100],
    ["854121", 20],
    ["854231", 3],
  ]);
  const whole = await cells([office(rows, {goods: "selected"})], {goods});
  expect(whole).toMatchObject([{label: "chpl", value_usd: 123}]);
});

test("a list of headings and chapters counts the lines below them, not the headings", async () => {
  // 8504 and chapter 88 are on the list whole; 8504 is published as a heading too.
  const rows = [
    row("KAZ USA 85044090", 10),
    row("KAZ USA 85045000", 20),
    row("KAZ USA 8504", 50),
    row("KAZ USA 88073000", 5),
    row("KAZ USA 88", 7),
  ];
  const [whole] = await cells([office(rows)], {goods: listGoods("eu-bans", {scope: "full"}).goods});
  expect(whole).toMatchObject({label: "eu-bans", value_usd: 35, records: 3});
});

test("a line that changed its code is one series, and only in the edition that has it", async () => {
  const rows = [
    row("KAZ USA 854890 2021", 10),
    row("KAZ USA 854800 2022", 12),
    row("KAZ USA 854890 2022", 99),
    row("KAZ USA 854800 2021", 99),
  ];
  const found = await cells([office(rows)], {
    goods: listGoods("chpl").goods,
    range: "2021..2022",
    splitGoods: true,
  });
  expect(found.map(({period, label, value_usd}) => [period, label, value_usd])).toEqual([
    [2021, "854800", 10],
    [2022, "854800", 12],
  ]);
});

test("all goods are the published total, else the sum of all lines, and nothing from chosen goods", async () => {
  const lines = [row("KAZ USA 854110", 100), row("KAZ USA 870323", 20)];
  expect(values(await cells([office(lines)], {}))).toEqual([120]);
  expect(await cells([office(lines, {goods: "selected"})], {})).toEqual([]);
  expect(values(await cells([office([...lines, row("KAZ USA TOTAL", 150)])], {}))).toEqual([150]);
});

test("codes born in the year or ended before it are left out where that is asked for", async () => {
  const rows = [
    row("KAZ USA 854110 2020", 1),
    row("KAZ USA 854110 2021", 10),
    row("KAZ USA 854121 2021", 100),
    row("KAZ USA 850440 2020", 1000),
  ];
  const asked = {goods: parseGoods("85"), range: "2020..2021", codesYear: 2021} as const;
  expect(values(await cells([office(rows)], asked))).toEqual([1001, 110]);
  expect(values(await cells([office(rows)], {...asked, codes: "not-new"}))).toEqual([1001, 10]);
  expect(values(await cells([office(rows)], {...asked, codes: "continuing"}))).toEqual([1, 10]);
});

test("euro values stay as published, dollars are at the period's own rate", async () => {
  const euro = office([row("DEU USA TOTAL", 100)], {currency: "EUR"});
  const dollar = office([row("DEU USA TOTAL", 100)]);
  // ECB reference average of 2021 in reference/fx: 1.1827 USD per EUR.
  const [inEuro] = await cells([euro], {});
  const [inDollar] = await cells([dollar], {});
  expect(inEuro).toMatchObject({value_eur: 100});
  expect(Number(inEuro?.value_usd)).toBeCloseTo(118.27, 2);
  expect(inDollar).toMatchObject({value_usd: 100});
  expect(Number(inDollar?.value_eur)).toBeCloseTo(100 / 1.1827, 3);
});

test("without a rate there is no value in euro, and the dollars stand", async () => {
  const [cell] = await cells([office([row("KAZ USA TOTAL 1990", 100)])], {range: "1990"});
  expect(cell).toMatchObject({value_usd: 100, value_eur: null});
});

test("a weight is the sum of all weights or missing, never of some", async () => {
  const light = {...row("KAZ USA 854110", 1), kg: 3};
  const heavy = {...row("KAZ CAN 854110", 1), kg: 4};
  const unweighed = {...row("KAZ DEU 854110", 1), kg: null};
  expect(await cells([office([light, heavy])], {})).toMatchObject([{net_kg: 7, records: 2}]);
  expect(await cells([office([light, heavy, unweighed])], {})).toMatchObject([{net_kg: null, records: 3}]);
});

test("what was weighed is the value and the weight of the lines with a weight above zero", async () => {
  const rows = [
    {...row("KAZ USA 854110", 10), kg: 3},
    {...row("KAZ USA 854121", 20), kg: 0},
    {...row("KAZ USA 854129", 40), kg: null},
    {...row("KAZ DEU 854110", 80), kg: 5},
  ];
  const asked = {goods: parseGoods("8541"), usdOnly: true, weighed: true} as const;
  expect(await cells([office(rows)], asked)).toMatchObject([
    {value_usd: 150, weighed_usd: 90, weighed_kg: 8, records: 4},
  ]);
  const [none] = await cells([office(rows.slice(1, 3))], asked);
  expect(none).toMatchObject({value_usd: 60, weighed_usd: 0, weighed_kg: 0});
});

test("sums of all goods are of no lines that can have been weighed", async () => {
  const rows = [{...row("KAZ USA TOTAL", 10), kg: 3}];
  const [cell = {}] = await cells([office(rows)], {usdOnly: true, weighed: true});
  expect(cell).toMatchObject({value_usd: 10});
  expect(Object.keys(cell)).not.toContain("weighed_kg");
});

test("reported periods are those with a record of some pair, in the sources that hold the goods", async () => {
  const store = await storeOf([
    office([row("KAZ USA 854110 2020", 1), row("KAZ USA 854110 202103", 1), row("KAZ W00 854110 2019", 1)]),
    other([row("KAZ USA 870323 2021", 1)], {goods: "selected"}),
  ]);
  const asked = {reporters: ["KAZ"], goods: parseGoods("8541"), splitPartners: true};
  const within = async (more: Parameters<typeof slice>[0]) => {
    const of = slice(more);
    return {...of, within: (await store.rows(holdingSources(of))).map(({source}) => String(source))};
  };
  const found = await store.rows(reportedPeriods(await within(asked)));
  expect(found.map(({source, period}) => [source, period])).toEqual([
    ["world/one", 2020],
    ["world/one", 202_103],
  ]);
  const ofWorld = await store.rows(reportedPeriods(await within({...asked, splitPartners: false})));
  expect(ofWorld.map(({period}) => period)).toEqual([2019, 2020, 202_103]);
  store.close();
});
