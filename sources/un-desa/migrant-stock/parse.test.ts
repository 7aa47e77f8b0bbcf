import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gunzipSync} from "node:zlib";
import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfLayers} from "../../../test/support/source-store.ts";

const [STOCK = ""] = fixture(import.meta.url, "stock.csv");
const shared = layerFile("people/undesa_migrant_stock_rev2020_od.csv.gz");

// Expected: the publisher's table, Ukraine to the Russian Federation, 2020.
test("3,268,263 born in Ukraine lived in Russia in 2020", async () => {
  await using store = await storeOfLayers([STOCK]);
  expect(
    await store.rows(
      sql`SELECT layer, form, directed, value, unit FROM layer.tie WHERE a = 'UKR' AND b = 'RUS' AND start = '2020'`,
    ),
  ).toEqual([{layer: "people", form: "value", directed: true, value: 3_268_263, unit: "persons"}]);
});

test("the Channel Islands are dropped by name", async () => {
  await using store = await storeOfLayers([STOCK]);
  expect(await store.rows(sql`SELECT DISTINCT reason FROM meta.dropped`)).toEqual([
    {reason: "the Channel Islands, listed together"},
  ]);
});

// The publisher's file without its rows of Georgia: seven revisions since 1990 less that of 1990, when the state was not there.
test.skipIf(shared === null)("a file that has lost Georgia stops the build (needs ../shared)", async () => {
  const folder = mkdtempSync(join(tmpdir(), "roundabout-lost-"));
  try {
    const lines = gunzipSync(readFileSync(shared ?? ""))
      .toString("utf8")
      .split("\n");
    const path = join(folder, "stock.csv");
    writeFileSync(path, lines.filter((line) => !line.includes("GEO")).join("\n"));
    await expect(storeOfLayers([path])).rejects.toMatchObject({
      message: expect.stringContaining(
        "no state of the study is missing from migrant_stock in any year: observed 6",
      ),
    });
  } finally {
    rmSync(folder, {recursive: true});
  }
});
