import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [SERIES = ""] = fixture(import.meta.url, "series.csv");
const shared = layerFile("law/governance_indices_fh_rsf_cpi_vdem.csv.gz");

test("a series stands under its own name, and a unit that is no state is dropped by name", async () => {
  await using store = await storeOfLayers([SERIES]);
  const rows = await store.rows(
    sql`SELECT DISTINCT state, item FROM layer.indicator WHERE period = '2024' ORDER BY item`,
  );
  expect(rows.map(({item}) => item)).toEqual(["fiw-freedom-score", "rsf-press-freedom", "v-dem-v2x-rule"]);
  const dropped = await store.rows(sql`SELECT DISTINCT reason FROM meta.dropped`);
  expect(dropped).toEqual([{reason: "no state: Zanzibar"}]);
});

test.skipIf(shared === null)("the whole file passes its checks (needs ../shared)", async () => {
  await using store = await storeOfLayers(shared === null ? [] : [shared]);
  const outcomes = await store.rows(
    sql`SELECT DISTINCT outcome FROM meta.check WHERE source = 'bulldozer/governance-indices'`,
  );
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
