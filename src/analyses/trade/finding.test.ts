import {afterAll, beforeAll, expect, test} from "vitest";
import {type SourceRow, storeOf} from "../../../test/world/index.ts";
import {periodRange} from "../../base/index.ts";
import type {Writer} from "../../store/index.ts";
import {tradeFinding} from "./finding.ts";
import type {TradeParams} from "./params.ts";

function row(text: string, value: number, flow: SourceRow["flow"] = "X"): SourceRow {
  const [reporter = "", partner = "", product = "", period = ""] = text.split(" ");
  return {period: Number(period), reporter, partner, flow, product, value};
}

let store: Writer;
beforeAll(async () => {
  store = await storeOf([
    {
      id: "customs",
      rank: 2,
      rows: [
        row("DEU KGZ 870323 2020", 50),
        row("DEU KGZ 870323 2021", 100),
        row("DEU KGZ 854110 2021", 40),
        row("KGZ DEU 870323 2021", 30, "M"),
        row("KAZ KGZ 870323 2021", 7),
        row("KAZ RUS 870323 2021", 9, "RX"),
        row("FRA USA 870323 202101", 5),
        row("FRA USA 870323 202212", 9),
      ],
    },
    {
      id: "merged",
      rank: 3,
      sides: "reconciled",
      rows: [row("DEU KGZ 870323 2021", 80), row("FRA KGZ 870323 2021", 11)],
    },
  ]);
});
afterAll(() => store.close());

async function ask(given: Partial<TradeParams>, of = store) {
  return tradeFinding(of, {
    reporters: ["DEU"],
    partners: ["KGZ"],
    flow: "X",
    product: "8703",
    goods: null,
    period: periodRange("2021"),
    compare: null,
    by: [],
    side: "reporter",
    currency: "usd",
    source: null,
    basis: "origin",
    codes: "all",
    hs: null,
    ...given,
  });
}

test("both sides stand beside each other with what is missing", async () => {
  const {rows} = await ask({side: "both"});
  // The importer shows 30 of the exporter's 100.
  expect(rows).toMatchObject([{exporter_usd: 100, importer_usd: 30, missing_usd: 70, missing_pct: 70}]);
});

test("a side that nobody reports is missing, and so is the gap", async () => {
  const {rows, warnings} = await ask({side: "both", product: "8541"});
  expect(rows).toMatchObject([{exporter_usd: 40, importer_usd: null, missing_usd: null, missing_pct: null}]);
  expect(warnings.join()).toContain("no loaded source has a record");
});

test("asked for imports, both sides stay exporter's and importer's", async () => {
  const {rows} = await ask({side: "both", reporters: ["KGZ"], partners: ["DEU"], flow: "M"});
  expect(rows).toMatchObject([{exporter_usd: 100, importer_usd: 30, missing_usd: 70}]);
});

test("the partner's side is the mirror alone", async () => {
  const {rows} = await ask({side: "partner"});
  expect(rows).toMatchObject([{value_usd: 30, source: "world/customs"}]);
});

test("a re-export has no mirror, which is no error", async () => {
  const rx = {reporters: ["KAZ"], partners: ["RUS"], flow: "RX"} as const;
  expect((await ask({...rx, side: "both"})).rows).toMatchObject([{exporter_usd: 9, importer_usd: null}]);
  expect((await ask({...rx, side: "partner"})).rows).toEqual([]);
});

test("the merged figure is shown where it is asked for, and named as its source", async () => {
  const {rows} = await ask({side: "reconciled"});
  expect(rows).toMatchObject([{value_usd: 80, source: "world/merged"}]);
});

test("a later ranked source answers where the first has nothing, and is never added", async () => {
  const {rows} = await ask({reporters: ["DEU", "FRA"], by: ["reporter"]});
  expect(rows.map(({reporter, value_usd, source}) => [reporter, value_usd, source])).toEqual([
    ["DEU", 100, "world/customs"],
    ["FRA", 11, "world/merged"],
  ]);
});

test("a comparison is the growth between two ranges of one length", async () => {
  const {rows} = await ask({compare: periodRange("2020")});
  expect(rows).toMatchObject([{value_usd: 100, compare_usd: 50, change_pct: 100}]);
  await expect(ask({compare: periodRange("2019..2020")})).rejects.toMatchObject({code: "ranges-differ"});
});

test("a month of one year is not compared with another month of the next", async () => {
  const france = {
    reporters: ["FRA"],
    partners: ["USA"],
    by: ["period"],
    period: periodRange("2021..2022"),
  } as const;
  expect((await ask(france)).rows).toMatchObject([
    {value_usd: 5, months: 1},
    {value_usd: 9, months: 1, change_pct: null},
  ]);
});

test("growth on nothing is missing, not infinite", async () => {
  const {rows} = await ask({product: "8541", compare: periodRange("2020")});
  expect(rows).toMatchObject([{value_usd: 40, compare_usd: null, change_pct: null}]);
});

test.each([
  ["reporters", {reporters: ["EAEU", "KAZ"]}, {by: ["reporter"]}, "units-overlap"],
  ["partners", {partners: ["EAEU", "KGZ"]}, {by: ["partner"]}, "units-overlap"],
  ["products", {product: "87,8703"}, {by: ["product"]}, "codes-overlap"],
] as const)(
  "%s that a sum would count twice are refused, and shown apart are not",
  async (_, given, apart, code) => {
    await expect(ask(given)).rejects.toMatchObject({code});
    await expect(ask({...given, ...apart})).resolves.toMatchObject({kind: "trade"});
  },
);

test("a name that stands twice counts once", async () => {
  expect((await ask({reporters: ["DEU", "Germany"]})).rows).toMatchObject([{value_usd: 100}]);
  expect((await ask({product: "8703,8703"})).rows).toMatchObject([{value_usd: 100}]);
});

test("without a source that merges the sides, the merged figure is refused with what to load", async () => {
  const alone = await storeOf([{id: "customs", rows: [row("DEU KGZ 870323 2021", 100)]}]);
  await expect(ask({side: "reconciled"}, alone)).rejects.toMatchObject({code: "no-reconciled-source"});
  alone.close();
});
