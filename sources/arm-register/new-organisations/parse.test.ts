import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [MONTHS = ""] = fixture(import.meta.url, "months.csv");
const shared = layerFile("macro/armenia_new_organisations_monthly_2015_2024.csv.gz");

test("a form that stands three times a month is dropped with its reason, an estimate says that it is one", async () => {
  await using store = await storeOfLayers([MONTHS]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped`)).toEqual([
    {reason: "one abbreviation for several legal forms: ԱՍ", rows: 7},
  ]);
  const [estimated] = await store.rows(
    sql`SELECT value, status FROM layer.indicator WHERE item = 'Ա/Ձ' AND period = '2015-12'`,
  );
  expect(estimated).toEqual({value: 813, status: "estimate"});
});

// Expected: added up over the file by hand: 19,668 and 27,964 sole traders, 6,768 and 11,723 limited companies.
test.skipIf(shared === null)(
  "new sole traders and companies of 2021 and 2022 (needs ../shared)",
  async () => {
    await using store = await storeOfLayers(shared === null ? [] : [shared]);
    const rows = await store.rows(sql`
    SELECT item, left(period, 4) AS year, sum(value) AS organisations FROM layer.indicator WHERE item IN ('Ա/Ձ', 'ՍՊԸ') AND left(period, 4) IN ('2021', '2022') GROUP BY ALL ORDER BY ALL`);
    expect(rows.map(({organisations}) => organisations)).toEqual([19_668, 27_964, 6768, 11_723]);
  },
);

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'arm-register/new-organisations'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
