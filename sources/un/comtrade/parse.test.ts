import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";

const BULK = "COMTRADE-FINAL-CA268202201H6[2023-06-29].txt";
const [bulk = ""] = fixture(import.meta.url, BULK);
const folder = mkdtempSync(join(tmpdir(), "roundabout-comtrade-"));
afterAll(() => rmSync(folder, {recursive: true}));

test("totals beat the parts beside them, in all three splits at once", async () => {
  await using store = await storeOf([bulk]);
  const row = await store.one(
    sql`SELECT value_usd, quantity FROM layer.trade WHERE partner = 'ARM' AND flow = 'X' AND product = '8703'`,
  );
  // UN Comtrade's total for 2022; the file has it again by mode of transport, second partner and customs procedure.
  expect(row.value_usd).toBe(144_316_276.98);
  const reasons = await store.rows(sql`SELECT reason, rows FROM meta.dropped ORDER BY reason`);
  expect(reasons).toEqual([
    {reason: "a part by customs procedure: the total is beside it", rows: 4},
    {reason: "a part by mode of transport: the total is beside it", rows: 8},
    {reason: "a part by second partner: the total is beside it", rows: 4},
    {reason: "part of exports: flow DX", rows: 6},
    {reason: "re-imports: part of imports", rows: 1},
  ]);
});

test("the world is W00, month 52 is the year, and the release is the vintage", async () => {
  await using store = await storeOf([bulk]);
  expect(
    await store.one(sql`SELECT period, hs_edition, vintage FROM layer.trade WHERE partner = 'W00'`),
  ).toEqual({
    period: 2022,
    hs_edition: "HS2022",
    vintage: "2023-06-29",
  });
});

test("re-exports stand beside exports", async () => {
  await using store = await storeOf([bulk]);
  const flows = await store.rows(
    sql`SELECT flow, count(*) AS rows FROM layer.trade WHERE partner = 'AZE' AND product = '8703' GROUP BY flow ORDER BY flow`,
  );
  expect(flows).toEqual([
    {flow: "M", rows: 1},
    {flow: "RX", rows: 1},
    {flow: "X", rows: 1},
  ]);
});

test("the API's own spelling of the columns is the same file", async () => {
  const path = join(folder, "COMTRADE-FINAL-CA268202201H6.txt");
  const text = readFileSync(bulk, "utf8");
  const spelled = text
    .replace("isnetWgt", "isNetWgt")
    .replace("isgrossWgt", "isGrossWgt")
    .replace("cifValue", "cifvalue")
    .replace("fobValue", "fobvalue");
  writeFileSync(path, spelled);
  await using store = await storeOf([path]);
  expect(store.report).toMatchObject({rows: 26, dropped: 23});
});

test("a file whose mode of transport was cut away is refused, because its parts cannot be told from totals", async () => {
  const path = join(folder, "COMTRADE-FINAL-CA268202201H6-cut.txt");
  const lines = readFileSync(bulk, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  const at = lines[0]?.indexOf("motCode") ?? -1;
  writeFileSync(path, `${lines.map((cells) => cells.toSpliced(at, 1).join("\t")).join("\n")}\n`);
  await expect(storeOf([path])).rejects.toMatchObject({
    code: "check-failed",
    message: expect.stringContaining("no cell stands twice with different values"),
  });
});

test("an unknown column is refused by name", async () => {
  const path = join(folder, "COMTRADE-FINAL-CA268202201H6-more.txt");
  const [header = "", ...lines] = readFileSync(bulk, "utf8").trimEnd().split("\n");
  writeFileSync(path, `${[`${header}\tsurprise`, ...lines.map((line) => `${line}\t1`)].join("\n")}\n`);
  await expect(storeOf([path])).rejects.toMatchObject({
    code: "column-unknown",
    message: expect.stringContaining('"surprise"'),
  });
});

const LISTING = sharedFiles(
  "raw_samples/comtrade/bulk_get_listing.json",
  "raw_samples/comtrade/goods_get_C_A_HS.json",
);

test.skipIf(LISTING === null)(
  "the API's list of bulk files is known and gives no rows (needs ../shared)",
  async () => {
    await using store = await storeOf(LISTING ?? []);
    expect(store.report.loaded.map(({rows}) => rows)).toEqual([0, 4]);
  },
);
