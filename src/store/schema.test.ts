import {expect, test} from "vitest";
import {emptyStore} from "./build.ts";
import type {Writer} from "./database.ts";
import {createClean, tradeView} from "./schema.ts";
import {name, sql} from "./sql.ts";
import {cleanTable} from "./table-name.ts";

const SHAPE = sql`SELECT column_name AS name, column_type AS type FROM (DESCRIBE FROM layer.trade)`;

/** A store with one source of three rows: two that enter, one that does not. */
async function storeWith(...sources: readonly string[]): Promise<Writer> {
  const store = await emptyStore({units: ["ARM", "GEO"]});
  for (const source of sources) {
    await store.run(createClean(source));
    await store.run(sql`INSERT INTO ${name("clean", cleanTable(source))} (period, reporter, partner, flow, product, value_usd, dropped, source_row)
      VALUES (2022, 'GEO', 'ARM', 'X', '8703', 5, NULL, 2), (202203, 'GEO', 'ARM', 'X', 'TOTAL', 0, NULL, 3), (2022, 'GEO', 'ARM', 'X', '8703', 7, 'why', 4)`);
  }
  await store.run(tradeView(sources));
  return store;
}

test("the empty layer has the columns and types of one with sources", async () => {
  const [empty, one] = [await emptyStore({units: ["ARM", "GEO"]}), await storeWith("pub/data")];
  expect(await empty.rows(SHAPE)).toEqual(await one.rows(SHAPE));
  expect(await empty.rows(sql`SELECT period FROM layer.trade`)).toEqual([]);
});

test("the layer holds the rows that entered, each with its source, frequency and digits", async () => {
  const store = await storeWith("pub/data");
  expect(
    await store.rows(
      sql`SELECT source, period, frequency, digits, value_usd FROM layer.trade ORDER BY source_row`,
    ),
  ).toEqual([
    {source: "pub/data", period: 2022, frequency: "A", digits: 4, value_usd: 5},
    {source: "pub/data", period: 202_203, frequency: "M", digits: 0, value_usd: 0},
  ]);
});

test("sources stand apart in the layer, and making it again changes nothing", async () => {
  const store = await storeWith("pub/data", "pub/other-data");
  await store.run(tradeView(["pub/data", "pub/other-data"]));
  expect(
    await store.rows(sql`SELECT source, count(*) AS rows FROM layer.trade GROUP BY source ORDER BY source`),
  ).toEqual([
    {source: "pub/data", rows: 2},
    {source: "pub/other-data", rows: 2},
  ]);
});

test("the clean table of a source is its id in letters, digits and underscores", () => {
  expect(cleanTable("eurostat/comext-banned-goods")).toBe("eurostat_comext_banned_goods");
});
