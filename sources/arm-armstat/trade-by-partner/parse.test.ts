import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

// The fixture has the copy's shape and partners; its figures are invented.
const [MONTHLY = ""] = fixture(import.meta.url, "by_partner_monthly_202112_202203.csv");
const shared = sharedFiles("flows/armenia_by_partner_monthly_200701_202412.csv.gz");

test("one line gives exports, imports by origin and imports by consignment", async () => {
  await using store = await storeOf([MONTHLY]);
  expect(
    await store.rows(
      sql`SELECT flow, partner_basis, value_usd FROM layer.trade WHERE partner = 'RUS' AND period = 202201 ORDER BY ALL`,
    ),
  ).toEqual([
    {flow: "M", partner_basis: "consignment", value_usd: 108_250},
    {flow: "M", partner_basis: "origin", value_usd: 71_250},
    {flow: "X", partner_basis: "destination", value_usd: 34_250},
  ]);
});

test("0.0 beside a value is kept as a measured zero", async () => {
  await using store = await storeOf([MONTHLY]);
  expect(
    await store.rows(
      sql`SELECT flow, partner_basis, value_usd FROM layer.trade WHERE partner = 'MUS' AND period = 202112 AND value_usd = 0 ORDER BY ALL`,
    ),
  ).toEqual([
    {flow: "M", partner_basis: "consignment", value_usd: 0},
    {flow: "X", partner_basis: "destination", value_usd: 0},
  ]);
});

test("both spellings of Nagorno-Karabakh and countries untold are dropped by name", async () => {
  await using store = await storeOf([MONTHLY]);
  const rows = await store.rows(
    sql`SELECT DISTINCT partner_code FROM clean.arm_armstat_trade_by_partner WHERE dropped IS NOT NULL ORDER BY 1`,
  );
  expect(rows.map((row) => row.partner_code)).toEqual([
    "EU countries not specified",
    "Nagorno Karabagh",
    "Nagorno-Karabakh",
    "Unknown country",
  ]);
});

test.skipIf(shared === null)(
  "no line of the full file has three zeros, and origin and consignment share one total (needs ../shared)",
  async () => {
    await using store = await storeOf(shared ?? []);
    const table = sql`clean.arm_armstat_trade_by_partner`;
    expect(
      await store.one(
        sql`SELECT count(*) AS n FROM (SELECT source_row FROM ${table} GROUP BY source_row HAVING max(value_native) = 0)`,
      ),
    ).toEqual({n: 0});
    const check = await store.one(
      sql`SELECT outcome FROM meta.check WHERE name LIKE 'imports by origin and by consignment%'`,
    );
    expect(check).toEqual({outcome: "passed"});
  },
);
