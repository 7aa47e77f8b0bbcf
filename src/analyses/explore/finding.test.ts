import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {packStore, type TestStore} from "../../../test/support/stores.ts";
import {type SourceRow, storeOf} from "../../../test/world/index.ts";
import {type Finding, periodRange} from "../../base/index.ts";
import {sql, type Writer} from "../../store/index.ts";
import {evidenceRows} from "../common/evidence.ts";
import {exploreFinding} from "./finding.ts";
import type {ExploreBy, ExploreParams} from "./params.ts";
import {refuseTooMany} from "./strand.ts";

const usual: ExploreParams = {
  by: "period",
  source: null,
  flow: "X",
  frequency: null,
  basis: "origin",
  goods: null,
  period: null,
  reporters: null,
  partners: null,
  chapters: null,
};

function row(text: string, value: number, flow: SourceRow["flow"] = "X"): SourceRow {
  const [reporter = "", partner = "", product = "", period = ""] = text.split(" ");
  return {period: Number(period), reporter, partner, flow, product, value};
}

let world: Writer;
let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
  world = await storeOf([
    {
      id: "customs",
      rank: 2,
      rows: [
        row("DEU KGZ 870323 202101", 50),
        row("DEU KGZ 854110 202101", 0),
        row("DEU KAZ 870323 202103", 100),
        row("FRA KGZ 870323 202103", 7),
        row("FRA W00 870323 202103", 107),
        row("EU27 KGZ 870323 202103", 107),
        row("DEU KGZ 87 202101", 50),
        row("DEU KGZ 870323 2021", 50),
        row("KGZ DEU 870323 202101", 30, "M"),
      ],
    },
  ]);
});
afterAll(async () => {
  world.close();
  await pack[Symbol.asyncDispose]();
});

const ask = (given: Partial<ExploreParams>) => exploreFinding(world, {...usual, ...given});
const valuesOf = ({rows}: Finding, name: string) =>
  Object.fromEntries(rows.map((one) => [one[name], one.value_usd]));

test("one source, flow and frequency at the finest lines: coarser ones and sums of others are left out and counted", async () => {
  const total = await ask({by: "total"});
  expect(total.rows).toEqual([{value_usd: 157, records: 4, records_without_value: 0}]);
  expect(total.parameters).toMatchObject({source: "world/customs", flow: "X", frequency: "M", digits: 6});
  const {rows_in: all, rows_used: used, dropped} = total.sample;
  expect(dropped.map(({reason, rows}) => [reason, rows])).toEqual([
    ["another flow or frequency", 2],
    ["a coarser line of trade that finer lines hold", 1],
    ["a sum of other rows", 2],
  ]);
  expect(dropped.reduce((sum, {rows}) => sum + rows, used)).toBe(all);
});

test("a choice in one is a condition of the others, and a measured zero is no missing value", async () => {
  expect(valuesOf(await ask({by: "chapter", period: periodRange("2021-01")}), "chapter")).toEqual({
    "85": 0,
    "87": 50,
  });
  expect(valuesOf(await ask({by: "partner", reporters: ["DEU"]}), "partner")).toEqual({KAZ: 100, KGZ: 50});
  expect(valuesOf(await ask({by: "reporter", chapters: ["87"], partners: ["KGZ"]}), "reporter")).toEqual({
    DEU: 50,
    FRA: 7,
  });
});

test("a period without a record stays in the rows, and is missing", async () => {
  const {rows} = await ask({by: "period", reporters: ["FRA"]});
  expect(rows).toEqual([
    {period: "2021-01", value_usd: null, records: null, records_without_value: null},
    {period: "2021-03", value_usd: 7, records: 1, records_without_value: 0},
  ]);
});

test.each<[string, Partial<ExploreParams>, string]>([
  ["a source that is not loaded", {source: "nobody/nothing"}, "unknown-source"],
  ["a flow that the source has not", {flow: "RX"}, "no-such-trade"],
  ["a state that is none", {reporters: ["Atlantis"]}, "unknown-state"],
  ["a chapter that is none", {chapters: ["870"]}, "bad-chapter"],
  ["a bloc where states report", {reporters: ["EU27"]}, "not-by-bloc"],
  [
    "months of a source that has years",
    {frequency: "A", period: periodRange("2021-01")},
    "mixed-frequencies",
  ],
])("%s is refused", async (_, given, code) => {
  await expect(ask(given)).rejects.toMatchObject({code});
});

test("more records than can be read at once are refused", () => {
  expect(() => refuseTooMany({source: "customs", records: 300_000_001})).toThrow(/at most 300000000/);
});

test("years are read as their months where the source has months", async () => {
  expect(valuesOf(await ask({by: "total", period: periodRange("2021")}), "x")).toEqual({undefined: 157});
});

const STRAND = sql`source = 'eurostat/comext-banned-goods' AND flow = 'X' AND frequency = 'M' AND digits = 8`;

const choices = fc.record({
  by: fc.constantFrom<ExploreBy>("period", "reporter", "partner", "chapter", "total"),
  reporters: fc.option(fc.subarray(["AUT", "DEU", "FRA", "ITA", "LTU", "NLD", "POL"], {minLength: 1})),
  partners: fc.option(fc.subarray(["ARM", "GEO", "KAZ", "KGZ", "RUS", "UZB"], {minLength: 1})),
  chapters: fc.option(fc.subarray(["27", "30", "73", "84", "85", "87", "88", "90"], {minLength: 1})),
  months: fc.option(fc.tuple(fc.nat(34), fc.nat(34))),
});

const monthAfter = (months: number) => (2020 + Math.floor(months / 12)) * 100 + 1 + (months % 12);

test("whatever is chosen after whatever, the pack's sums are those of the engine's own SQL", async () => {
  const {rows} = await pack.store.one(
    sql`SELECT [min(period), max(period)]::VARCHAR AS rows FROM layer.trade WHERE ${STRAND}`,
  );
  expect(rows).toBe("[202001, 202211]");
  await fc.assert(
    fc.asyncProperty(fc.array(choices, {minLength: 1, maxLength: 3}), async (asked) => {
      for (const {by, reporters, partners, chapters, months} of asked) {
        const [from = 202001, to = 202211] = months?.toSorted((a, b) => a - b).map(monthAfter) ?? [];
        const range = [from, to].map((at) => String(at).replace(/(\d{4})/, "$1-")).join("..");
        const period = months === null ? null : periodRange(range);
        const found = await exploreFinding(pack.store, {...usual, by, reporters, partners, chapters, period});
        const among = (column: string, list: readonly string[] | null) =>
          list === null
            ? sql`true`
            : sql`${{text: column, values: []}} IN (SELECT unnest(${[...list]}::VARCHAR[]))`;
        const keys = {
          reporter: "reporter::VARCHAR",
          partner: "partner::VARCHAR",
          chapter: "left(product, 2)",
        };
        const other =
          by === "period" ? "left(period::VARCHAR, 4) || '-' || right(period::VARCHAR, 2)" : "'all'";
        const name = by === "total" || by === "period" || by === "source" ? other : keys[by];
        const expected = await pack.store.rows(sql`
          SELECT ${{text: name, values: []}} AS key, sum(value_usd::DECIMAL(18, 4))::DOUBLE AS value_usd, count(*) AS records
          FROM layer.trade WHERE ${STRAND} AND period BETWEEN ${from} AND ${to} AND ${among("reporter::VARCHAR", reporters)}
            AND ${among("partner::VARCHAR", partners)} AND ${among("left(product, 2)", chapters)}
          GROUP BY 1 ORDER BY 1`);
        // Decimals of four places are added exactly on both sides; each sum is then the nearest number.
        expect(
          found.rows
            .filter((one) => one.records !== null)
            .map((one) => ({key: one[by] ?? "all", value_usd: one.value_usd, records: one.records})),
        ).toEqual(by === "total" && expected.length === 0 ? [] : expected);
      }
    }),
    {numRuns: 20},
  );
});

test("a row leads to its records: as many as it counts, and their sum is its value", async () => {
  const found = await exploreFinding(pack.store, {
    ...usual,
    by: "partner",
    period: periodRange("2022-03"),
    reporters: ["LTU"],
    chapters: ["87"],
  });
  const at = found.rows.findIndex(({partner}) => partner === "KGZ");
  const [answer] = await evidenceRows(pack.store, found, at);
  const records = answer?.rows ?? [];
  expect(records).toHaveLength(Number(found.rows[at]?.records));
  // Sums of some tens of numbers with four places.
  expect(records.reduce((sum, {value_usd: usd}) => sum + Number(usd), 0)).toBeCloseTo(
    Number(found.rows[at]?.value_usd),
    3,
  );
});

test("a list of goods holds no more than all goods, and just the codes on it", async () => {
  const all = await exploreFinding(pack.store, {...usual, by: "total"});
  const listed = await exploreFinding(pack.store, {...usual, by: "total", goods: "chpl"});
  const [whole, part] = [all, listed].map(({rows: [one]}) => Number(one?.value_usd));
  expect(part).toBeGreaterThan(0);
  expect(part).toBeLessThan(whole ?? 0);
  const left = listed.sample.dropped.find(({reason}) => reason === "another basis, or not on the list");
  expect(Number(left?.rows) + Number(listed.rows[0]?.records)).toBe(all.rows[0]?.records);
});

test("what there is to choose from is told without a sum over sources", async () => {
  const {rows, columns} = await ask({by: "source"});
  expect(rows.map((one) => [one.source, one.flow, one.frequency, one.records])).toEqual([
    ["world/customs", "M", "M", 1],
    ["world/customs", "X", "A", 1],
    ["world/customs", "X", "M", 6],
  ]);
  expect(columns.some(({unit}) => unit === "usd")).toBe(false);
});
