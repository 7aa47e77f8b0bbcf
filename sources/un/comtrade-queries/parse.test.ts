import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

const [answer = "", web = "", classic = "", comtradr = "", services = ""] = fixture(
  import.meta.url,
  "armenia_cars_by_transport_202211.json",
  "TradeData_11_22_2023_10_5_33.csv",
  "classic_indonesia_2018.csv",
  "comtradr_armenia_202211.csv",
  "services_empty.json",
);
const folder = mkdtempSync(join(tmpdir(), "roundabout-queries-"));
afterAll(() => rmSync(folder, {recursive: true}));

function changed(name: string, from: string, change: (text: string) => string): string {
  const path = join(folder, name);
  writeFileSync(path, change(readFileSync(from, "utf8")));
  return path;
}

test("an answer split by mode of transport without totals is summed", async () => {
  await using store = await storeOf([answer]);
  const row = await store.one(
    sql`SELECT value_usd, quantity FROM layer.trade WHERE reporter = 'ARM' AND partner = 'RUS' AND flow = 'X' AND product = '8703'`,
  );
  // Sum over the five modes in the file, in any order.
  expect(Number(row.value_usd).toFixed(2)).toBe("44232746.38");
  expect(row.quantity).toBe(2008);
});

test("the same question by API and by comtradr gives the same cells, once", async () => {
  await using alone = await storeOf([answer]);
  await using both = await storeOf([answer, comtradr]);
  expect(both.report.rows).toBe(alone.report.rows);
  const reasons = await both.rows(
    sql`SELECT sum(rows) AS rows FROM meta.dropped WHERE reason LIKE 'superseded%'`,
  );
  expect(reasons).toEqual([{rows: alone.report.rows}]);
});

test("an answer without rows is data that says nothing", async () => {
  await using store = await storeOf([answer, services]);
  expect(store.report.loaded.find(({file}) => file.endsWith("services_empty.json"))?.rows).toBe(0);
});

test("the web download's Windows-1252 names and trailing commas are no obstacle", async () => {
  await using store = await storeOf([web]);
  const row = await store.one(sql`SELECT value_usd, net_kg FROM layer.trade WHERE partner = 'CIV'`);
  expect(row.value_usd).toBe(12_345.5);
  expect(store.report).toMatchObject({rows: 8, dropped: 0});
});

test("a quantity of no unit is missing, whatever number stands there", async () => {
  await using store = await storeOf([classic]);
  const row = await store.one(
    sql`SELECT quantity, unit, net_kg, value_usd FROM layer.trade WHERE product = '010420'`,
  );
  expect(row).toEqual({quantity: null, unit: null, net_kg: 11_255, value_usd: 128_950});
});

test("a row that was pasted twice counts once", async () => {
  await using store = await storeOf([classic]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped`)).toEqual([
    {reason: "the same row again", rows: 3},
  ]);
});

test.each<[string, (text: string) => string, string]>([
  [
    "an error instead of data",
    () => '{"elapsedTime":"0.1 secs","count":0,"data":[],"error":"Too many requests"}',
    "comtrade-refused",
  ],
  ["fewer rows than counted", (text) => text.replace(/"count":\d+/, '"count":250000'), "file-truncated"],
  ["an answer cut off", (text) => text.slice(0, -200), "file-malformed"],
  ["a new field", (text) => text.replace('"flowCode"', '"flowKode"'), "column-unknown"],
])("%s is refused", async (what, change, code) => {
  const path = changed(`${what.replaceAll(" ", "-")}.json`, answer, change);
  await expect(storeOf([path])).rejects.toMatchObject({code});
});

test("a web download with a renamed column is refused by name", async () => {
  const path = join(folder, "TradeData_renamed.csv");
  writeFileSync(
    path,
    readFileSync(web, "latin1").replace("primaryValue,", "primaryValue,").replace("netWgt", "netWeight"),
    "latin1",
  );
  await expect(storeOf([path])).rejects.toMatchObject({
    code: "column-unknown",
    message: expect.stringContaining("netWeight"),
  });
});

test("a word where the value should be is refused by row and column", async () => {
  const path = changed("bad_classic.csv", classic, (text) => text.replace("55930137", "many"));
  await expect(storeOf([path])).rejects.toMatchObject({
    code: "bad-cell",
    where: expect.stringMatching(/bad_classic\.csv:2$/),
  });
});

const SHARED = sharedFiles(
  "raw_samples/comtrade/get_C_A_HS_china_2010.json",
  "raw_samples/comtrade/services_get_S_A_EB.json",
  "raw_samples/comtrade/comtrade_classic_csv_indonesia_2018_first1500.csv.gz",
  "raw_samples/comtrade/Reporters.json",
  "raw_samples/comtrade/ModeOfTransportCodes.json",
  "raw_samples/comtrade/TradeDataItems.json",
  "raw_samples/comtrade/HS.json.gz",
);

test.skipIf(SHARED === null)(
  "recorded answers: China 2010 and Indonesia 2018; lists are known and give no rows (needs ../shared)",
  async () => {
    await using store = await storeOf(SHARED ?? []);
    expect(store.report.loaded.map(({rows}) => rows).sort((a, b) => a - b)).toEqual([
      0, 0, 0, 0, 0, 4, 1_499,
    ]);
    const row = await store.one(
      sql`SELECT value_usd, product, hs_edition FROM layer.trade WHERE reporter = 'CHN' AND partner = 'DEU' AND flow = 'X'`,
    );
    expect(row).toEqual({value_usd: 68_047_133_397, product: "TOTAL", hs_edition: null});
  },
);
