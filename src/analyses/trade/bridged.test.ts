import {afterAll, beforeAll, expect, test} from "vitest";
import {type SourceRow, storeOf} from "../../../test/world/index.ts";
import {normal, periodRange, seeded} from "../../base/index.ts";
import {states} from "../../reference/index.ts";
import type {Writer} from "../../store/index.ts";
import {tradeFinding} from "./finding.ts";
import type {TradeParams} from "./params.ts";

function row(text: string, value: number): SourceRow {
  const [reporter = "", partner = "", product = "", period = ""] = text.split(" ");
  return {period: Number(period), reporter, partner, flow: "X", product, value};
}

const REPORTERS = ["DEU", "FRA", "ITA", "ESP", "NLD", "BEL", "AUT", "POL", "CZE", "SWE", "FIN", "DNK"];
// Of telephones 851712, 80 % by value are smartphones (851713); 851711 has one heir, itself.
const PLANTED = 0.8;

/** Twelve offices change to HS2022 in 2022; each has a taste of its own and grows as it likes. */
function planted(seed: number): SourceRow[] {
  const random = seeded(seed);
  return REPORTERS.flatMap((reporter) => {
    const size = 1e6 * Math.exp(normal(random));
    const smart = Math.min(0.99, PLANTED + 0.03 * normal(random));
    const growth = Math.exp(0.5 * normal(random));
    return [
      row(`${reporter} KGZ 851712 2021`, size),
      row(`${reporter} KGZ 851711 2021`, 1000),
      row(`${reporter} KGZ 851713 2022`, size * growth * smart),
      row(`${reporter} KGZ 851714 2022`, size * growth * (1 - smart)),
      row(`${reporter} KGZ 851711 2022`, 2000),
      row(`${reporter} KGZ 854150 2021`, 50),
      row(`${reporter} KGZ 901380 2021`, 70),
      row(`${reporter} KGZ 901380 2022`, 60),
    ];
  });
}

let store: Writer;
let selected: Writer;
beforeAll(async () => {
  expect(states().toIso3("Germany")).toBe("DEU");
  store = await storeOf([{id: "customs", rank: 1, rows: planted(3)}]);
  selected = await storeOf([
    {id: "few", rank: 1, goods: "selected", rows: planted(3).filter(({product}) => product !== "851714")},
  ]);
});
afterAll(() => {
  store.close();
  selected.close();
});

async function ask(given: Partial<TradeParams>, of = store) {
  return tradeFinding(of, {
    reporters: ["DEU"],
    partners: ["KGZ"],
    flow: "X",
    product: "851713",
    goods: null,
    period: periodRange("2021"),
    compare: null,
    by: ["period"],
    side: "reporter",
    currency: "usd",
    source: null,
    basis: "origin",
    codes: "all",
    hs: "HS2022",
    ...given,
  });
}

const sizeOf = (product: string, period: number) =>
  Number(
    planted(3).find((one) => one.reporter === "DEU" && one.product === product && one.period === period)
      ?.value,
  );

test("smartphones of 2021 are the planted share of telephones, with an interval that holds it", async () => {
  const {rows, estimates} = await ask({});
  const truth = PLANTED * sizeOf("851712", 2021);
  expect(rows).toMatchObject([{estimated_pct: 100, exact_pct: 0, bounded_pct: 0, editions: "HS2017"}]);
  expect(Number(rows[0]?.low_usd)).toBeLessThan(truth);
  expect(Number(rows[0]?.high_usd)).toBeGreaterThan(truth);
  // A taste of 3 points over twelve offices, weighed by value: the pooled share is within 3 points.
  expect(Math.abs(Number(rows[0]?.value_usd) / truth - 1)).toBeLessThan(0.04);
  expect(estimates.map(({term}) => term)).toEqual([
    "HS2017 851712 → HS2022 851713",
    "HS2017 851712 → HS2022 851714",
  ]);
});

test("the same question in the edition of publication is the figure as published", async () => {
  const {rows} = await ask({period: periodRange("2022")});
  expect(rows).toMatchObject([
    {value_usd: expect.closeTo(sizeOf("851713", 2022), 2), exact_pct: 100, editions: "HS2022"},
  ]);
});

test("backwards a merger is exact, and so is the heading above a split", async () => {
  const back = await ask({hs: "HS2017", product: "851712", period: periodRange("2022")});
  const whole = sizeOf("851713", 2022) + sizeOf("851714", 2022);
  expect(back.rows).toMatchObject([{value_usd: expect.closeTo(whole, 2), exact_pct: 100, records: 2}]);
  const heading = await ask({product: "8517"});
  expect(heading.rows).toMatchObject([
    {value_usd: expect.closeTo(sizeOf("851712", 2021) + 1000, 2), exact_pct: 100},
  ]);
});

test("converted there and back by the family, nothing is lost", async () => {
  const {rows} = await ask({reporters: null, by: ["product"], product: "851713,851714"});
  const all = planted(3).filter(({product}) => product === "851712");
  const sum = rows.reduce((total, one) => total + Number(one.value_usd), 0);
  expect(sum).toBeCloseTo(
    all.reduce((total, {value}) => total + value, 0),
    2,
  );
});

test("what nobody shows on both sides is bounded, never split evenly", async () => {
  // Nobody publishes 854151 or 854159 in 2022, so nothing tells how 854150 splits.
  const {rows, warnings} = await ask({product: "854151"});
  expect(rows).toMatchObject([{value_usd: null, low_usd: 0, high_usd: 50, bounded_pct: 100}]);
  expect(warnings.join()).toContain("can only be bounded");
  expect((await ask({product: "854151,854159"})).rows).toMatchObject([{value_usd: 50, exact_pct: 100}]);
});

test("a code that lost goods to gathered ones is bounded by what it was", async () => {
  expect((await ask({product: "901380"})).rows).toMatchObject([{value_usd: null, low_usd: 0, high_usd: 70}]);
  expect((await ask({product: "901380", hs: "HS2017", period: periodRange("2022")})).rows).toMatchObject([
    {value_usd: 60, exact_pct: 100},
  ]);
});

test("telephones never enter semiconductor devices, which the conversion table would have them do", async () => {
  const {rows, evidence} = await ask({product: "8541"});
  expect(rows).toMatchObject([{value_usd: 50}]);
  expect(evidence[0]?.parameters.goods).toBe("hs:HS2022@8541");
});

test("a source of chosen goods that lacks a code of the family gives no weights", async () => {
  const {rows, warnings} = await ask({}, selected);
  expect(rows).toMatchObject([{value_usd: null, low_usd: 0, bounded_pct: 100}]);
  expect(warnings.join()).toContain("world/few holds chosen goods");
});

test("four offices are too few for weights", async () => {
  const few = await storeOf([
    {id: "customs", rows: planted(3).filter(({reporter}) => REPORTERS.slice(0, 4).includes(reporter))},
  ]);
  expect((await ask({}, few)).rows).toMatchObject([{value_usd: null, bounded_pct: 100}]);
  few.close();
});

test.each([
  [{goods: "chpl"}, "not-converted"],
  [{side: "both"}, "not-converted"],
  [{compare: periodRange("2020")}, "not-converted"],
  [{codes: "continuing"}, "not-converted"],
  [{product: "TOTAL"}, "not-converted"],
  [{product: "family:851713"}, "not-converted"],
  [{product: "851712"}, "unknown-hs6"],
  [{product: "85171300"}, "unknown-hs6"],
] as const)("%j is refused as %s", async (given, code) => {
  await expect(ask(given)).rejects.toMatchObject({code});
});

test("two sources with one trade in two editions are refused, and one of them by name is not", async () => {
  const both = await storeOf([
    {id: "early", rank: 1, rows: [row("DEU KGZ 851713 2022", 8), row("DEU KGZ 851714 2022", 2)]},
    {id: "late", rank: 2, edition: "HS2017", rows: [row("DEU KGZ 851712 2022", 10)]},
  ]);
  const asked = {product: "8517", period: periodRange("2022")};
  await expect(ask(asked, both)).rejects.toMatchObject({
    code: "mixed-editions",
    message: expect.stringContaining("world/early and world/late"),
  });
  for (const source of ["world/early", "world/late"])
    expect((await ask({...asked, source}, both)).rows).toMatchObject([{value_usd: 10, exact_pct: 100}]);
  both.close();
});

test("an office that changes edition within a year is one year, both editions added", async () => {
  const months = [
    {id: "before", rank: 1, edition: "HS2017", rows: [row("DEU KGZ 851712 2021", 3)]},
    {id: "after", rank: 1, rows: [row("DEU KGZ 851714 2022", 4), row("FRA KGZ 851714 2022", 1)]},
  ] as const;
  const changed = await storeOf(months);
  const {rows} = await ask({product: "8517", period: periodRange("2021..2022"), by: []}, changed);
  expect(rows).toMatchObject([{value_usd: 7, editions: "HS2017, HS2022", exact_pct: 100}]);
  changed.close();
});

test("a family is one exact series across the change, in trade as reported", async () => {
  const {rows} = await ask({product: "family:851713", hs: null, period: periodRange("2021..2022")});
  expect(rows.map(({value_usd}) => Number(value_usd))).toEqual([
    expect.closeTo(sizeOf("851712", 2021), 2),
    expect.closeTo(sizeOf("851713", 2022) + sizeOf("851714", 2022), 2),
  ]);
  await expect(ask({product: "family:901380", hs: null})).rejects.toMatchObject({code: "gathered-code"});
  await expect(ask({product: "family:999999", hs: null})).rejects.toMatchObject({code: "unknown-hs6"});
});

test("a code whose goods changed is named where it is asked for as published over the change", async () => {
  const over = {hs: null, period: periodRange("2021..2022")} as const;
  expect((await ask({...over, product: "851712"})).warnings.join()).toContain("ask with family:851712");
  expect((await ask({...over, product: "851711"})).warnings.join()).not.toContain("change of edition");
  expect((await ask({hs: null, product: "851712"})).warnings.join()).not.toContain("change of edition");
  expect((await ask({...over, product: "8517"})).warnings.join()).not.toContain("change of edition");
});
