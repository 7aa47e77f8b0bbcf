import {afterAll, beforeAll, expect, test} from "vitest";
import {type FixtureStore, fixture, storeOfLayers} from "../../../test/support/source-store.ts";
import {evidenceRows} from "../common/evidence.ts";
import {indicatorsFinding} from "./finding.ts";
import type {IndicatorParams} from "./params.ts";

const SOURCES = new URL("../../../sources/", import.meta.url).href;

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfLayers([
    ...fixture(`${SOURCES}imf/weo/parse.test.ts`, "outlook.csv"),
    ...fixture(`${SOURCES}world-bank/wdi/parse.test.ts`, "extract.csv"),
    ...fixture(`${SOURCES}arm-armstat/gdp-by-sector/parse.test.ts`, "annual.csv"),
  ]);
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

const EVERYTHING: IndicatorParams = {
  states: null,
  layers: null,
  indicators: null,
  match: null,
  from: null,
  to: null,
  source: null,
  show: "figures",
};

function ask(params: Partial<IndicatorParams>) {
  return indicatorsFinding(store.writer, {...EVERYTHING, ...params});
}

// Expected: the Committee's table and the Fund's outlook as printed.
test("Armenian growth of 2022 is 12.6 %, and the volume of information and communication 148.5 of a hundred", async () => {
  const found = await ask({
    states: ["Armenia"],
    indicators: ["gdp_growth", "volume_index"],
    match: null,
    from: 2022,
    to: 2022,
    source: null,
  });
  const of = (source: string, item: string | null) =>
    found.rows.find((row) => row.source === source && row.item === item)?.value;
  expect(of("imf/weo", null)).toBe(12.6);
  expect(of("arm-armstat/gdp-by-sector", "J Information and communication")).toBe(148.5);
  const at = found.rows.findIndex(({item}) => item === "J Information and communication");
  const [record] = await evidenceRows(store.writer, found, at);
  // One row of the table holds two figures, and row 26 of the file is that of information and communication.
  expect(record?.rows.map(({value, source_row: row}) => [value, row])).toEqual([
    [381_679_100_000, 26],
    [148.5, 26],
  ]);
});

test("an item is found by a part of its name, in whatever case", async () => {
  const {rows} = await ask({indicators: ["volume_index"], match: "INFORMATION"});
  expect(new Set(rows.map(({item}) => item))).toEqual(new Set(["J Information and communication"]));
});

// Expected: 9.04 from the World Bank's output of 2023 and 2024, 11.5 as the Fund prints it.
test("two publishers that differ stand side by side with both figures, and a year beside them does not", async () => {
  const asked = {states: ["KGZ"], indicators: ["gdp_growth"], show: "disagreements"} as const;
  const {rows} = await ask(asked);
  expect(rows).toMatchObject([
    {indicator: "gdp_growth", state: "KGZ", period: "2024", source_one: "imf/weo", said_one: "11.5"},
  ]);
  expect(Number(rows[0]?.said_other)).toBeCloseTo(9.04, 2);
  expect((await ask({...asked, to: 2023})).rows).toEqual([]);
  const {warnings} = await ask({states: ["KGZ"], indicators: ["gdp_growth"]});
  expect(warnings).toEqual([
    "sources say 1 things against each other about these figures: see --show disagreements",
  ]);
});

test("counts and coverage speak of the same figures as the list", async () => {
  const listed = await ask({indicators: ["gdp_growth"]});
  const counts = await ask({indicators: ["gdp_growth"], show: "counts"});
  const coverage = await ask({indicators: ["gdp_growth"], show: "coverage"});
  const total = (rows: readonly {readonly [name: string]: unknown}[]) =>
    rows.reduce((sum, {figures}) => sum + Number(figures), 0);
  expect(total(counts.rows)).toBe(listed.rows.length);
  expect(total(coverage.rows)).toBe(listed.rows.length);
});

test("layers, indicators, states and years that cannot be are refused", async () => {
  await expect(ask({layers: ["macr"]})).rejects.toMatchObject({code: "unknown-layer"});
  await expect(ask({indicators: ["gdp_grwth"]})).rejects.toMatchObject({code: "unknown-indicator"});
  await expect(ask({states: ["Atlantis"]})).rejects.toMatchObject({code: "unknown-state"});
  await expect(ask({from: 2020, to: 2010})).rejects.toMatchObject({code: "bad-years"});
});
