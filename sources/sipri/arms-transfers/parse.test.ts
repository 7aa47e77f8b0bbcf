import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfTies} from "../../../test/support/source-store.ts";

const [TIV = ""] = fixture(import.meta.url, "tiv.csv");
const shared = layerFile("security/sipri_tiv_dyads_1950_2021.csv.gz");

test("a delivery is a value from supplier to recipient; a printed 0 is less than half a million, not nothing", async () => {
  await using store = await storeOfTies([TIV]);
  expect(
    await store.rows(sql`SELECT a, b, start, value, low, high, unit, missing FROM layer.tie
      WHERE kind = 'arms_transfer' AND start >= '2019' ORDER BY a, start`),
  ).toEqual([
    ...["2019", "2020", "2021"].map((start) => ({
      a: "CZE",
      b: "BRA",
      start,
      value: null,
      low: 0,
      high: 0.5,
      unit: "m TIV",
      missing: "below half a million",
    })),
    {a: "RUS", b: "ARM", start: "2019", value: 228, low: null, high: null, unit: "m TIV", missing: null},
  ]);
});

test("organisations and unknown suppliers are dropped by name", async () => {
  await using store = await storeOfTies([TIV]);
  expect(
    await store.rows(
      sql`SELECT reason, rows FROM meta.dropped WHERE source = 'sipri/arms-transfers' ORDER BY reason`,
    ),
  ).toEqual([
    {reason: "no state: NATO**", rows: 10},
    {reason: "no state: Unknown supplier(s)", rows: 2},
  ]);
});

test.skipIf(shared === null)(
  "Russia's deliveries to Armenia of 2016 to 2019 add up as printed (needs ../shared)",
  async () => {
    await using store = await storeOfTies([shared ?? ""]);
    expect(
      await store.one(sql`SELECT sum(value) AS tiv FROM layer.tie
      WHERE kind = 'arms_transfer' AND a = 'RUS' AND b = 'ARM' AND start BETWEEN '2016' AND '2019'`),
    ).toEqual({tiv: 110 + 18 + 228});
  },
);
