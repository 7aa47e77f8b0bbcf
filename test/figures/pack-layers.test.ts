import {afterAll, beforeAll, expect, test} from "vitest";
import {agreementFinding, agreementParams} from "../../src/analyses/index.ts";
import {EVERY_TIE, tiesFinding} from "../../src/analyses/ties/index.ts";
import {periodRange} from "../../src/base/index.ts";
import {sql} from "../../src/store/index.ts";
import {packStore, type TestStore} from "../support/stores.ts";

let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
});
afterAll(() => pack[Symbol.asyncDispose]());

// Expected: column RUSSAgree of the publisher's release of June 2024, printed with seven digits; recomputed from roll calls.
test.each([70, 74, 75])(
  "agreement with Russia in session %i equals the published one to the printed digit",
  async (session) => {
    const {rows} = await agreementFinding(pack.store, agreementParams({sessions: [session]}));
    const compared = rows.filter(({difference_share}) => difference_share !== null);
    expect(compared.length).toBeGreaterThanOrEqual(190);
    // Half of the last digit that the publisher prints.
    expect(Math.max(...compared.map((row) => Math.abs(Number(row.difference_share))))).toBeLessThan(5.1e-8);
  },
);

// Expected: the published column for the same seven states; the roll calls of these sessions may not be shipped.
test("agreement with Russia falls between sessions 76 and 78 for seven neighbours, by the published figures", async () => {
  const states = ["ARM", "GEO", "KAZ", "KGZ", "MDA", "TJK", "UZB"];
  const {rows} = await agreementFinding(pack.store, agreementParams({sessions: [76, 78], states}));
  const shown = (session: string) =>
    rows.filter((row) => row.session === session).map((row) => Number(row.published_share).toFixed(2));
  expect(shown("76")).toEqual(["0.67", "0.47", "0.68", "0.68", "0.45", "0.65", "0.72"]);
  expect(shown("78")).toEqual(["0.56", "0.27", "0.56", "0.57", "0.29", "0.59", "0.62"]);
});

// Expected: official records of the United Nations.
test("ES-11/1 to 3 were 141-5-35, 140-5-38 and 93-24-58", async () => {
  const rows = await pack.store.rows(
    sql`SELECT resolution, yes, no, abstain FROM layer.roll_call WHERE meeting = 'ES-11' ORDER BY resolution`,
  );
  expect(rows.map(({yes, no, abstain}) => `${yes}-${no}-${abstain}`)).toEqual([
    "141-5-35",
    "140-5-38",
    "93-24-58",
  ]);
});

// Expected: UN DESA, International Migrant Stock 2020, Ukraine to the Russian Federation.
test("3,268,263 persons born in Ukraine lived in Russia in 2020, and the way back is a row of the publisher's file", async () => {
  const {rows, evidence, lineage} = await tiesFinding(pack.store, {
    ...EVERY_TIE,
    states: ["UKR"],
    partners: ["RUS"],
    kinds: ["migrant_stock"],
    period: periodRange("2020"),
  });
  expect(rows.filter(({a}) => a === "UKR").map(({value}) => value)).toEqual([3_268_263]);
  expect(evidence.length).toBeGreaterThan(0);
  expect(lineage).toMatchObject([
    {source: "un-desa/migrant-stock", licence: "CC BY 3.0 IGO", vintage: "2020"},
  ]);
});

// Expected: Central Bank of Armenia, transfers of persons through banks, in all: 866 m USD in 2021, 3,598 m in 2022.
test("persons sent 866 m USD from Russia to Armenia in 2021 and 3,598 m in 2022", async () => {
  const rows = await pack.store.rows(sql`
    SELECT left(start, 4) AS year, count(*) AS months, round(sum(value) / 1e6) AS m_usd FROM layer.tie
    WHERE kind = 'transfers' AND a = 'RUS' AND b = 'ARM' AND item = 'total' AND left(start, 4) IN ('2021', '2022') GROUP BY ALL ORDER BY year`);
  expect(rows).toEqual([
    {year: "2021", months: 12, m_usd: 866},
    {year: "2022", months: 12, m_usd: 3598},
  ]);
});

// Expected: the Statistical Committee's volume indices, 112.6 for output and 148.5 for information and communication; the World
// Bank's output at constant prices gives 12.6 % too, to the printed digit.
test("Armenian output grew by 12.6 % in 2022 by two publishers, information and communication by 48.5 %", async () => {
  const rows = await pack.store.rows(sql`
    SELECT source, indicator, item, round(value, 1) AS value FROM layer.indicator WHERE state = 'ARM' AND period = '2022'
      AND (indicator = 'gdp_growth' OR indicator = 'volume_index' AND (item LIKE 'Domestic product%' OR item LIKE 'J %')) ORDER BY ALL`);
  expect(rows.map(({source, value}) => [source, value])).toEqual([
    ["arm-armstat/gdp-by-sector", 112.6],
    ["arm-armstat/gdp-by-sector", 148.5],
    ["world-bank/wdi", 12.6],
  ]);
});

// First years are the publishers' own; of the scholars of the smallest states there were no moves in 1996.
test("no state of the study disappears from what the pack holds of it", async () => {
  const first = {
    migrant_stock: 1990,
    migration_flow: 1990,
    displaced_stock: 2010,
    scholar_moves: 1998,
    index: 2000,
  };
  const last = {
    migrant_stock: 2020,
    migration_flow: 2015,
    displaced_stock: 2024,
    scholar_moves: 2022,
    index: 2023,
  };
  for (const kind of [
    "migrant_stock",
    "migration_flow",
    "displaced_stock",
    "scholar_moves",
    "index",
  ] as const) {
    const rows = await pack.store.rows(sql`
      SELECT iso3, min(c.year) AS first, max(c.year) AS last FROM ref.state AS s
      LEFT JOIN meta.tie_coverage AS c ON c.state = s.iso3 AND c.kind = ${kind} AND c.layer <> 'macro' WHERE s.study GROUP BY iso3 ORDER BY iso3`);
    expect(rows).toHaveLength(15);
    for (const row of rows) expect(Number(row.first), `${row.iso3} ${kind}`).toBeLessThanOrEqual(first[kind]);
    for (const row of rows)
      expect(Number(row.last), `${row.iso3} ${kind}`).toBeGreaterThanOrEqual(last[kind]);
  }
});

test("every row of the pack that was left out is counted, and every source says under which terms it stands", async () => {
  const silent = await pack.store.rows(sql`
    SELECT id FROM meta.source WHERE licence IS NULL OR publisher IS NULL OR redistributable IS NOT TRUE`);
  expect(silent).toEqual([]);
  const cut = await pack.store.rows(
    sql`SELECT DISTINCT source FROM meta.dropped WHERE reason LIKE '%not in the pack%' ORDER BY source`,
  );
  expect(cut.map(({source}) => source)).toContain("voeten/unga-votes");
});
