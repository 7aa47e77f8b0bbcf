import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

test("states and the world enter, regions do not", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_chapters_groups.parquet"));
  const partners = await store.rows(sql`SELECT DISTINCT partner FROM layer.trade ORDER BY partner`);
  const found = partners.map(({partner}) => String(partner));
  expect(found).toEqual(expect.arrayContaining(["ARM", "AZE", "GEO", "W00"]));
  expect(found.filter((partner) => !/^([A-Z]{3}|W00)$/.test(partner))).toEqual([]);
  const reasons = await store.rows(
    sql`SELECT DISTINCT reason FROM meta.dropped WHERE reason LIKE '%Central Asia%'`,
  );
  expect(reasons).toEqual([{reason: 'partner "Central Asia": no state: Central Asia'}]);
});

test("the region Micronesia is not the state", async () => {
  await using store = await storeOf(fixture(import.meta.url, "merged_chapters_groups.parquet"));
  expect(await store.rows(sql`SELECT * FROM layer.trade WHERE partner = 'FSM'`)).toEqual([]);
});

const SHARED = sharedFiles("flows/comtrade_hs2_turkey_uae_partner_groups_1991_2021.parquet");

test.skipIf(SHARED === null)(
  "Türkiye and the UAE, every row entered or accounted for (needs ../shared)",
  async () => {
    await using store = await storeOf(SHARED ?? []);
    expect(store.report).toMatchObject({rows: 189_570, dropped: 136_547});
  },
  // Millions of rows on a machine that may be doing other things.
  240_000,
);
