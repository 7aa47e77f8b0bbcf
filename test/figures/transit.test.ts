import {afterAll, beforeAll, expect, test} from "vitest";
import {type TransitRequest, tradeFinding, transitFinding} from "../../src/analyses/index.ts";
import {type FindingRow, period, periodRange} from "../../src/base/index.ts";
import {usdPerEur} from "../../src/reference/index.ts";
import {hasShared} from "../support/ingest.ts";
import {packStore, sharedStore, type TestStore} from "../support/stores.ts";

let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
});
afterAll(() => pack[Symbol.asyncDispose]());

const ask = async (request: TransitRequest, {store}: TestStore = pack): Promise<readonly FindingRow[]> =>
  (await transitFinding(store, request)).rows;
const column = (rows: readonly FindingRow[], name: string): number[] => rows.map((row) => Number(row[name]));
const rounded = (values: readonly number[], digits = 2): string[] =>
  values.map((value) => value.toFixed(digits));

const KGZ = {hubs: ["KGZ"], period: periodRange("2021..2023"), by: "period"} as const;

// Eurostat's months and the Kyrgyz committee's years; the published ratios are 0.93, 0.43 and 0.33.
test("EU27 to Kyrgyzstan: 0.93, 0.44 and 0.33 of the exports arrive in 2021 to 2023, months at their own rates", async () => {
  expect(rounded(column(await ask(KGZ), "ratio"))).toEqual(["0.93", "0.44", "0.33"]);
});

test("at yearly rates the same ratios are 0.93, 0.43 and 0.33, at a constant 1.12 they are 0.98, 0.40 and 0.32", async () => {
  const {rows} = await tradeFinding(pack.store, {
    reporters: ["EU27"],
    partners: ["KGZ"],
    flow: "X",
    product: "TOTAL",
    goods: null,
    period: periodRange("2021..2023"),
    compare: null,
    by: ["period"],
    side: "reporter",
    currency: "eur",
    source: null,
    basis: "origin",
    codes: "all",
    hs: null,
  });
  const eur = column(rows, "value_eur");
  expect(
    rounded(
      eur.map((value) => value / 1e6),
      1,
    ),
  ).toEqual(["263.2", "1170.9", "2733.8"]);
  const imported = column(await ask(KGZ), "importer_usd");
  const yearly = ["2021", "2022", "2023"].map((year) => usdPerEur(period(year)) ?? Number.NaN);
  const at = (rates: readonly number[]) =>
    imported.map((value, year) => value / ((eur[year] ?? Number.NaN) * (rates[year] ?? Number.NaN)));
  expect(rounded(at(yearly))).toEqual(["0.93", "0.43", "0.33"]);
  expect(rounded(at([1.12, 1.12, 1.12]))).toEqual(["0.98", "0.40", "0.32"]);
});

test("more than half of what the EU27 sent to Kyrgyzstan in 2022 and 2023 is missing beyond the usual gap, in 2021 nothing is", async () => {
  const [before, first, second] = await ask(KGZ);
  expect(Number(before?.share_low_pct)).toBeLessThan(0);
  expect(Number(before?.share_high_pct)).toBeGreaterThan(0);
  expect(Number(first?.share_low_pct)).toBeGreaterThan(40);
  expect(Number(second?.share_low_pct)).toBeGreaterThan(50);
});

test("Kazakhstan stands beside it with a smaller share, Armenia, whose imports are not shipped, as unknown", async () => {
  const rows = await ask({hubs: ["KGZ", "KAZ", "ARM"]});
  const of = (hub: string) => rows.find((row) => row.hub === hub);
  expect(Number(of("KAZ")?.share_pct)).toBeGreaterThan(0);
  expect(Number(of("KAZ")?.share_high_pct)).toBeLessThan(Number(of("KGZ")?.share_low_pct));
  expect(of("ARM")).toMatchObject({importer_usd: null, ratio: null, shock_usd: null});
  expect(of("ARM")?.unknown).toContain("unknown, not zero");
  expect(Number(of("ARM")?.unmatched_exports_usd)).toBeGreaterThan(1e9);
});

test("the parts of the orphans add up to them in every row", async () => {
  for (const row of await ask({by: "origin", hubs: ["KGZ", "KAZ", "UZB"], controls: []})) {
    if (row.gross_usd === null) continue;
    const parts = ["timing_usd", "usual_usd", "common_usd", "noise_usd", "shock_usd"].map(
      (name) => row[name],
    );
    const sum = parts.reduce<number>((total, part) => (typeof part === "number" ? total + part : total), 0);
    // Sums of doubles in another order.
    expect(Math.abs(sum - Number(row.gross_usd))).toBeLessThan(1e-6 * (1 + Number(row.exporter_usd)));
  }
});

test("Kyrgyz imports from Georgia are shown though Georgia's exports by partner are not shipped", async () => {
  const [row] = await ask({origins: ["GEO"], hubs: ["KGZ"], period: periodRange("2023")});
  expect(rounded([Number(row?.unmatched_imports_usd) / 1e6], 1)).toEqual(["35.0"]);
  expect(row?.unknown).toContain("the exporter does not speak of this trade");
});

test.skipIf(!hasShared)(
  "Georgia reports 556 m USD of cars to Kyrgyzstan in January to November 2023, which records 35 m of all goods from there (needs ../shared)",
  async () => {
    await using made = await sharedStore([
      "flows/comtrade_monthly_hs8703_georgia_armenia.parquet",
      "flows/kyrgyzstan_nsc_by_partner_annual_1994_2023.csv.gz",
    ]);
    const months = periodRange("2023-01..2023-11");
    const [row] = await ask({origins: ["GEO"], hubs: ["KGZ"], goods: "8703", period: months}, made);
    expect(rounded([Number(row?.unmatched_exports_usd) / 1e6], 0)).toEqual(["556"]);
    expect(rounded([Number(row?.importer_all_goods_usd) / 1e6], 0)).toEqual(["35"]);
    // No margin can be estimated from one pair, so none is taken off: the least that cannot have been recorded.
    expect(rounded([Number(row?.least_orphans_usd) / 1e6], 0)).toEqual(["521"]);
    expect(row).toMatchObject({importer_usd: null, orphans_usd: null});
  },
);

test.skipIf(!hasShared)(
  "Russia and India stand beside each other by six digits, reconciled, with the residual shown (needs ../shared)",
  async () => {
    await using made = await sharedStore(["flows/russia_india_fts_vs_mirror_hs10_monthly.parquet"]);
    const [row] = await ask({origins: ["RUS"], hubs: ["IND"], period: periodRange("2021"), digits: 6}, made);
    // Russian customs print 9.13 bn USD, of which 1.69 bn hide under no code.
    expect(rounded([Number(row?.exporter_usd) / 1e6, Number(row?.importer_usd) / 1e6], 0)).toEqual([
      "7439",
      "7852",
    ]);
    expect(Number(row?.residual_usd)).toBeCloseTo(
      Number(row?.exporter_usd) - Number(row?.importer_fob_usd),
      3,
    );
    // One pair tells nothing of which side is better: each weighs a half.
    expect(row?.exporter_weight).toBe(0.5);
    expect(Number(row?.reconciled_usd)).toBeCloseTo(
      (Number(row?.exporter_usd) + Number(row?.importer_fob_usd)) / 2,
      2,
    );
    // Russia's figures begin in 2021: no year before tells a usual gap.
    expect(row).toMatchObject({shock_usd: null, usual_gap_log: null});
    const [months] = await ask(
      {origins: ["RUS"], hubs: ["IND"], period: periodRange("2021-01..2021-12"), digits: 6},
      made,
    );
    expect(Number(months?.exporter_usd) / Number(row?.exporter_usd)).toBeCloseTo(1, 9);
  },
);

test.skipIf(!hasShared)("Armenia stands beside Kyrgyzstan by its own figures (needs ../shared)", async () => {
  await using made = await sharedStore([
    "flows/armenia_by_partner_monthly_200701_202412.csv.gz",
    "flows/eurostat_eu_members_total_monthly_201901_202408.csv.gz",
    "flows/kyrgyzstan_nsc_by_partner_annual_1994_2023.csv.gz",
    "flows/kazakhstan_bns_by_partner_annual_2018_2023.csv.gz",
  ]);
  const rows = await ask(
    {hubs: ["ARM", "KGZ", "KAZ"], by: "period", period: periodRange("2021..2023")},
    made,
  );
  const of = (hub: string) => rows.filter((row) => row.hub === hub);
  expect(rounded(column(of("KGZ"), "ratio"))).toEqual(["0.93", "0.44", "0.33"]);
  expect(rounded(column(of("KAZ"), "ratio"))).toEqual(["0.87", "0.71", "0.79"]);
  expect(rounded(column(of("ARM"), "ratio"))).toEqual(["1.04", "0.75", "0.80"]);
});
